#include "base/secret.hpp"

#include <doctest/doctest.h>
#include <string>
#include <type_traits>
#include <utility>

using mmf::Secret;
using namespace std::string_view_literals;

static_assert(!std::is_convertible_v<std::string_view, Secret>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<Secret, std::string>);

TEST_CASE("secret: holds a copy of the text")
{
    std::string text = "token";
    const Secret secret(text);
    text = "other";
    CHECK(secret.view() == "token");
    CHECK(secret.c_str() == "token"sv);
    CHECK_FALSE(secret.empty());
    CHECK(Secret("a\0b"sv).view() == "a\0b"sv);
    CHECK(Secret(std::string(100'000, 'x')).view().size() == 100'000);
}

TEST_CASE("secret: empty")
{
    for (const Secret &secret : {Secret(), Secret(""), Secret(std::string_view()), Secret(Secret())}) {
        CHECK(secret.empty());
        CHECK(secret.view().empty());
        CHECK(secret.c_str() == ""sv);
        CHECK(secret.equals(""));
        CHECK(secret.equals(std::string_view()));
        CHECK_FALSE(secret.equals("x"));
    }
}

TEST_CASE("secret: is a value")
{
    Secret a("first");
    Secret b(a);
    CHECK(b.view() == "first");
    CHECK(b.c_str() != a.c_str());
    b = Secret("second");
    CHECK(a.view() == "first");
    CHECK(b.view() == "second");
    a = b;
    CHECK(a.view() == "second");
    const Secret &same = a;
    a = same;
    CHECK(a.view() == "second");

    const char *text = a.c_str();
    Secret moved(std::move(a));
    CHECK(moved.c_str() == text); // no copy is left behind
    CHECK(a.empty());             // NOLINT(bugprone-use-after-move): what is promised here
    CHECK(a.c_str() == ""sv);
    a = std::move(moved);
    CHECK(a.view() == "second");
}

TEST_CASE("secret: equals compares all of it")
{
    const Secret secret("token");
    CHECK(secret.equals("token"));
    CHECK_FALSE(secret.equals("tokeN"));
    CHECK_FALSE(secret.equals("Token"));
    CHECK_FALSE(secret.equals("toke"));
    CHECK_FALSE(secret.equals("token "));
    CHECK_FALSE(secret.equals(""));
    CHECK(Secret("a\0b"sv).equals("a\0b"sv));
    CHECK_FALSE(Secret("a\0b"sv).equals("a\0c"sv));
}

TEST_CASE("secret: a wiped string holds nothing any more")
{
    std::string text = "a token, long enough to be kept on the heap by any library";
    text.reserve(200);
    const char *memory = text.data();
    const std::size_t capacity = text.capacity();
    mmf::wipe(text);
    CHECK(text.empty());
    // The string still owns its memory: all but its end, which is a zero byte anyway, is read as it was left.
    REQUIRE(text.data() == memory);
    REQUIRE(text.capacity() == capacity);
    const volatile char *left = memory;
    int not_zero = 0;
    for (std::size_t i = 0; i < capacity; ++i) {
        not_zero += left[i] == 0 ? 0 : 1;
    }
    CHECK(not_zero == 0);

    std::string nothing;
    mmf::wipe(nothing);
    CHECK(nothing.empty());
}
