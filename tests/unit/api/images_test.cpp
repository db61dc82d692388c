// Pictures of an object, and how the service shows it: announced, placed, sent and asked for.
#include "api/client.hpp"

#include "support/client_world.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <utility>

using namespace mmf;
using namespace mmf::api;
using namespace mmf::test;

namespace {

std::string header(const http::Request &request, const std::string &name)
{
    const auto found = std::find_if(request.headers.begin(), request.headers.end(),
                                    [&](const http::Header &header) { return header.name == name; });
    return found == request.headers.end() ? "none" : found->value;
}

} // namespace

TEST_CASE("images: announced with their size, and only if there are any")
{
    NewObject object = teapot();
    CHECK(to_json(object).find("images") == std::string::npos);
    object.images = {{"cover.png", 1234}, {"side.jpg", 99}};
    CHECK(to_json(object) ==
          R"({"name":"Teapot","visibility":0,"files":[{"filename":"teapot.stl","bytes":84}],)"
          R"("images":[{"filename":"cover.png","size":1234},{"filename":"side.jpg","size":99}]})");
}

TEST_CASE("images: their slots and their states are those of files")
{
    const auto created = read_created_object(
        R"({"id":42,"files":[{"upload_id":"f","filename":"a.stl"}],"images":[{"upload_id":7,"filename":"a.png"}]})");
    REQUIRE(created);
    REQUIRE(created->images.size() == 1);
    CHECK(created->images[0].upload_id == "7");
    CHECK(created->images[0].filename == "a.png");
    const auto status = read_upload_status(
        R"({"files":[],"images":[{"upload_id":"7","filename":"a.png","status":"uploaded"}]})");
    REQUIRE(status);
    CHECK(match_statuses({{"7", "a.png"}, {"8", "b.png"}}, status->images) ==
          std::vector{FileStatus::Complete, FileStatus::Unknown});
}

TEST_CASE("images: what cannot be read of them spoils nothing else")
{
    for (const char *images : {"null", "{}", "\"x\"", "[1]", "[null]", "7"}) {
        CAPTURE(std::string(images));
        const std::string tail = std::string(R"(,"images":)") + images + "}";
        const auto created = read_created_object(R"({"id":42,"files":[{"upload_id":"f"}])" + tail);
        REQUIRE(created);
        CHECK(created->files.size() == 1);
        CHECK(created->images.empty());
        const auto status = read_upload_status(R"({"files":[{"upload_id":"f","status":"done"}])" + tail);
        REQUIRE(status);
        CHECK(status->files.size() == 1);
        CHECK(status->images.empty());
    }
}

TEST_CASE("images: each goes out with the type of its format")
{
    for (const auto &[format, type] :
         {std::pair(ImageFormat::Png, "image/png"), std::pair(ImageFormat::Jpeg, "image/jpeg"),
          std::pair(ImageFormat::Gif, "image/gif")}) {
        ClientWorld world;
        std::optional<Outcome<std::monostate>> posted;
        const auto call = world.client.post_image(
            {"a b", "cover.png"}, format, {"/spool/cover.png", 99}, [](http::Progress) {}, into(posted));
        world.run();
        REQUIRE(world.transport.requests.size() == 1);
        const http::Request &request = world.transport.requests[0];
        CHECK(world.line(0) == "POST https://api.example.com/v2/image?upload_id=a%20b");
        CHECK(header(request, "Content-Type") == type);
        CHECK(header(request, "Content-Disposition") == "filename=\"cover.png\"");
        CHECK(std::get<http::FileBody>(request.body).size == 99);
        CHECK_FALSE(request.must_not_repeat);
    }
}

TEST_CASE("visibility: what the service shows, as far as it is understood")
{
    const auto shown = [](const std::string &value) {
        const auto details = read_object_details(R"({"id":42,"visibility":)" + value + "}");
        REQUIRE(details);
        return details->visibility;
    };
    CHECK(shown("0") == Visibility::Private);
    CHECK(shown("2") == Visibility::Public);
    CHECK(shown("\"2\"") == Visibility::Public);
    for (const char *value :
         {"1", "3", "-1", "2.0", "null", "true", "[]", "{}", "\"public\"", "\"\"", "99999999999999999999"}) {
        CAPTURE(std::string(value));
        CHECK_FALSE(shown(value));
    }
    CHECK_FALSE(read_object_details("{}")->visibility);
    CHECK_FALSE(read_object_details("[]"));
    CHECK_FALSE(read_object_details("<html>"));
}

TEST_CASE("visibility: asked at the object's own address, without a sign-in")
{
    ClientWorld world;
    std::optional<Outcome<ObjectDetails>> details;
    SUBCASE("linked")
    {
        const auto call = world.client.object("4/2", into(details));
        world.run();
        CHECK(world.line(0) == "GET https://api.example.com/v2/objects/4%2F2");
    }
    SUBCASE("not linked")
    {
        world.store.links.clear();
        const auto call = world.client.object("42", into(details));
        world.run();
        REQUIRE(details);
        CHECK(details->error().error.kind == ErrorKind::NotLinked);
        CHECK(world.authorizer.asked == 0);
    }
}
