#include "webview/shell_page.hpp"

#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <optional>
#include <rapidjson/document.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::ui;
using namespace std::string_literals;

namespace {

constexpr const char *Nonce = "c29tZS1ub25jZQ";

std::size_t count(std::string_view text, std::string_view what)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
        ++found;
    }
    return found;
}

// What stands between the first `begin` and the first `end` behind it.
std::string between(const std::string &text, const std::string &begin, const std::string &end)
{
    const std::size_t from = text.find(begin);
    REQUIRE(from != std::string::npos);
    const std::size_t to = text.find(end, from + begin.size());
    REQUIRE(to != std::string::npos);
    return text.substr(from + begin.size(), to - from - begin.size());
}

// The string literal that the frame's URL became.
std::string literal_of(const std::string &page)
{
    return between(page, "\nconst url = ", ";\n");
}

std::string policy_of(const std::string &page)
{
    return between(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\"");
}

} // namespace

TEST_CASE("shell page: nothing runs or loads but its own script and the frame")
{
    const std::string url = "https://auth.example.com/web/authorize?client_id=x&redirect_uri="
                            "http%3A%2F%2Flocalhost%3A7330%2Fcallback&state=y";
    const std::string page = make_shell_page(url, Nonce);
    CHECK(policy_of(page) == "default-src 'none'; base-uri 'none'; form-action 'none'; "
                             "frame-src http: https:; "
                             "script-src 'nonce-c29tZS1ub25jZQ'; style-src 'nonce-c29tZS1ub25jZQ'");
    CHECK(page.starts_with("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n<meta http-equiv="));
    CHECK(page.ends_with("</body></html>\n"));
    CHECK(count(page, "<script nonce=\"c29tZS1ub25jZQ\">") == 1);
    CHECK(count(page, "<script") == 1);
    CHECK(count(page, "</script>") == 1);
    CHECK(count(page, Nonce) == 4); // twice in the policy, on the style and on the script
    CHECK(page.find("<meta name=\"referrer\" content=\"no-referrer\">") != std::string::npos);
    CHECK(page.find(" src=") == std::string::npos);
    CHECK(page.find("onload=") == std::string::npos);

    SUBCASE("each nonce is used everywhere")
    {
        const std::string other = make_shell_page(url, "other-nonce_1");
        CHECK(count(other, "other-nonce_1") == 4);
        CHECK(count(other, Nonce) == 0);
    }
}

TEST_CASE("shell page: no URL breaks out of its string")
{
    const std::string good = "https://auth.example.com/";
    std::string outside = make_shell_page(good, Nonce);
    outside.erase(outside.find(literal_of(outside)), literal_of(outside).size());

    std::vector<std::string> urls = {
        "</script><script>alert(1)</script>",
        "</SCRIPT >",
        "<!--<script>",
        "-->",
        "]]>",
        "\";alert(1);//",
        "';alert(1);//",
        "`${alert(1)}`",
        "\\\";alert(1);//",
        "\\",
        "\\u0022;alert(1)",
        "\n;alert(1);\n",
        "\r\n",
        "\xE2\x80\xA8;alert(1);\xE2\x80\xA9", // line ends to older engines
        "&quot;;&lt;/script&gt;&#34;",
        "\" nonce=\"" + std::string(Nonce),
        "\0after"s,
        "\xFF\xFE",
        "\xC0\xBC/script>", // an overlong '<'
        "\xED\xA0\x80",     // half a surrogate pair
        "\xF0\x9F\x98\x80",
        "\xEF\xBB\xBF",
        "+ADw-script+AD4-",
        std::string(100'000, '<'),
        "",
    };
    for (int c = 0; c < 256; ++c) {
        urls.push_back("a"s + static_cast<char>(c) + "b");
    }
    for (const std::string &rest : urls) {
        CAPTURE(rest);
        const std::string url = good + rest;
        std::string page = make_shell_page(url, Nonce);
        const std::string literal = literal_of(page);
        // The literal stands for the URL.
        rapidjson::Document read;
        read.Parse(literal.data(), literal.size());
        REQUIRE_FALSE(read.HasParseError());
        REQUIRE(read.IsString());
        CHECK(std::string(read.GetString(), read.GetStringLength()) == to_valid_utf8(url));
        // It is ASCII on one line, with one quote at each end, and cannot end an element.
        CHECK(std::all_of(literal.begin(), literal.end(), [](char c) {
            return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80;
        }));
        CHECK(literal.find_first_of("<>&") == std::string::npos);
        // And the rest of the page knows nothing of it.
        page.erase(page.find(literal), literal.size());
        CHECK(page == outside);
    }
}

TEST_CASE("shell page: what its titles say")
{
    using Message = std::optional<ShellMessage>;
    const auto plain = [](std::string text) { return Message({ShellWord::PlainText, std::move(text)}); };
    struct Case
    {
        std::string title;
        Message message;
    };
    for (const Case &c : std::vector<Case>{
             {"mmf-shell:loaded", Message({ShellWord::Loaded, ""})},
             {"mmf-shell:refused", Message({ShellWord::Refused, ""})},
             {"mmf-shell:message", Message({ShellWord::ScriptMessage, ""})},
             {"mmf-shell:text:", plain("")},
             {"mmf-shell:text:%20%0A%09", plain("")},
             {"mmf-shell:text:Invalid%20client_id%2C%20100%25", plain("Invalid client_id, 100%")},
             {"mmf-shell:text:one%0D%0Atwo%09three", plain("one  two three")},
             {"mmf-shell:text:%1B%5B31m%00%E2%80%AEx", plain("[31mx")},
             {"mmf-shell:text:%FF", plain("\xEF\xBF\xBD")},
             {"mmf-shell:text:%3Cb%3E", plain("<b>")},
             {"mmf-shell:text:mmf-shell:loaded", plain("mmf-shell:loaded")},
             {"", std::nullopt},
             {"Sign in", std::nullopt},
             {"mmf-shell", std::nullopt},
             {"mmf-shell:", std::nullopt},
             {"mmf-shell:Loaded", std::nullopt},
             {"mmf-shell:loaded ", std::nullopt},
             {"mmf-shell:loaded\0"s, std::nullopt},
             {" mmf-shell:loaded", std::nullopt},
             {"MMF-SHELL:loaded", std::nullopt},
             {"mmf-shell:text", std::nullopt},
             {"mmf-shell:text:%", std::nullopt},
             {"mmf-shell:text:%2", std::nullopt},
             {"mmf-shell:text:%zz", std::nullopt},
             {"mmf-shell:message:x", std::nullopt},
             {"mmf-shell:blocked:data", Message({ShellWord::Blocked, "data"})},
             {"mmf-shell:blocked:%0D%0Ax", Message({ShellWord::Blocked, "x"})},
             {"mmf-shell:blocked", std::nullopt},
             {"mmf-shell:token:x", std::nullopt},
         }) {
        CAPTURE(c.title);
        CHECK(read_shell_message(c.title) == c.message);
    }
}

TEST_CASE("shell page: a quotation has at most two hundred characters")
{
    const auto quoted = [](const std::string &character, int times) {
        std::string title = "mmf-shell:text:";
        for (int i = 0; i < times; ++i) {
            title += character;
        }
        return read_shell_message(title);
    };
    for (const std::string &character : {"x"s, "%C3%A9"s, "%F0%9F%98%80"s}) {
        CAPTURE(character);
        REQUIRE(quoted(character, 200));
        CHECK(utf8_length(quoted(character, 200)->quotation) == 200);
        CHECK_FALSE(quoted(character, 201));
    }
    CHECK_FALSE(quoted("%00", 2000)); // as long as no shell's is
    CHECK_FALSE(quoted("x", 10'000'000));
}
