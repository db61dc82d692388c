#include "base/digest.hpp"

#include <array>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <utility>

using namespace mmf;

namespace {

std::string sha256(std::string_view text, std::size_t step)
{
    Sha256 digest;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, step);
        digest.update(std::as_bytes(std::span(part)));
        text.remove_prefix(part.size());
    }
    return digest.finish_hex();
}

} // namespace

TEST_CASE("digest: SHA-256 of the vectors of FIPS 180-4's examples")
{
    struct Case
    {
        std::string text;
        const char *digest;
    };
    const std::array<Case, 4> cases = {{
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    }};
    for (const Case &c : cases) {
        CHECK(sha256(c.text, 1 << 20) == c.digest);
        CHECK(sha256(c.text, 63) == c.digest);
    }
}

TEST_CASE("digest: an object goes on where it was moved to")
{
    const std::string_view text = "abc";
    Sha256 first;
    first.update(std::as_bytes(std::span(text.substr(0, 1))));
    Sha256 second(std::move(first));
    second.update({});
    second.update(std::as_bytes(std::span(text.substr(1))));
    CHECK(second.finish_hex() == sha256("abc", 3));
}

TEST_CASE("digest: hexadecimal")
{
    CHECK(to_hex({}).empty());
    const std::array bytes = {std::byte{0x00}, std::byte{0x0F}, std::byte{0xA0}, std::byte{0xFF}};
    CHECK(to_hex(bytes) == "000fa0ff");
}

TEST_CASE("digest: random tokens are long, plain and different")
{
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string token = random_token();
        CHECK(token.size() == 64);
        CHECK(token.find_first_not_of("0123456789abcdef") == std::string::npos);
        CHECK(seen.insert(token).second);
    }
}
