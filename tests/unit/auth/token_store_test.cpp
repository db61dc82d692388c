#include "auth/token_store.hpp"

#include <doctest/doctest.h>
#include <string>
#include <string_view>

using namespace mmf;
using namespace mmf::auth;

TEST_CASE("token store: a link as text, and back")
{
    const StoredLink link{Secret("access \"1\"\\"), Secret("refresh/2"), WallTime(seconds(1'700'000'000)),
                          Account{"42", "jane/\"1\"", "J\xC3\xA1ne \xF0\x9F\x98\x80 \"Q\""},
                          RenewalData{"jane@example.com", "d3v1ce"}};
    const Secret text = serialise(link);
    const auto read = parse_stored_link(text.view());
    REQUIRE(read);
    CHECK(read->access_token.view() == link.access_token.view());
    CHECK(read->refresh_token.view() == link.refresh_token.view());
    CHECK(read->expires_at == link.expires_at);
    CHECK(read->account == link.account);
    CHECK(read->renewal == link.renewal);

    for (std::size_t size = 0; size < text.view().size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(parse_stored_link(text.view().substr(0, size)));
    }
    const StoredLink least{Secret("a"), Secret(), WallTime(), {}};
    const auto again = parse_stored_link(serialise(least).view());
    REQUIRE(again);
    CHECK(again->refresh_token.empty());
    CHECK(again->expires_at == least.expires_at);
}

TEST_CASE("token store: what is not ours")
{
    for (const std::string_view text :
         {"", "secret", "[]", "{}", R"({"access_token":"a"})", R"({"version":2,"access_token":"a"})",
          R"({"version":0,"access_token":"a"})", R"({"version":null,"access_token":"a"})", R"({"version":1})",
          R"({"version":1,"access_token":"","refresh_token":""})", R"({"version":1,"access_token":5})"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_stored_link(text));
    }
    const auto partial = parse_stored_link(
        R"({"version":1,"refresh_token":"r","expires_at":"x","user_name":7,"username":"jane"})");
    REQUIRE(partial);
    CHECK(partial->access_token.empty());
    CHECK(partial->refresh_token.view() == "r");
    CHECK(partial->expires_at == WallTime());
    CHECK(partial->renewal == RenewalData{}); // as earlier versions have stored it
    CHECK(partial->account == Account{"", "jane", ""});
}
