// The API and the inspection pages over real sockets.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "test_client.hpp"

#include <filesystem>

using namespace mmf::sandbox;
using namespace mmf::sandbox::test;

TEST_CASE("an object is created, its file sent, and both can be inspected")
{
    Sandbox sandbox;
    ApiClient client(sandbox);
    const auto created = client.create(
        R"({"name":"Cube <1>","description":"d","tags":"a,b","visibility":0,"files":[{"filename":"cube.stl","bytes":3}]})");
    REQUIRE(created);
    REQUIRE(created->status == 200);
    const auto json = parse(created->body);
    const std::string upload_id = json["files"][0]["upload_id"].GetString();
    CHECK(json["id"].IsNumber());
    CHECK(sandbox.objects().at(0).files.at(0).status == "pending");

    const auto sent = client.send(upload_id, "abc");
    REQUIRE(sent);
    CHECK(sent->status == 201);
    CHECK(std::string(parse(sent->body)["filename"].GetString()) == "cube.stl");

    const ReceivedObject object = sandbox.objects().at(0);
    CHECK(object.name == "Cube <1>");
    CHECK(object.tags == "a,b");
    CHECK(object.visibility == 0);
    CHECK(object.owner == "designer");
    CHECK(object.files.at(0).status == "done");
    CHECK(object.files.at(0).bytes == 3);
    CHECK(object.files.at(0).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const auto bytes = client.http.Get("/_sandbox/files/" + upload_id);
    REQUIRE(bytes);
    CHECK(bytes->body == "abc");

    const std::string id = std::to_string(object.id);
    const auto status = client.http.Get("/api/v2/object/" + id + "/upload_status");
    REQUIRE(status);
    CHECK(std::string(parse(status->body)["files"][0]["status"].GetString()) == "done");
    for (const std::string &page : {object.status_url, object.object_url}) {
        const auto shown = client.http.Get(page.substr(sandbox.base_url().size()));
        REQUIRE(shown);
        CHECK(shown->status == 200);
        CHECK(shown->body.find("Cube &lt;1&gt;") != std::string::npos);
    }
    const auto listed = client.http.Get("/_sandbox/objects", {{"Accept", "text/html,*/*;q=0.8"}});
    REQUIRE(listed);
    CHECK(listed->body.find("Cube &lt;1&gt;") != std::string::npos);
}

TEST_CASE("a bad create is refused with its reason")
{
    struct Case
    {
        const char *json;
        int status;
        const char *reason;
    };
    Sandbox sandbox;
    ApiClient client(sandbox);
    for (const Case &entry : {
             Case{"{", 400, "not a JSON object"},
             Case{"\"x\"", 400, "not a JSON object"},
             Case{R"({"name":"\t ","files":[{"filename":"a.stl"}]})", 422, "name"},
             Case{R"({"name":"a"})", 422, "at least one file"},
             Case{R"({"name":"a","files":[]})", 422, "at least one file"},
             Case{R"({"name":"a","files":[{"filename":""}]})", 422, "filename"},
             Case{R"({"name":"a","files":[7]})", 422, "filename"},
             Case{R"({"name":"a","files":[{"filename":"a.stl","bytes":100000000}]})", 422, "too large"},
             Case{R"({"name":"a","files":[{"filename":"a.stl","bytes":-1}]})", 422, "integer"},
             Case{R"({"name":"a","visibility":9,"files":[{"filename":"a.stl"}]})", 422, "visibility"},
             Case{R"({"name":"a","time_to_do_from":"3","files":[{"filename":"a"}]})", 422, "time_to_do_from"},
             Case{R"({"name":"a","support_free":1,"files":[{"filename":"a"}]})", 422, "support_free"},
             Case{R"({"name":"a","filament_quantity":40,"files":[{"filename":"a"}]})", 422,
                  "filament_quantity"},
             Case{R"({"name":"a","licenses":[{"type":"x","value":true}],"files":[{"filename":"a"}]})", 422,
                  "licenses"},
         }) {
        CAPTURE(entry.json);
        const auto result = client.create(entry.json);
        REQUIRE(result);
        CHECK(result->status == entry.status);
        const auto json = parse(result->body);
        CHECK(std::string(json["error_description"].GetString()).find(entry.reason) != std::string::npos);
    }
    CHECK(sandbox.objects().empty());
    const auto quoted = client.create(R"({"name":"a","files":[{"filename":"a.stl","bytes":"99999999"}]})");
    REQUIRE(quoted);
    CHECK(quoted->status == 200);
    CHECK(sandbox.objects().at(0).files.at(0).announced_bytes == 99'999'999U);
}

TEST_CASE("a file of another size fails, and a second post heals it")
{
    Sandbox sandbox;
    ApiClient client(sandbox);
    REQUIRE(client.create(R"({"name":"a","files":[{"filename":"a.stl","bytes":4}]})"));
    const std::string upload_id = sandbox.objects().at(0).files.at(0).upload_id;
    REQUIRE(client.send(upload_id, "abc"));
    CHECK(sandbox.objects().at(0).files.at(0).status == "failed");
    REQUIRE(client.send(upload_id, "abcd"));
    const ReceivedFile healed = sandbox.objects().at(0).files.at(0);
    CHECK(healed.status == "done");
    CHECK(healed.posts == 2);
    CHECK(std::filesystem::file_size(healed.local_path) == 4);

    // One that was broken off is often noticed after the next one has come.
    REQUIRE(client.send(upload_id, "ab"));
    const ReceivedFile still = sandbox.objects().at(0).files.at(0);
    CHECK(still.status == "done");
    CHECK(still.sha256 == healed.sha256);
    CHECK(std::filesystem::file_size(still.local_path) == 4);
}

TEST_CASE("uploads need the right owner, id, type and length")
{
    Sandbox sandbox;
    ApiClient client(sandbox);
    REQUIRE(client.create(
        R"({"name":"a","files":[{"filename":"a.stl"}],"images":[{"filename":"a.png","size":1}]})"));
    const ReceivedObject object = sandbox.objects().at(0);
    const std::string path = "/api/v2/file?upload_id=" + object.files.at(0).upload_id;
    const auto type = "application/octet-stream";
    CHECK(client.send("nobody", "abc")->status == 404);
    CHECK(client.send(object.images.at(0).upload_id, "a")->status == 404);
    CHECK(client.http.Post(path, "abc", "model/stl")->status == 415);
    CHECK(ApiClient(sandbox, "maker").http.Post(path, "abc", type)->status == 403);
    CHECK(httplib::Client(sandbox.base_url()).Post(path, "abc", type)->status == 401);
    const auto chunked = ApiClient(sandbox).http.Post(
        path,
        [](std::size_t, httplib::DataSink &sink) {
            sink.done();
            return true;
        },
        type);
    CHECK(chunked->status == 411);
    CHECK(sandbox.objects().at(0).files.at(0).posts == 0);
    const std::string image = "/api/v2/image?upload_id=" + object.images.at(0).upload_id;
    CHECK(client.http.Post(image, "a", "image/png")->status == 201);
    CHECK(sandbox.objects().at(0).images.at(0).status == "done");
}

TEST_CASE("images may be ignored or refused, by the create or by their own request")
{
    constexpr const char *WithImage =
        R"({"name":"a","files":[{"filename":"a.stl"}],"images":[{"filename":"a.png","size":1}]})";
    Sandbox sandbox;
    ApiClient client(sandbox);
    CHECK(parse(client.create(WithImage)->body)["images"].Size() == 1);
    const std::string image = "/api/v2/image?upload_id=" + sandbox.objects().at(0).images.at(0).upload_id;
    sandbox.add_fault("POST /api/v2/image#1:415");
    for (const int status : {415, 201}) {
        CHECK(client.http.Post(image, "a", "image/png")->status == status);
    }
    CHECK(client.http.Post(image, "a", "image/webp")->status == 415);
    sandbox.change([](Options &options) { options.quirks = {Quirk::IgnoreImages}; });
    CHECK_FALSE(parse(client.create(WithImage)->body).HasMember("images"));
    const std::string status = "/api/v2/object/" + std::to_string(sandbox.objects().at(1).id);
    CHECK_FALSE(parse(client.http.Get(status + "/upload_status")->body).HasMember("images"));
    sandbox.change([](Options &options) { options.quirks = {Quirk::RefuseImages}; });
    CHECK(client.create(WithImage)->status == 422);
    CHECK(client.create(R"({"name":"a","files":[{"filename":"a.stl"}]})")->status == 200);
    CHECK(sandbox.objects().size() == 3);
}

TEST_CASE("a visibility that is not honoured shows when it is read back")
{
    Sandbox sandbox;
    ApiClient client(sandbox);
    for (const bool is_honoured : {true, false}) {
        sandbox.change([&](Options &options) {
            options.quirks = is_honoured ? std::set<Quirk>() : std::set{Quirk::IgnoreVisibility};
        });
        REQUIRE(client.create(R"({"name":"a","visibility":0,"files":[{"filename":"a.stl"}]})"));
        const std::string id = std::to_string(sandbox.objects().back().id);
        const auto object = parse(client.http.Get("/api/v2/objects/" + id)->body);
        CHECK(object["visibility"].GetInt() == (is_honoured ? 0 : 2));
    }
}

TEST_CASE("private objects are listed for their owner only")
{
    Sandbox sandbox;
    ApiClient owner(sandbox);
    ApiClient other(sandbox, "maker");
    REQUIRE(owner.create(R"({"name":"one","visibility":0,"files":[{"filename":"a.stl"}]})"));
    REQUIRE(owner.create(R"({"name":"two","visibility":2,"files":[{"filename":"a.stl"}]})"));
    const auto own = parse(owner.http.Get("/api/v2/users/designer/objects?page=2&per_page=1")->body);
    CHECK(own["total_count"].GetInt() == 2);
    REQUIRE(own["items"].Size() == 1);
    CHECK(std::string(own["items"][0]["name"].GetString()) == "one");
    CHECK(own["items"][0]["visibility"].GetInt() == 0);
    const auto seen = parse(other.http.Get("/api/v2/users/designer/objects")->body);
    CHECK(seen["total_count"].GetInt() == 1);
    const std::string id = std::to_string(sandbox.objects().at(0).id);
    CHECK(owner.http.Get("/api/v2/objects/" + id)->status == 200);
    CHECK(other.http.Get("/api/v2/objects/" + id)->status == 404);
    CHECK(other.http.Get("/api/v2/object/" + id + "/upload_status")->status == 403);
    CHECK(std::string(parse(owner.http.Get("/api/v2/user")->body)["name"].GetString()) == "Dora Designer");
}

TEST_CASE("quirks and status options vary the answers")
{
    Sandbox sandbox;
    sandbox.change([](Options &options) {
        options.quirks = {Quirk::CreateIdString, Quirk::CreateWithoutUploadIds, Quirk::FilesReversed,
                          Quirk::StatusWithoutUrls, Quirk::StatusIdString};
        options.status_path = StatusPath::Objects;
        options.status_word = StatusWord::Uploaded;
    });
    ApiClient client(sandbox);
    const auto created =
        parse(client.create(R"({"name":"a","files":[{"filename":"1"},{"filename":"2"}]})")->body);
    CHECK(created["id"].IsString());
    CHECK(std::string(created["files"][0]["filename"].GetString()) == "2");
    CHECK_FALSE(created["files"][0].HasMember("upload_id"));
    REQUIRE(client.send(sandbox.objects().at(0).files.at(0).upload_id, "abc"));
    const std::string id = created["id"].GetString();
    CHECK(client.http.Get("/api/v2/object/" + id + "/upload_status")->status == 404);
    const auto status = parse(client.http.Get("/api/v2/objects/" + id + "/upload_status")->body);
    CHECK(status["id"].IsString());
    CHECK_FALSE(status.HasMember("object_url"));
    CHECK(std::string(status["files"][0]["status"].GetString()) == "uploaded");
    CHECK(std::string(status["files"][1]["status"].GetString()) == "pending");
}
