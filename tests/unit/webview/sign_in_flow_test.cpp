#include "webview/sign_in_flow.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <vector>

using namespace mmf::ui;
using namespace std::string_literals;
using Verdict = SignInFlow::Verdict;
using Showing = SignInFlow::Showing;

namespace doctest {

template <>
struct StringMaker<Verdict>
{
    static String convert(Verdict verdict)
    {
        constexpr const char *Names[] = {"Load", "Block", "Finish", "ShowPage"};
        return Names[static_cast<int>(verdict)];
    }
};

} // namespace doctest

namespace {

const std::string Page = "https://auth.example.com/web/authorize?client_id=x&state=y";
const std::string Redirect = "http://localhost:7330/callback?code=1&state=y";

// A sign-in that shows the shell, its own load behind it.
struct Sign
{
    Sign()
    {
        flow.show_shell();
        REQUIRE(flow.navigating(flow.shell_base_url()) == Verdict::Load);
    }

    std::vector<std::string> asked; // about which URLs the redirect's reader was asked
    SignInFlow flow{Page, [this](const std::string &url) {
                        asked.push_back(url);
                        return url == Redirect;
                    }};
};

} // namespace

TEST_CASE("sign-in flow: the base of the shell is the origin and nothing else")
{
    const auto base_of = [](const char *url) { return SignInFlow(url, {}).shell_base_url(); };
    CHECK(base_of("https://auth.example.com/web/authorize?client_id=x#y") == "https://auth.example.com/");
    CHECK(base_of("https://auth.example.com:443/x") == "https://auth.example.com/");
    CHECK(base_of("http://127.0.0.1:8080/x") == "http://127.0.0.1:8080/");
    CHECK(base_of("HTTPS://Auth.Example.Com/") == "https://auth.example.com/");
}

TEST_CASE("sign-in flow: the origin of what is a web page")
{
    struct Case
    {
        std::string url;
        const char *origin;
        const char *shown; // without secrets
    };
    for (const Case &c : std::vector<Case>{
             {"https://example.com/a/b?code=1#token", "https://example.com", "https://example.com/a/b"},
             {"http://example.com:8080", "http://example.com:8080", "http://example.com:8080/"},
             {"https://user:password@example.com/", "https://example.com", "https://example.com/"},
             {"my-slicer://callback?code=1", "", "my-slicer:"},
             {"data:text/html,secret", "", "data:"},
             {"javascript:secret", "", "javascript:"},
             {"file:///etc/passwd", "", "file:"},
             {"about:blank", "", "about:"},
             {"https://", "", "https:"},
             {"no url", "", ":"},
             {"", "", ":"},
         }) {
        CAPTURE(c.url);
        CHECK(web_origin(c.url) == c.origin);
        CHECK(url_without_secrets(c.url) == c.shown);
    }
}

TEST_CASE("sign-in flow: a frame loses the redirect from https to http, and to a scheme of its own")
{
    const std::string https = "https://auth.example.com/authorize?redirect_uri=http%3A%2F%2Flocalhost%2F";
    const std::string http = "http://127.0.0.1:8080/authorize";
    CHECK_FALSE(frame_can_redirect(https, "http://localhost:7330/callback"));
    CHECK_FALSE(frame_can_redirect("HTTPS://auth.example.com/", "HTTP://localhost/"));
    CHECK(frame_can_redirect(https, "https://example.com/callback"));
    for (const char *own :
         {"slicer://callback", "mmf-publish:/callback", "HTTPSX://callback", "no-scheme", ""}) {
        CAPTURE(own);
        CHECK_FALSE(frame_can_redirect(https, own));
        CHECK_FALSE(frame_can_redirect(http, own));
    }
    CHECK(frame_can_redirect(http, "http://localhost:7330/callback"));
    CHECK(frame_can_redirect(http, "https://example.com/callback"));
}

TEST_CASE("sign-in flow: the service's own pages load in the frame")
{
    Sign sign;
    for (const std::string &url : {Page, "https://auth.example.com/"s, "https://auth.example.com:443/login"s,
                                   "HTTPS://AUTH.EXAMPLE.COM/login"s, "about:blank"s, "about:srcdoc"s}) {
        CAPTURE(url);
        CHECK(sign.flow.navigating(url) == Verdict::Load);
        CHECK(sign.flow.showing() == Showing::Shell);
    }
    CHECK_FALSE(sign.flow.finished());
}

TEST_CASE("sign-in flow: what leaves the origin is shown as the page itself")
{
    const std::vector<std::string> foreign = {
        "https://accounts.example.org/login",  "http://auth.example.com/web/authorize",
        "https://auth.example.com:8443/",      "https://example.com/",
        "https://auth.example.com.evil.test/", "https://auth.example.com@evil.test/",
        "http://localhost:7330/other",         "https://",
    };
    for (const std::string &url : foreign) {
        CAPTURE(url);
        Sign sign;
        CHECK(sign.flow.navigating(url) == Verdict::ShowPage);
        CHECK_FALSE(sign.flow.finished());
        // Then everything of the web loads, there and back.
        sign.flow.show_page();
        CHECK(sign.flow.showing() == Showing::Page);
        CHECK(sign.flow.navigating(url) == Verdict::Load);
        CHECK(sign.flow.navigating(Page) == Verdict::Load);
        CHECK(sign.flow.navigating(Redirect) == Verdict::Finish);
    }
}

TEST_CASE("sign-in flow: the redirect finishes, once, and then nothing more loads")
{
    for (const bool as_page : {false, true}) {
        for (const bool new_window : {false, true}) {
            CAPTURE(as_page);
            CAPTURE(new_window);
            Sign sign;
            if (as_page) {
                sign.flow.show_page();
            }
            CHECK((new_window ? sign.flow.opening_window(Redirect) : sign.flow.navigating(Redirect)) ==
                  Verdict::Finish);
            CHECK(sign.flow.finished());
            CHECK(sign.asked == std::vector<std::string>{Redirect});
            for (const std::string &url : {Redirect, Page, "about:blank"s, "https://example.org/"s,
                                           sign.flow.shell_base_url(), "javascript:x"s}) {
                CAPTURE(url);
                CHECK(sign.flow.navigating(url) == Verdict::Block);
                CHECK(sign.flow.opening_window(url) == Verdict::Block);
            }
            CHECK(sign.asked.size() == 1);
            CHECK_FALSE(sign.flow.message("mmf-shell:loaded"));
        }
    }
}

TEST_CASE("sign-in flow: a redirect with a scheme of its own")
{
    const std::string redirect = "my-slicer://callback?code=1";
    SignInFlow flow(Page, [&](const std::string &url) { return url == redirect; });
    flow.show_shell();
    CHECK(flow.navigating("my-slicer://other") == Verdict::Block);
    CHECK(flow.navigating(redirect) == Verdict::Finish);
}

TEST_CASE("sign-in flow: what is not of the web is blocked, wherever it comes")
{
    for (const std::string &url : {"javascript:alert(1)"s,
                                   "JavaScript:alert(1)"s,
                                   " javascript:alert(1)"s,
                                   "java\nscript:alert(1)"s,
                                   "javascript://auth.example.com/%0Aalert(1)"s,
                                   "file:///etc/passwd"s,
                                   "FILE:///etc/passwd"s,
                                   "data:text/html,<script>"s,
                                   "blob:https://auth.example.com/1"s,
                                   "filesystem:https://auth.example.com/x"s,
                                   "about:config"s,
                                   "about:"s,
                                   "about:blank#x"s,
                                   "ABOUT:BLANK"s,
                                   "ftp://example.com/"s,
                                   "ws://example.com/"s,
                                   "mailto:a@example.com"s,
                                   "view-source:https://auth.example.com/"s,
                                   "intent://x"s,
                                   "httpsx://auth.example.com/"s,
                                   "/relative"s,
                                   "auth.example.com"s,
                                   ":"s,
                                   ""s,
                                   "\0https://auth.example.com/"s}) {
        for (const bool as_page : {false, true}) {
            CAPTURE(url);
            CAPTURE(as_page);
            Sign sign;
            if (as_page) {
                sign.flow.show_page();
            }
            CHECK(sign.flow.navigating(url) == Verdict::Block);
            CHECK(sign.flow.opening_window(url) == Verdict::Block);
            CHECK_FALSE(sign.flow.finished());
        }
    }
}

TEST_CASE("sign-in flow: local schemes never finish it, whatever the reader says")
{
    SignInFlow flow(Page, [](const std::string &) { return true; });
    flow.show_shell();
    for (const std::string url : {"javascript:x", "data:x", "file:///x", "about:blank", "blob:x", ""}) {
        CAPTURE(url);
        CHECK(flow.navigating(url) != Verdict::Finish);
        CHECK(flow.opening_window(url) == Verdict::Block);
    }
    CHECK_FALSE(flow.finished());
}

TEST_CASE("sign-in flow: another window opens in this one, if it is of the web")
{
    Sign sign;
    CHECK(sign.flow.opening_window(Page) == Verdict::Load);
    CHECK(sign.flow.opening_window("https://accounts.example.org/") == Verdict::Load);
    CHECK(sign.flow.opening_window("about:blank") == Verdict::Block);
}

TEST_CASE("sign-in flow: the shell's own load is let through once each time it is shown")
{
    bool asked = false;
    SignInFlow flow(Page, [&](const std::string &) {
        asked = true;
        return true; // nothing but the shell itself gets past
    });
    flow.show_shell();
    CHECK(flow.navigating(flow.shell_base_url()) == Verdict::Load);
    CHECK_FALSE(asked);
    flow.show_shell();
    CHECK(flow.navigating(flow.shell_base_url()) == Verdict::Load);
    CHECK_FALSE(asked);
    CHECK(flow.navigating(flow.shell_base_url()) == Verdict::Finish);
    CHECK(asked);

    SUBCASE("and not when it has finished before that")
    {
        SignInFlow other(Page, [](const std::string &) { return true; });
        other.show_shell();
        CHECK(other.navigating(Redirect) == Verdict::Finish);
        CHECK(other.navigating(other.shell_base_url()) == Verdict::Block);
    }
    SUBCASE("and not when the page is shown")
    {
        SignInFlow other(Page, [](const std::string &) { return true; });
        other.show_shell();
        other.show_page();
        CHECK(other.navigating(other.shell_base_url()) == Verdict::Finish);
    }
}

TEST_CASE("sign-in flow: a page that breaks out of the frame is the page from then on")
{
    Sign sign;
    CHECK_FALSE(sign.flow.arrived("about:blank"));
    CHECK_FALSE(sign.flow.arrived(sign.flow.shell_base_url()));
    CHECK_FALSE(sign.flow.arrived(""));
    CHECK(sign.flow.showing() == Showing::Shell);
    CHECK(sign.flow.arrived(Page));
    CHECK(sign.flow.showing() == Showing::Page);
    CHECK_FALSE(sign.flow.arrived(Page)); // it has changed already
    CHECK(sign.flow.navigating("https://accounts.example.org/") == Verdict::Load);
    CHECK_FALSE(sign.flow.message("mmf-shell:loaded")); // its title is not the shell's
}

TEST_CASE("sign-in flow: each word of the shell is heard once")
{
    Sign sign;
    CHECK_FALSE(sign.flow.message("Sign in"));
    CHECK(sign.flow.message("mmf-shell:loaded") == ShellMessage{ShellWord::Loaded, ""});
    CHECK_FALSE(sign.flow.message("mmf-shell:loaded"));
    CHECK(sign.flow.message("mmf-shell:text:no") == ShellMessage{ShellWord::PlainText, "no"});
    CHECK_FALSE(sign.flow.message("mmf-shell:text:other"));
    CHECK(sign.flow.message("mmf-shell:refused") == ShellMessage{ShellWord::Refused, ""});

    sign.flow.show_page();
    sign.flow.show_shell(); // begins anew
    CHECK(sign.flow.message("mmf-shell:loaded"));
    sign.flow.show_page();
    CHECK_FALSE(sign.flow.message("mmf-shell:refused"));
}

TEST_CASE("sign-in flow: each scheme that the shell's policy stopped is heard once, and not without end")
{
    Sign sign;
    CHECK(sign.flow.message("mmf-shell:blocked:data") == ShellMessage{ShellWord::Blocked, "data"});
    CHECK(sign.flow.message("mmf-shell:blocked:blob") == ShellMessage{ShellWord::Blocked, "blob"});
    CHECK_FALSE(sign.flow.message("mmf-shell:blocked:data"));
    CHECK(sign.flow.message("mmf-shell:message") == ShellMessage{ShellWord::ScriptMessage, ""});
    CHECK_FALSE(sign.flow.message("mmf-shell:message"));
    int heard = 0;
    for (int i = 0; i < 1000; ++i) {
        heard += sign.flow.message("mmf-shell:blocked:scheme" + std::to_string(i)) ? 1 : 0;
    }
    CHECK(heard < 10);
    sign.flow.show_shell();
    CHECK(sign.flow.message("mmf-shell:blocked:data"));
}
