#include "auth/loopback_reply.hpp"

#include "support/browser_texts.hpp"

#include <array>
#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::auth;
using mmf::test::browser_texts;

namespace {

const std::string Uri = "http://localhost:7330/callback";
const std::string Host = "localhost:7330";
const std::string Origin = "http://localhost:7330";

LoopbackReply reply(const LoopbackRequest &request, Grant grant, const std::string &uri = Uri)
{
    return reply_to(request, {uri, Secret("right"), grant}, browser_texts());
}

LoopbackRequest get(const std::string &query)
{
    return {"GET", "/callback", query, Host, "", ""};
}

LoopbackRequest post(const std::string &fragment)
{
    return {"POST", "/callback", "", Host, Origin, fragment};
}

// "200", or with the page's heading "200 It is granted", or with the word that is sent.
std::string answer_of(const LoopbackReply &reply)
{
    const std::string status = reply.bytes.substr(9, 3);
    const std::size_t heading = reply.bytes.find("<title>");
    if (heading != std::string::npos) {
        return status + " " + reply.bytes.substr(heading + 7, reply.bytes.find("</title>") - heading - 7);
    }
    return status == "200" ? status + " " + reply.bytes.substr(reply.bytes.find("\r\n\r\n") + 4) : status;
}

std::string end_of(const LoopbackReply &reply)
{
    if (!reply.granted) {
        return "none";
    }
    if (!*reply.granted) {
        return to_string(reply.granted->error().kind);
    }
    const auto *code = std::get_if<CodeGranted>(&**reply.granted);
    return std::string(code != nullptr ? code->code.view()
                                       : std::get<TokenGranted>(**reply.granted).access_token.view());
}

struct Case
{
    LoopbackRequest request;
    std::string answer;
    std::string end;
};

} // namespace

TEST_CASE("loopback reply: the code grant")
{
    for (const Case &c : std::vector<Case>{
             {get("code=c0de&state=right"), "200 It is granted", "c0de"},
             {get("state=right&code=c0de&iss=x"), "200 It is granted", "c0de"},
             {get("error=access_denied&state=right"), "200 It is refused", "SignInDenied"},
             {get("error=server_error&state=right"), "200 It is refused", "SignInFailed"},
             // A wrong state never ends the wait, whatever comes with it.
             {get("code=c0de&state=wrong"), "400 It is unusable", "none"},
             {get("code=c0de"), "400 It is unusable", "none"},
             {get("error=access_denied&state=wrong"), "400 It is unusable", "none"},
             {get("error=access_denied"), "400 It is unusable", "none"},
             {get("code=c0de&state=right&state=wrong"), "400 It is unusable", "none"},
             {get("code=a&code=b&state=right"), "400 It is unusable", "none"},
             {get("state=right"), "400 It is unusable", "none"},
             {get("code=%0a&state=right"), "400 It is unusable", "none"},
             {get("code=%zz&state=right"), "400 It is unusable", "none"},
             {get("access_token=t0ken&state=right"), "400 It is unusable", "none"},
             {get(""), "400 It is unusable", "none"},
             {post("code=c0de&state=right"), "405", "none"},
         }) {
        CAPTURE(c.request.query);
        const LoopbackReply answered = reply(c.request, Grant::Code);
        CHECK(answer_of(answered) == c.answer);
        CHECK(end_of(answered) == c.end);
    }
}

TEST_CASE("loopback reply: the implicit grant")
{
    LoopbackRequest with_query = post("access_token=t0ken");
    with_query.query = "state=right";
    for (const Case &c : std::vector<Case>{
             // What a browser asks for first, its fragment kept to itself.
             {get(""), "200 It is sent", "none"},
             {get("anything"), "200 It is sent", "none"},
             {get("access_token=t0ken&state=right"), "200 It is sent", "none"}, // only the fragment counts
             {get("error=access_denied&state=wrong"), "200 It is sent", "none"},
             {get("error=access_denied&state=right"), "200 It is refused", "SignInDenied"},
             // What our page sends then.
             {post("access_token=t0ken&expires_in=21600&state=right"), "200 granted", "t0ken"},
             {with_query, "200 granted", "t0ken"},
             {post("error=access_denied&state=right"), "200 refused", "SignInDenied"},
             {post("access_token=t0ken&state=wrong"), "200 unusable", "none"},
             {post("access_token=t0ken"), "200 unusable", "none"},
             {post("error=access_denied&state=wrong"), "200 unusable", "none"},
             {post("access_token=a&access_token=b&state=right"), "200 unusable", "none"},
             {post("state=right"), "200 unusable", "none"},
             {post("access_token=a b&state=right"), "200 unusable", "none"},
             {post(""), "200 unusable", "none"},
         }) {
        CAPTURE(c.request.method);
        CAPTURE(c.request.query);
        CAPTURE(c.request.body);
        const LoopbackReply answered = reply(c.request, Grant::Implicit);
        CHECK(answer_of(answered) == c.answer);
        CHECK(end_of(answered) == c.end);
    }
}

TEST_CASE("loopback reply: whatever is not the redirect is answered and ends nothing")
{
    const std::string query = "code=c0de&state=right";
    for (const Grant grant : {Grant::Code, Grant::Implicit}) {
        const bool may_post = grant == Grant::Implicit;
        for (const Case &c : std::vector<Case>{
                 {{"GET", "/favicon.ico", "", Host, "", ""}, "404", ""},
                 {{"GET", "/", query, Host, "", ""}, "404", ""},
                 {{"GET", "/callback/", query, Host, "", ""}, "404", ""},
                 {{"GET", "/Callback", query, Host, "", ""}, "404", ""},
                 {{"GET", "/%63allback", query, Host, "", ""}, "404", ""},
                 {{"POST", "/favicon.ico", query, Host, Origin, ""}, "404", ""},
                 {{"HEAD", "/callback", query, Host, "", ""}, "405", ""},
                 {{"OPTIONS", "/callback", query, Host, Origin, ""}, "405", ""},
                 {{"PUT", "/callback", query, Host, Origin, ""}, "405", ""},
                 {{"get", "/callback", query, Host, "", ""}, "405", ""},
                 // Another name for this machine.
                 {{"GET", "/callback", query, "evil.example:7330", "", ""}, "400", ""},
                 {{"GET", "/callback", query, "127.0.0.1:7330", "", ""}, "400", ""},
                 {{"GET", "/callback", query, "localhost", "", ""}, "400", ""},
                 {{"GET", "/callback", query, "localhost:7331", "", ""}, "400", ""},
                 {{"GET", "/callback", query, "", "", ""}, "400", ""},
                 // Another page that sends a form.
                 {{"POST", "/callback", "", Host, "https://evil.example", "access_token=x&state=right"},
                  may_post ? "403" : "405",
                  ""},
                 {{"POST", "/callback", "", Host, "null", "access_token=x&state=right"},
                  may_post ? "403" : "405",
                  ""},
                 {{"POST", "/callback", "", Host, "", "access_token=x&state=right"},
                  may_post ? "403" : "405",
                  ""},
                 {{"POST", "/callback", "", Host, "http://localhost:7331", "access_token=x&state=right"},
                  may_post ? "403" : "405",
                  ""},
             }) {
            CAPTURE(c.request.method);
            CAPTURE(c.request.path);
            CAPTURE(c.request.host);
            CAPTURE(c.request.origin);
            const LoopbackReply answered = reply(c.request, grant);
            CHECK(answer_of(answered) == c.answer);
            CHECK(end_of(answered) == "none");
        }
    }
}

TEST_CASE("loopback reply: the redirect URI's own host and path")
{
    const std::string query = "code=c0de&state=right";
    for (const auto &[uri, host, path] : std::vector<std::array<std::string, 3>>{
             {"http://127.0.0.1:7330/callback", "127.0.0.1:7330", "/callback"},
             {"http://[::1]:7330/a/b", "[::1]:7330", "/a/b"},
             {"http://localhost:7330", "localhost:7330", "/"},
             {"http://localhost/callback", "localhost", "/callback"}, // a browser leaves port 80 out
         }) {
        CAPTURE(uri);
        CHECK(end_of(reply({"GET", path, query, host, "", ""}, Grant::Code, uri)) == "c0de");
        CHECK(end_of(reply({"GET", path, query, "other", "", ""}, Grant::Code, uri)) == "none");
    }
}

TEST_CASE("loopback reply: every page has a nonce of its own")
{
    const LoopbackRequest request = get("code=c0de&state=right");
    CHECK(reply(request, Grant::Code).bytes != reply(request, Grant::Code).bytes);
}
