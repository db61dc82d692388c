#include "http/url.hpp"

#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::http;
using namespace std::string_view_literals;

TEST_CASE("url: parts")
{
    struct Case
    {
        std::string_view text;
        Url url;
        std::string_view origin;
    };
    const std::vector<Case> cases = {
        {"https://example.com", {"https", "example.com", "443", "/", "", ""}, "https://example.com"},
        {"https://example.com/", {"https", "example.com", "443", "/", "", ""}, "https://example.com"},
        {"HTTPS://Example.COM:443/A?B=C#D",
         {"https", "example.com", "443", "/A", "B=C", "D"},
         "https://example.com"},
        {"http://example.com:443/", {"http", "example.com", "443", "/", "", ""}, "http://example.com:443"},
        {"https://example.com:80/", {"https", "example.com", "80", "/", "", ""}, "https://example.com:80"},
        {"http://localhost:7330/callback?code=a%20b&state=c",
         {"http", "localhost", "7330", "/callback", "code=a%20b&state=c", ""},
         "http://localhost:7330"},
        {"http://localhost/callback#access_token=x&y",
         {"http", "localhost", "80", "/callback", "", "access_token=x&y"},
         "http://localhost"},
        {"http://[::1]:7330/x", {"http", "[::1]", "7330", "/x", "", ""}, "http://[::1]:7330"},
        // Every spelling of an IPv4 address is the same one.
        {"http://0x7f.1/", {"http", "127.0.0.1", "80", "/", "", ""}, "http://127.0.0.1"},
        {"http://2130706433/", {"http", "127.0.0.1", "80", "/", "", ""}, "http://127.0.0.1"},
        {"http://127.1:8080/", {"http", "127.0.0.1", "8080", "/", "", ""}, "http://127.0.0.1:8080"},
        {"http://0177.0.0.1/", {"http", "127.0.0.1", "80", "/", "", ""}, "http://127.0.0.1"},
        // A path is taken as it is written.
        {"https://example.com/a/../b/./c%2Fd//e",
         {"https", "example.com", "443", "/a/../b/./c%2Fd//e", "", ""},
         "https://example.com"},
        {"my-slicer://callback/x?code=1",
         {"my-slicer", "callback", "", "/x", "code=1", ""},
         "my-slicer://callback"},
        {"https://example.com?x=1", {"https", "example.com", "443", "/", "x=1", ""}, "https://example.com"},
        {"https://example.com/?a?b#c#d",
         {"https", "example.com", "443", "/", "a?b", "c#d"},
         "https://example.com"},
    };
    for (const Case &c : cases) {
        CAPTURE(c.text);
        const auto url = parse_url(c.text);
        REQUIRE(url);
        CHECK(url->scheme == c.url.scheme);
        CHECK(url->host == c.url.host);
        CHECK(url->port == c.url.port);
        CHECK(url->path == c.url.path);
        CHECK(url->query == c.url.query);
        CHECK(url->fragment == c.url.fragment);
        CHECK_FALSE(url->has_user_info);
        CHECK(url->origin() == c.origin);
    }
}

TEST_CASE("url: user info is noticed in every form")
{
    for (const auto text : {"https://user@example.com/", "https://user:password@example.com/",
                            "https://:p@example.com/", "http://localhost:7330@evil.example/callback"}) {
        CAPTURE(text);
        const auto url = parse_url(text);
        REQUIRE(url);
        CHECK(url->has_user_info);
        CHECK_FALSE(may_be_trusted(*url));
    }
    CHECK(parse_url("http://localhost:7330@evil.example/")->host == "evil.example");
}

TEST_CASE("url: what is none")
{
    const std::vector<std::string_view> cases = {
        "",
        "/path",
        "?query",
        "https://",
        "https:///",
        "https://example.com:99999/",
        "https://example.com:port/",
        "https://exam ple.com/",
        "https://example.com/a b",
        " https://example.com/",
        "https://example.com/\r\nX-Header: 1",
        "https://example.com/\n",
        "https://example.com/\t",
        "https://example.com/\0.evil.example"sv,
        "https://example.com/\x7F",
        "https://[::1/",
        "https://[not-an-address]/",
        "https://example.com\\@evil.example:x/",
    };
    for (const std::string_view text : cases) {
        CAPTURE(text);
        const auto url = parse_url(text);
        REQUIRE_FALSE(url);
        CHECK(url.error().kind == ErrorKind::InvalidForm);
        CHECK_FALSE(url.error().detail.empty());
    }
}

TEST_CASE("url: a giant one is an error or a value, never trouble")
{
    const std::string long_path = "https://example.com/" + std::string(1'000'000, 'a');
    REQUIRE(parse_url(long_path));
    CHECK(parse_url(long_path)->path.size() == 1'000'001);
    CHECK_FALSE(parse_url("https://example.com/" + std::string(20'000'000, 'a')));
    CHECK_FALSE(parse_url("https://" + std::string(1'000'000, '[')));
}

TEST_CASE("url: who is this machine, and who may get credentials")
{
    struct Case
    {
        std::string_view text;
        bool is_loopback;
        bool is_trusted;
    };
    const std::vector<Case> cases = {
        {"https://example.com/", false, true},
        {"http://example.com/", false, false},
        {"http://localhost/", true, true},
        {"http://LOCALHOST:7330/", true, true},
        {"https://localhost/", true, true},
        {"http://127.0.0.1/", true, true},
        {"http://127.255.255.254/", true, true},
        {"http://0x7f.1/", true, true},
        {"http://2130706433/", true, true},
        {"http://127.1/", true, true},
        {"http://[::1]/", true, true},
        {"http://[0:0:0:0:0:0:0:1]/", true, true},
        {"http://[::2]/", false, false},
        {"http://[::ffff:127.0.0.1]/", false, false}, // stricter than needed
        {"http://128.0.0.1/", false, false},
        {"http://0.0.0.0/", false, false},
        {"http://localhost.evil.example/", false, false},
        {"http://localhost./", false, false},
        {"http://127.0.0.1.evil.example/", false, false},
        {"http://127.evil.example.com/", false, false},
        {"http://127.0.0.1.5/", false, false},
        {"http://xlocalhost/", false, false},
        {"http://localhost@evil.example/", false, false},
        {"https://user@example.com/", false, false},
        {"ftp://localhost/", true, false},
        {"file:///etc/passwd", false, false},
        {"ws://localhost/", true, false},
        {"my-slicer://localhost/", true, false},
    };
    for (const Case &c : cases) {
        CAPTURE(c.text);
        const auto url = parse_url(c.text);
        if (!url) {
            // Some look-alikes are refused by the parser already.
            CHECK_FALSE(c.is_loopback);
            CHECK_FALSE(c.is_trusted);
            continue;
        }
        CHECK(is_loopback(*url) == c.is_loopback);
        CHECK(may_be_trusted(*url) == c.is_trusted);
    }
    CHECK_FALSE(may_be_trusted(Url{}));
}

TEST_CASE("url: percent encoding")
{
    CHECK(percent_encode("") == "");
    CHECK(percent_encode("AZaz09-._~") == "AZaz09-._~");
    CHECK(percent_encode("a b+c&d=e/f?g#h%i\"'") == "a%20b%2Bc%26d%3De%2Ff%3Fg%23h%25i%22%27");
    CHECK(percent_encode("\0\r\n\xFF"sv) == "%00%0D%0A%FF");
    CHECK(percent_encode("\xC3\xA9\xF0\x9F\x98\x80") == "%C3%A9%F0%9F%98%80");
}

TEST_CASE("url: form decoding")
{
    struct Case
    {
        std::string_view text;
        std::string_view decoded;
    };
    for (const Case &c : std::vector<Case>{{"", ""},
                                           {"abc", "abc"},
                                           {"a+b%20c", "a b c"},
                                           {"%2B%2b%26", "++&"},
                                           {"%00%0a", "\0\n"sv},
                                           {"%25%32%30", "%20"},
                                           {"%C3%A9", "\xC3\xA9"},
                                           {"\xFF", "\xFF"}}) {
        CAPTURE(c.text);
        CHECK(form_decode(c.text).value() == c.decoded);
    }
    for (const std::string_view text : std::vector<std::string_view>{"%", "%2", "a%", "a%2", "%G0", "%0G",
                                                                     "%%20", "%2 ", "%-1", "%+1", "% 1",
                                                                     "%\0"
                                                                     "00"sv}) {
        CAPTURE(text);
        const auto decoded = form_decode(text);
        REQUIRE_FALSE(decoded);
        CHECK(decoded.error().kind == ErrorKind::InvalidForm);
    }
}

TEST_CASE("url: forms, both ways")
{
    CHECK(form_encode({}) == "");
    CHECK(form_encode({{"a", "1"}, {"b c", "2&3"}, {"", ""}, {"a", "="}}) == "a=1&b%20c=2%263&=&a=%3D");

    const auto parsed = parse_form("a=1&b=2&a=3&&c&d=&=e&f=g=h&i+j=k%26l&");
    REQUIRE(parsed);
    const Parameters expected = {{"a", "1"}, {"b", "2"}, {"a", "3"},   {"c", ""},
                                 {"d", ""},  {"", "e"},  {"f", "g=h"}, {"i j", "k&l"}};
    CHECK(*parsed == expected);
    CHECK(parse_form("").value().empty());
    CHECK(parse_form("&&&").value().empty());
    CHECK_FALSE(parse_form("a=1&b=%"));
    CHECK_FALSE(parse_form("a=1&%=b"));

    std::string all;
    for (int c = 0; c < 256; ++c) {
        all += static_cast<char>(c);
    }
    const Parameters every_byte = {{all, all}, {"x", all + all}};
    CHECK(parse_form(form_encode(every_byte)).value() == every_byte);
    CHECK(parse_form(std::string(1'000'000, '&') + "a=b").value() == Parameters{{"a", "b"}});
}

TEST_CASE("url: adding to a query")
{
    CHECK(with_query("https://example.com/x", {}) == "https://example.com/x");
    CHECK(with_query("https://example.com/x", {{"a", "b c"}}) == "https://example.com/x?a=b%20c");
    CHECK(with_query("https://example.com/x?y=z", {{"a", "1"}, {"b", "2"}}) ==
          "https://example.com/x?y=z&a=1&b=2");
}
