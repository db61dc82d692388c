#include "api/avatar.hpp"

#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf::api;
using namespace std::string_literals;

TEST_CASE("avatar: where it may be fetched")
{
    constexpr const char *Api = "https://www.example.com/api/v2";
    constexpr const char *Local = "http://127.0.0.1:8080/api/v2";
    struct Row
    {
        const char *url;
        const char *api;
        bool may;
    };
    for (const Row &row : std::vector<Row>{
             {"https://cdn.example.net/a.png", Api, true},
             {"https://www.example.com/a.png", Api, true},
             {"https://cdn.example.net/a.png", Local, true},
             {"http://127.0.0.1:8080/a.png", Local, true},
             {"http://cdn.example.net/a.png", Api, false},
             {"http://127.0.0.1:8080/a.png", Api, false}, // nobody reaches into this computer
             {"http://127.0.0.1:8081/a.png", Local, false},
             {"http://localhost:8080/a.png", Local, false},
             {"https://jane@cdn.example.net/a.png", Api, false},
             {"file:///etc/passwd", Api, false},
             {"data:image/png;base64,AAAA", Api, false},
             {"//cdn.example.net/a.png", Api, false},
             {"", Api, false},
         }) {
        CAPTURE(std::string(row.url));
        CHECK(may_fetch_avatar(row.url, row.api) == row.may);
    }
}

TEST_CASE("avatar: what begins as a PNG or a JPEG, and is not too long")
{
    for (const std::string &beginning : {"\x89PNG\r\n\x1a\n"s, "\xFF\xD8\xFF"s}) {
        for (const std::size_t more : {std::size_t{0}, std::size_t{100}, MaxAvatarBytes - beginning.size()}) {
            const std::string body = beginning + std::string(more, 'x');
            const auto avatar = avatar_of(body);
            REQUIRE(avatar.has_value());
            CHECK((avatar->bytes == body));
            CHECK_FALSE(avatar_of(body.substr(1)).has_value());
        }
        CHECK_FALSE(avatar_of(beginning + std::string(MaxAvatarBytes, 'x')).has_value());
        CHECK_FALSE(avatar_of(beginning.substr(0, beginning.size() - 1)).has_value());
    }
    for (const char *body : {"", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "GIF89a........"}) {
        CAPTURE(std::string(body));
        CHECK_FALSE(avatar_of(body).has_value());
    }
}
