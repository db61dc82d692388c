#include "api/objects.hpp"

#include "base/utf8.hpp"

#include <doctest/doctest.h>
#include <functional>
#include <rapidjson/document.h>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::api;

namespace {

// The official examples, by their facts.
constexpr std::string_view Created = R"({"id": 42, "name": "Well Designed Teapot",
    "object_status_url": "https://myminifactory.com/curation/status/42",
    "object_url": "https://myminifactory.com/object/well-designed-teapot-42",
    "files": [{"upload_id": "1589466a6a50a3", "filename": "teapot.stl"}]})";
constexpr std::string_view Status = R"({"id": "42", "name": "Well Designed Teapot",
    "object_status_url": "https://myminifactory.com/curation/status/42",
    "object_url": "https://myminifactory.com/object/well-designed-teapot-42",
    "files": [{"upload_id": "1589466a6a50a3", "filename": "teapot.stl", "status": "uploaded"}]})";

constexpr std::string_view ObjectsPage = R"({"total_count": 51, "items": [
    {"id": 42, "name": "Teapot", "url": "https://www.myminifactory.com/object/teapot-42", "views": 7},
    {"id": "43", "name": "Vase"}, {"id": 44}, {"name": "without a number"},
    {"id": 45, "name": "Cup", "url": "javascript:alert"}]})";

std::string replaced(std::string_view text, std::string_view what, std::string_view with)
{
    std::string out(text);
    const std::size_t at = out.find(what);
    REQUIRE(at != std::string::npos);
    return out.replace(at, what.size(), with);
}

} // namespace

TEST_CASE("objects: the body of a create")
{
    NewObject object;
    object.name = "Teapot";
    object.files = {{"teapot.stl", 44784}};
    // The visibility is always said: the service's default is public.
    CHECK(to_json(object) ==
          R"({"name":"Teapot","visibility":0,"files":[{"filename":"teapot.stl","bytes":44784}]})");

    object.name = "T\xC3\xA9"
                  "a \"pot\" \\ \xF0\x9F\x98\x80";
    object.description = "One\nTwo\t\x01 </script>";
    object.source_url = "https://example.com/teapot?a=b&c=d";
    object.tags = {"tea", "tea pot", "\xC3\xA9t\xC3\xA9"};
    object.visibility = Visibility::Public;
    object.files.push_back({"lid-2.stl", 99'999'999});
    CHECK(to_json(object) == "{\"name\":\"T\xC3\xA9"
                             "a \\\"pot\\\" \\\\ \xF0\x9F\x98\x80\","
                             "\"description\":\"One\\nTwo\\t\\u0001 </script>\","
                             "\"source_url\":\"https://example.com/teapot?a=b&c=d\","
                             "\"tags\":\"tea,tea pot,\xC3\xA9t\xC3\xA9\","
                             "\"visibility\":2,"
                             "\"files\":[{\"filename\":\"teapot.stl\",\"bytes\":44784},"
                             "{\"filename\":\"lid-2.stl\",\"bytes\":99999999}]}");
    rapidjson::Document read;
    read.Parse(to_json(object).c_str());
    REQUIRE_FALSE(read.HasParseError());
    CHECK(read["description"].GetString() == object.description);
}

TEST_CASE("objects: licence and printing hints are in a create as far as they are said")
{
    NewObject object;
    object.name = "Teapot";
    object.files = {{"teapot.stl", 44784}};
    object.licence = Licence{LicenceTerm::Mention, LicenceTerm::Share};
    object.hints = {"Slowly", "60 x 42 x 18 mm", 3, 4, false, "40 g"};
    const std::string head = R"({"name":"Teapot","visibility":0,)";
    const std::string files = R"("files":[{"filename":"teapot.stl","bytes":44784}]})";
    CHECK(to_json(object) == head +
                                 R"("licenses":[{"type":"mention","value":true},)"
                                 R"({"type":"remix","value":false},{"type":"commercial-use","value":false},)"
                                 R"({"type":"exclusivity","value":false},{"type":"share","value":true},)"
                                 R"({"type":"store","value":false}],)"
                                 R"("how_to":"Slowly","dimensions":"60 x 42 x 18 mm",)"
                                 R"("time_to_do_from":3,"time_to_do_to":4,"support_free":false,)"
                                 R"("filament_quantity":"40 g",)" +
                                 files);
    object.licence.reset();
    object.hints = {};
    object.hints.time_to_do_from = 0;
    CHECK(to_json(object) == head + R"("time_to_do_from":0,)" + files);
}

TEST_CASE("objects: the answer to a create")
{
    const auto object = read_created_object(Created);
    REQUIRE(object);
    CHECK(object->id == "42");
    CHECK(object->object_url == "https://myminifactory.com/object/well-designed-teapot-42");
    CHECK(object->status_url == "https://myminifactory.com/curation/status/42");
    REQUIRE(object->files.size() == 1);
    CHECK(object->files[0].upload_id == "1589466a6a50a3");
    CHECK(object->files[0].filename == "teapot.stl");

    SUBCASE("the id as a number or a text")
    {
        for (const std::string id : {"\"42\"", "\"object-42\"", "18446744073709551615", "0"}) {
            CAPTURE(id);
            CHECK_FALSE(read_created_object(replaced(Created, "42,", std::string(id) + ","))->id.empty());
        }
        for (const std::string id :
             {"null", "\"\"", "\"a b\"", "\"4\\n2\"", "\"\\u00e9\"", "4.2", "-42", "true", "[42]", "{}"}) {
            CAPTURE(id);
            const auto refused = read_created_object(replaced(Created, "42,", std::string(id) + ","));
            REQUIRE_FALSE(refused);
            CHECK(refused.error().kind == ErrorKind::BadAnswer);
        }
        CHECK_FALSE(read_created_object(replaced(Created, "\"id\"", "\"ID\"")));
        CHECK_FALSE(read_created_object("{\"id\":\"" + std::string(2000, '4') + "\"}"));
    }
    SUBCASE("an id alone is an object: what else there is can be asked for")
    {
        for (const std::string body :
             {R"({"id":42})", R"({"id":42,"files":null})", R"({"id":42,"files":[]})",
              R"({"id":42,"files":{}})", R"({"id":42,"files":"x"})", R"({"id":42,"files":[1]})",
              R"({"id":42,"files":[null]})", R"({"id":42,"object_url":5,"object_status_url":[]})"}) {
            CAPTURE(body);
            const auto bare = read_created_object(body);
            REQUIRE(bare);
            CHECK(bare->id == "42");
            CHECK(bare->files.empty());
            CHECK(bare->object_url.empty());
            CHECK(bare->status_url.empty());
        }
    }
    SUBCASE("upload ids of every kind")
    {
        const auto id_of = [](const std::string &value) {
            return read_created_object(R"({"id":42,"files":[{"filename":"a.stl","upload_id":)" + value +
                                       "}]}")
                ->files.at(0)
                .upload_id;
        };
        CHECK(id_of("\"x\"") == "x");
        CHECK(id_of("158946") == "158946");
        for (const std::string value :
             {"null", "\"\"", "\"a b\"", "\"a\\r\\nb\"", "1.5", "[]", "\"\\u00e9\""}) {
            CAPTURE(value);
            CHECK(id_of(value).empty());
        }
        CHECK(read_created_object(R"({"id":42,"files":[{}]})")->files.at(0).upload_id.empty());
    }
    SUBCASE("a link leads to a web page or nowhere")
    {
        struct Case
        {
            std::string url;
            bool is_kept;
        };
        for (const Case &c : std::vector<Case>{{"https://example.com/x", true},
                                               {"http://localhost:8080/x", true},
                                               {"http://127.0.0.1/x", true},
                                               {"http://example.com/x", false},
                                               {"javascript:alert(1)", false},
                                               {"javascript://example.com/%0Aalert(1)", false},
                                               {"file:///etc/passwd", false},
                                               {"data:text/html,x", false},
                                               {"ftp://example.com/", false},
                                               {"/object/42", false},
                                               {"//example.com/object/42", false},
                                               {"https://user@example.com/", false},
                                               {"https://example.com/a b", false},
                                               {"https://example.com/\\u202ex", false},
                                               {"https://example.com/\\u0000", false},
                                               {"", false}}) {
            CAPTURE(c.url);
            const auto linked = read_created_object(R"({"id":42,"object_url":")" + std::string(c.url) +
                                                    R"(","object_status_url":")" + c.url + "\"}");
            if (!linked) {
                CHECK_FALSE(c.is_kept);
                continue;
            }
            CHECK(linked->object_url == (c.is_kept ? c.url : ""));
            CHECK(linked->status_url == (c.is_kept ? c.url : ""));
        }
    }
}

TEST_CASE("objects: the status")
{
    const auto status = read_upload_status(Status);
    REQUIRE(status);
    CHECK(status->object_url == "https://myminifactory.com/object/well-designed-teapot-42");
    CHECK(status->status_url == "https://myminifactory.com/curation/status/42");
    REQUIRE(status->files.size() == 1);
    CHECK(status->files[0].slot.upload_id == "1589466a6a50a3");
    CHECK(status->files[0].slot.filename == "teapot.stl");
    CHECK(status->files[0].status == FileStatus::Complete);

    struct Case
    {
        std::string word;
        FileStatus status;
    };
    for (const Case &c : std::vector<Case>{{"\"uploaded\"", FileStatus::Complete},
                                           {"\"done\"", FileStatus::Complete},
                                           {"\"pending\"", FileStatus::Pending},
                                           {"\"failed\"", FileStatus::Failed},
                                           {"\"Done\"", FileStatus::Unknown},
                                           {"\"done \"", FileStatus::Unknown},
                                           {"\"processing\"", FileStatus::Unknown},
                                           {"\"\"", FileStatus::Unknown},
                                           {"null", FileStatus::Unknown},
                                           {"1", FileStatus::Unknown},
                                           {"true", FileStatus::Unknown},
                                           {"[\"done\"]", FileStatus::Unknown}}) {
        CAPTURE(c.word);
        CHECK(read_upload_status(replaced(Status, "\"uploaded\"", c.word))->files.at(0).status == c.status);
    }

    SUBCASE("without the addresses, the id or the name")
    {
        const auto bare = read_upload_status(R"({"files":[{"upload_id":"a","status":"done"}]})");
        REQUIRE(bare);
        CHECK(bare->object_url.empty());
        CHECK(bare->status_url.empty());
        CHECK(bare->files.at(0).slot.filename.empty());
        CHECK(read_upload_status(R"({"files":[]})")->files.empty());
        CHECK(read_upload_status(R"({"files":null})")->files.empty());
    }
    SUBCASE("without the files it is none")
    {
        for (const std::string body : {"{}", R"({"id":42})", R"({"files":{}})", R"({"files":"done"})",
                                       R"({"files":[1]})", R"({"files":[{},null]})", "[]", "null", "42"}) {
            CAPTURE(body);
            const auto refused = read_upload_status(body);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().kind == ErrorKind::BadAnswer);
            CHECK_FALSE(refused.error().detail.empty());
        }
    }
}

TEST_CASE("objects: an answer cut off at any byte is no answer")
{
    const auto is_refused = [](std::string_view whole,
                               const std::function<Result<void>(std::string_view)> &read) {
        REQUIRE(read(whole));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            CAPTURE(size);
            const auto refused = read(whole.substr(0, size));
            REQUIRE_FALSE(refused);
            CHECK(refused.error().kind == ErrorKind::BadAnswer);
        }
    };
    const auto ignore = [](const auto &) {};
    is_refused(Created, [&](std::string_view text) { return read_created_object(text).map(ignore); });
    is_refused(Status, [&](std::string_view text) { return read_upload_status(text).map(ignore); });
    is_refused(R"({"username":"jane","name":"Jane"})",
               [&](std::string_view text) { return read_user(text).map(ignore); });
}

TEST_CASE("objects: the user")
{
    struct Case
    {
        std::string body;
        const char *username; // null: refused
        const char *name;
    };
    for (const Case &c : std::vector<Case>{
             {R"({"username":"jane","name":"Jane Doe","profile_url":"x"})", "jane", "Jane Doe"},
             {R"({"username":"jane","name":""})", "jane", "jane"},
             {R"({"username":"jane","name":null})", "jane", "jane"},
             {R"({"username":"jane","name":7})", "jane", "jane"},
             {R"({"username":" jane ","name":"\u202eenaJ\u0000\r\n \u200bX\u001b[31m"})", "jane",
              "enaJ X[31m"},
             {R"({"username":"j\u00e1ne\ud83d\ude00"})", "j\xC3\xA1ne\xF0\x9F\x98\x80",
              "j\xC3\xA1ne\xF0\x9F\x98\x80"},
             {R"({"username":"\u0007\u0008"})", nullptr, ""},
             {R"({"username":""})", nullptr, ""},
             {R"({"username":5,"name":"Jane"})", nullptr, ""},
             {R"({"name":"Jane"})", nullptr, ""},
             {"[]", nullptr, ""},
             {"<html>", nullptr, ""},
         }) {
        CAPTURE(c.body);
        const auto user = read_user(c.body);
        REQUIRE(user.has_value() == (c.username != nullptr));
        if (user) {
            CHECK(user->username == c.username);
            CHECK(user->name == c.name);
        } else {
            CHECK(user.error().kind == ErrorKind::BadAnswer);
        }
    }
    CHECK(read_user(R"({"username":"jane","avatar_thumbnail_url":"https://x/a.png"})")->avatar_url ==
          "https://x/a.png");
    for (const char *none : {R"({"username":"jane"})", R"({"username":"jane","avatar_thumbnail_url":null})",
                             R"({"username":"jane","avatar_thumbnail_url":7})"}) {
        CHECK(read_user(none)->avatar_url.empty());
    }
    std::string giant;
    for (int i = 0; i < 10'000; ++i) {
        giant += "\xF0\x9F\x98\x80";
    }
    const auto user = read_user(R"({"username":")" + giant + "\"}");
    REQUIRE(user);
    CHECK(user->name.size() == 200);
    CHECK(is_valid_utf8(user->name));
}

TEST_CASE("objects: a page of somebody's objects")
{
    const auto page = read_object_page(ObjectsPage);
    REQUIRE(page);
    CHECK(page->total == 51);
    REQUIRE(page->items.size() == 4);
    CHECK(page->items[0].id == "42");
    CHECK(page->items[0].name == "Teapot");
    CHECK(page->items[0].object_url == "https://www.myminifactory.com/object/teapot-42");
    CHECK(page->items[1].id == "43");
    CHECK(page->items[1].object_url.empty());
    CHECK(page->items[2].name.empty());
    CHECK(page->items[3].object_url.empty());

    CHECK(read_object_page(R"({"items": []})")->items.empty());
    CHECK(read_object_page(R"({"total_count": "many", "items": [{"id": 1}]})")->total == 1);
    for (const std::string body : {"", "[]", R"({"items": {}})", R"({"items": [1]})", "<html>"}) {
        CAPTURE(body);
        CHECK(read_object_page(body).error().kind == ErrorKind::BadAnswer);
    }
}
