#include "diagnosis/framing.hpp"

#include "support/fake_transport.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::test;

TEST_CASE("framing: what a page says about frames of its own origin")
{
    struct Case
    {
        std::vector<http::Header> headers;
        bool may_be_framed;
    };
    const auto options = [](std::string value) { return http::Header{"x-frame-options", std::move(value)}; };
    const auto policy = [](std::string value) {
        return http::Header{"Content-Security-Policy", std::move(value)};
    };
    const std::vector<Case> cases = {
        {{}, true},
        {{options("SAMEORIGIN")}, true},
        {{options("DENY")}, false},
        {{options(" deny ")}, false},
        {{options("sameorigin, DENY")}, false},
        {{options("SAMEORIGIN"), options("DENY")}, false},
        {{options("ALLOW-FROM https://other.example")}, true}, // no browser knows it any more
        {{policy("default-src 'self'")}, true},
        {{policy("frame-ancestors 'none'")}, false},
        {{policy("frame-ancestors")}, false},
        {{policy("frame-ancestors 'self'")}, true},
        {{policy("default-src *; Frame-Ancestors 'SELF' https://a.example")}, true},
        {{policy("frame-ancestors *")}, true},
        {{policy("frame-ancestors https:")}, true},
        {{policy("frame-ancestors http:")}, false},
        {{policy("frame-ancestors https://auth.example.com")}, true},
        {{policy("frame-ancestors auth.example.com/path")}, true},
        {{policy("frame-ancestors https://auth.example.com:443")}, true},
        {{policy("frame-ancestors https://auth.example.com:*")}, true},
        {{policy("frame-ancestors https://auth.example.com:8443")}, false},
        {{policy("frame-ancestors http://auth.example.com")}, false},
        {{policy("frame-ancestors https://*.example.com")}, true},
        {{policy("frame-ancestors https://*.com")}, true},
        {{policy("frame-ancestors https://*.auth.example.com")}, false},
        {{policy("frame-ancestors https://other.example")}, false},
        // Each policy must allow it, and they count more than the older header.
        {{policy("frame-ancestors *"), policy("frame-ancestors 'none'")}, false},
        {{policy("frame-ancestors *, frame-ancestors 'none'")}, false},
        {{policy("frame-ancestors 'self'"), options("DENY")}, true},
        {{policy("default-src *"), options("DENY")}, false},
        {{policy(";; ,")}, true},
    };
    const auto url = http::parse_url("https://auth.example.com/web/authorize?client_id=c");
    REQUIRE(url);
    for (const Case &the_case : cases) {
        CAPTURE(the_case.headers.empty() ? std::string() : the_case.headers.front().value);
        CHECK(diagnosis::may_be_framed(response(200, {}, the_case.headers), *url) == the_case.may_be_framed);
    }
    const auto with_port = http::parse_url("https://auth.example.com:8443/");
    CHECK_FALSE(diagnosis::may_be_framed(response(200, {}, {policy("frame-ancestors auth.example.com")}),
                                         *with_port));
    CHECK(diagnosis::may_be_framed(response(200, {}, {policy("frame-ancestors auth.example.com:8443")}),
                                   *with_port));
}
