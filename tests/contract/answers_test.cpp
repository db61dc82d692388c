// Answers that no text describes: other shapes, other words, hostile ones. From a service of fixed answers.
#include "support/engine_fixture.hpp"
#include "support/stub_service.hpp"

#include <atomic>
#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;
using Answer = StubService::Answer;

namespace {

const std::string Slots =
    R"([{"upload_id": "u1", "filename": "part 1.stl"}, {"upload_id": "u2", "filename": "part 2.stl"}])";
const std::string AllDone =
    R"({"id": 7, "files": [{"upload_id": "u1", "status": "done"}, {"upload_id": "u2", "status": "done"}]})";

struct Answers
{
    Answer create = {200, R"({"id": 7, "files": )" + Slots + "}"};
    Answer file = {201, "{}"};
    Answer status = {200, AllDone};
};

// A publish of two files to a service that answers so.
struct StubFixture
{
    explicit StubFixture(Answers answers)
        : StubFixture([answers = std::move(answers)](const httplib::Request &request) {
              if (request.path.ends_with("/upload_status")) {
                  return answers.status;
              }
              return request.path.ends_with("/file") ? answers.file : answers.create;
          })
    {
    }
    explicit StubFixture(StubService::Answers answers) : service(std::move(answers))
    {
        fixture.setup.policy.give_up_verifying_after = milliseconds(100);
        fixture.speak_to(service.base_url());
    }

    publish::JobEnded publish()
    {
        const TestPlate plate(numbered_meshes(2));
        return fixture.publish_to_end(plate);
    }

    StubService service;
    EngineFixture fixture;
};

} // namespace

TEST_CASE("an answer to create without a usable number leaves a question")
{
    const std::vector<Answer> table = {
        {200, ""},
        {204, ""},
        {200, "null"},
        {200, "[]"},
        {200, "7"},
        {200, "\"7\""},
        {200, "{"},
        {200, R"({"id": 7} {"id": 8})"},
        {200, R"({"id": null})"},
        {200, R"({"id": -7})"},
        {200, R"({"id": 7.5})"},
        {200, R"({"id": true})"},
        {200, R"({"id": ""})"},
        {200, R"({"id": "7\r\nX: y"})"},
        {200, R"({"id": {"id": 7}})"},
        {200, R"({"ID": 7})"},
        {200, "{\"id\": \"\xFF\"}"},
        {200, std::string("{\"id\": 7\0}", 10)},
        {200, std::string(100'000, '[')},
        {200, "{\"id\": 7, \"name\": \"" + std::string(2'000'000, 'x') + "\"}"}, // beyond any answer's size
        {200, "<html>Welcome to this airport's WLAN</html>", "text/html"},
    };
    for (const Answer &answer : table) {
        CAPTURE(answer.body.substr(0, 60));
        StubFixture stub(Answers{.create = answer});
        const auto ended = stub.publish();
        CHECK(ended.phase == Phase::UnknownCreate);
        CHECK(ended.is_resumable);
        REQUIRE(ended.error);
        CHECK(std::string(to_string(ended.error->kind)) == to_string(ErrorKind::BadAnswer));
        CHECK(stub.service.count("/object") == 1);
        CHECK(stub.service.count("/file") == 0);
    }
}

TEST_CASE("a number in any usable form is the object's, and is one segment of the path")
{
    const std::vector<std::pair<const char *, const char *>> table = {
        {"7", "/object/7/upload_status"},
        {"18446744073709551615", "/object/18446744073709551615/upload_status"},
        {"\"00a7\"", "/object/00a7/upload_status"},
        {"\"../user?a=b#c\"", "/object/..%2Fuser%3Fa%3Db%23c/upload_status"},
    };
    for (const auto &[id, path] : table) {
        CAPTURE(std::string(id));
        StubFixture stub(
            Answers{.create = {200, R"({"id": )" + std::string(id) + R"(, "files": )" + Slots + "}"}});
        const auto ended = stub.publish();
        CHECK(ended.phase == Phase::Done);
        const auto asked = stub.service.requests("/upload_status");
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].target == "/api/v2" + std::string(path));
    }
}

TEST_CASE("files that the answer to create does not place are asked for")
{
    const std::string status =
        R"({"files": [{"upload_id": "u2", "filename": "part 2.stl", "status": "done"},
                      {"upload_id": "u1", "filename": "part 1.stl", "status": "done"}]})";
    for (
        const char *files : {
            "null",
            "{}",
            "\"\"",
            "[]",
            "[1, 2]",
            R"([{"upload_id": "u1", "filename": "part 1.stl"}])",
            R"([{"upload_id": "u1", "filename": "part 1.stl"}, {"filename": "part 2.stl"}])",
            R"([{"upload_id": "u1", "filename": "part 1.stl"}, {"upload_id": null, "filename": "part 2.stl"}])",
            R"([{"upload_id": "u1", "filename": "part 1.stl"}, {"upload_id": "u1", "filename": "part 2.stl"}])",
            R"([{"upload_id": "u 1", "filename": "part 1.stl"}, {"upload_id": "", "filename": "part 2.stl"}])",
        }) {
        CAPTURE(std::string(files));
        StubFixture stub(Answers{.create = {200, R"({"id": 7, "files": )" + std::string(files) + "}"},
                                 .status = {200, status}});
        const auto ended = stub.publish();
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.is_confirmed);
        CHECK(stub.service.count("/object") == 1);
        CHECK(stub.service.count("/upload_status") == 2);
        const auto posted = stub.service.requests("/file");
        REQUIRE(posted.size() == 2);
        for (const auto &request : posted) {
            const bool is_first =
                request.get_header_value("Content-Disposition") == "filename=\"part 1.stl\"";
            CHECK(request.get_param_value("upload_id") == (is_first ? "u1" : "u2"));
        }
    }
}

TEST_CASE("an upload id is a value of the query, whatever is in it")
{
    StubFixture stub(Answers{.create = {200, R"({"id": 7, "files": [
        {"upload_id": "a&b=c#d?%41/+\"", "filename": "part 1.stl"},
        {"upload_id": 18446744073709551615, "filename": "part 2.stl"}]})"}});
    stub.publish();
    std::set<std::string> ids;
    for (const auto &request : stub.service.requests("/file")) {
        CHECK(request.params.size() == 1);
        ids.insert(request.get_param_value("upload_id"));
    }
    CHECK(ids == std::set<std::string>{"a&b=c#d?%41/+\"", "18446744073709551615"});
}

TEST_CASE("a word for the status that nobody knows means not finished, and nothing is sent again for it")
{
    for (const char *word : {R"("processing")", R"("")", R"("DONE")", "null", "1", "true", "{}"}) {
        CAPTURE(std::string(word));
        const std::string file = R"(", "status": )" + std::string(word) + "}";
        std::atomic<int> asked = 0;
        const bool becomes_done = std::string(word) == R"("processing")";
        StubFixture stub([&](const httplib::Request &request) -> Answer {
            if (request.path.ends_with("/upload_status")) {
                return ++asked > 3 && becomes_done
                           ? Answer{200, AllDone}
                           : Answer{200, R"({"id": 7, "files": [{"upload_id": "u1)" + file +
                                             R"(, {"upload_id": "u2)" + file + "]}"};
            }
            return request.path.ends_with("/file") ? Answer{201, "{}"} : Answers().create;
        });
        stub.fixture.setup.policy.give_up_verifying_after = milliseconds(becomes_done ? 20'000 : 1'000);
        const auto ended = stub.publish();
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.is_confirmed == becomes_done);
        CHECK(stub.service.count("/upload_status") > 3);
        CHECK(stub.service.count("/file") == 2);
    }
}

TEST_CASE("a status of another shape confirms nothing and undoes nothing")
{
    for (const char *body : {"", "null", "[]", "{}", R"({"files": {}})", R"({"files": [1]})",
                             R"({"files": []})", R"({"files": [{"upload_id": "other", "status": "done"}]})",
                             R"({"files": [{"status": "done"}, {"status": "done"}]})", "<html>"}) {
        CAPTURE(std::string(body));
        StubFixture stub(Answers{.status = {200, body}});
        const auto ended = stub.publish();
        CHECK(ended.phase == Phase::Done);
        CHECK_FALSE(ended.is_confirmed);
        CHECK(stub.service.count("/object") == 1);
        CHECK(stub.service.count("/file") == 2);
    }
}

TEST_CASE("a link that leads to no web page is not told")
{
    for (const char *url : {"javascript:alert(1)", "file:///etc/passwd", "http://example.org/",
                            "//example.org/", "https://user@example.org/", "not a link", ""}) {
        CAPTURE(std::string(url));
        const std::string quoted = "\"" + std::string(url) + "\"";
        StubFixture stub(
            Answers{.create = {200, R"({"id": 7, "object_url": )" + quoted + R"(, "object_status_url": )" +
                                        quoted + R"(, "files": )" + Slots + "}"}});
        const auto ended = stub.publish();
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.object_url.empty());
        CHECK(ended.status_url.empty());
    }
}

TEST_CASE("the service's reason is told as clean text, whatever its shape")
{
    const std::vector<std::pair<Answer, const char *>> table = {
        {{422, R"({"error": "e", "error_description": "No.\r\n\u0000\u001bWhy?"})"}, "No."},
        {{422, R"({"error": {"a": 1}, "message": "Not so"})"}, "Not so"},
        {{422, R"({"error": "unprocessable_entity"})"}, "unprocessable_entity"},
        {{422, "[]"}, ""},
        {{422, "plain words", "text/plain"}, ""},
        {{403, "<html>Forbidden</html>", "text/html"}, ""},
        {{418, ""}, ""},
    };
    for (const auto &[answer, reason] : table) {
        CAPTURE(answer.body);
        StubFixture stub(Answers{.create = answer});
        const auto ended = stub.publish();
        CHECK(ended.phase == Phase::Failed);
        CHECK_FALSE(ended.is_resumable);
        REQUIRE(ended.error);
        CHECK(ended.error->status == answer.status);
        CHECK(ended.error->detail.starts_with(reason));
        CHECK(ended.error->detail.find_first_of(std::string("\r\n\x1b\0", 4)) == std::string::npos);
        CHECK(ended.error->detail.empty() == std::string(reason).empty());
        CHECK(stub.service.count("/object") == 1);
    }
}
