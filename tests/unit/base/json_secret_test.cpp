#include "base/json_secret.hpp"

#include "base/json.hpp"

#include <cstring>
#include <doctest/doctest.h>
#include <rapidjson/writer.h>
#include <string>

using namespace mmf;

TEST_CASE("json secret: a buffer that has grown holds all that was written")
{
    json::SecretBuffer buffer;
    rapidjson::Writer writer(buffer);
    const std::string text(100'000, 'x');
    writer.StartObject();
    writer.Key("secret");
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    writer.EndObject();
    CHECK(json::secret_of(buffer).view() == R"({"secret":")" + text + "\"}");
    CHECK(json::secret_of(json::SecretBuffer()).empty());
}

TEST_CASE("json secret: memory that grows or shrinks keeps its beginning")
{
    json::WipingAllocator allocator;
    CHECK(allocator.Malloc(0) == nullptr);
    json::WipingAllocator::Free(nullptr);
    void *memory = allocator.Realloc(nullptr, 0, 5);
    std::memcpy(memory, "abcd", 5);
    memory = allocator.Realloc(memory, 5, 500);
    CHECK(std::string(static_cast<char *>(memory)) == "abcd");
    memory = allocator.Realloc(memory, 500, 2);
    CHECK(std::string(static_cast<char *>(memory), 2) == "ab");
    CHECK(allocator.Realloc(memory, 2, 0) == nullptr);
}

TEST_CASE("json secret: a member's text is overwritten")
{
    // A long text and one that RapidJSON keeps in the value itself.
    for (const std::string secret : {"a long one, in memory of its own", "short"}) {
        auto document =
            json::parse(R"({"secret": ")" + secret + R"(", "other": "stays", "number": 1})").value();
        const char *text = document["secret"].GetString();
        REQUIRE(text == secret);
        json::wipe_member(document, "secret");
        CHECK(std::string(text, secret.size()) == std::string(secret.size(), '\0'));
        json::wipe_member(document, "number");
        json::wipe_member(document, "missing");
        CHECK(json::string_member(document, "other") == "stays");
        CHECK(json::integer_member(document, "number") == 1);
    }
    rapidjson::Document array(rapidjson::kArrayType);
    json::wipe_member(array, "secret");
}
