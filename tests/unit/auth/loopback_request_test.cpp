#include "auth/loopback_request.hpp"

#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::auth;
using namespace std::string_literals;

namespace {

Policy small_limits()
{
    Policy policy;
    policy.loopback_max_head_bytes = 200;
    policy.loopback_max_body_bytes = 20;
    return policy;
}

// 0: incomplete, 200: a request, else the status of the refusal.
int status_of(std::string_view bytes)
{
    const ParsedRequest parsed = parse_loopback_request(bytes, small_limits());
    if (const auto *bad = std::get_if<BadRequest>(&parsed)) {
        return bad->status;
    }
    return std::holds_alternative<LoopbackRequest>(parsed) ? 200 : 0;
}

} // namespace

TEST_CASE("loopback request: its parts")
{
    struct Case
    {
        std::string bytes;
        LoopbackRequest request;
    };
    for (const Case &c : std::vector<Case>{
             {"GET /callback?code=1&state=2 HTTP/1.1\r\nHost: LocalHost:7330\r\nCookie: a=b\r\n\r\n",
              {"GET", "/callback", "code=1&state=2", "localhost:7330", "", ""}},
             {"GET / HTTP/1.0\r\n\r\n", {"GET", "/", "", "", "", ""}},
             {"GET /a?b?c HTTP/1.1\r\nhost:x\r\n\r\n", {"GET", "/a", "b?c", "x", "", ""}},
             {"GET /? HTTP/1.1\r\nHost: \t [::1]:7330 \t\r\n\r\n", {"GET", "/", "", "[::1]:7330", "", ""}},
             {"POST /callback HTTP/1.1\r\nORIGIN: http://localhost:7330\r\ncontent-length: 4\r\n\r\na=bcdef",
              {"POST", "/callback", "", "", "http://localhost:7330", "a=bc"}},
             {"POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", {"POST", "/", "", "", "", ""}},
             {"get / HTTP/1.1\r\n\r\nGET /other HTTP/1.1\r\n\r\n", {"get", "/", "", "", "", ""}},
             {"GET / HTTP/1.1\r\nX-Origin: x\r\nHostess: y\r\nA:\r\n\r\n", {"GET", "/", "", "", "", ""}},
         }) {
        CAPTURE(c.bytes);
        const ParsedRequest parsed = parse_loopback_request(c.bytes, small_limits());
        const auto *request = std::get_if<LoopbackRequest>(&parsed);
        REQUIRE(request != nullptr);
        CHECK(request->method == c.request.method);
        CHECK(request->path == c.request.path);
        CHECK(request->query == c.request.query);
        CHECK(request->host == c.request.host);
        CHECK(request->origin == c.request.origin);
        CHECK(request->body == c.request.body);
    }
}

TEST_CASE("loopback request: every beginning of one is incomplete")
{
    const std::string whole =
        "POST /callback?x HTTP/1.1\r\nHost: localhost:7330\r\nContent-Length: 9\r\n\r\nbody=4567";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK(status_of(whole.substr(0, size)) == 0);
    }
    CHECK(status_of(whole) == 200);
}

TEST_CASE("loopback request: what is none")
{
    struct Case
    {
        std::string head; // up to its empty line
        int status;
    };
    for (const Case &c : std::vector<Case>{
             {"", 400},
             {"GET", 400},
             {"GET /", 400},
             {"GET / HTTP/2.0", 400},
             {"GET / HTTP/1.1 ", 400},
             {"GET  / HTTP/1.1", 400},
             {" GET / HTTP/1.1", 400},
             {"GET callback HTTP/1.1", 400},
             {"GET http://localhost:7330/callback HTTP/1.1", 400},
             {"GET * HTTP/1.1", 400},
             {"GET /#access_token=x HTTP/1.1", 400}, // a fragment is never sent
             {"GET /\x01 HTTP/1.1", 400},
             {"GET /\xC3\xA9 HTTP/1.1", 400},
             {"GET /\0x HTTP/1.1"s, 400},
             {"\x16\x03\x01\x02", 400}, // TLS
             {"GET / HTTP/1.1\r\nHost", 400},
             {"GET / HTTP/1.1\r\n: x", 400},
             {"GET / HTTP/1.1\r\nHost : x", 400},
             {"GET / HTTP/1.1\r\nA: b\r\n folded: x", 400},
             {"GET / HTTP/1.1\r\nHost: a\r\nHost: a", 400},
             {"POST / HTTP/1.1\r\nOrigin: a\r\norigin: b", 400},
             {"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2", 400},
             {"POST / HTTP/1.1\r\nContent-Length: -1", 400},
             {"POST / HTTP/1.1\r\nContent-Length: +1", 400},
             {"POST / HTTP/1.1\r\nContent-Length: 0x1", 400},
             {"POST / HTTP/1.1\r\nContent-Length: 1, 1", 400},
             {"POST / HTTP/1.1\r\nContent-Length:", 400},
             {"POST / HTTP/1.1", 411},
             {"POST / HTTP/1.1\r\nContent-Length: 21", 413},
             {"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999", 413},
             {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked", 501},
             {"GET / HTTP/1.1\r\nCookie: " + std::string(200, 'x'), 431},
         }) {
        CAPTURE(c.head);
        CHECK(status_of(c.head + "\r\n\r\n") == c.status);
    }
}

TEST_CASE("loopback request: an endless head is refused when the limit is reached, not later")
{
    CHECK(status_of(std::string(199, 'x')) == 0);
    CHECK(status_of(std::string(200, 'x')) == 431);
    const std::string fits = "GET / HTTP/1.1\r\nCookie: ";
    CHECK(status_of(fits + std::string(200 - fits.size() - 4, 'x') + "\r\n\r\n") == 200);
    CHECK(status_of(fits + std::string(201 - fits.size() - 4, 'x') + "\r\n\r\n") == 431);
}
