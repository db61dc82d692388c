#include "shim_slicer/file_io.hpp"
#include "shim_slicer/report.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <rapidjson/document.h>
#include <sys/stat.h>

using namespace shim;
using namespace wx_host;

namespace {

rapidjson::Document parsed(const std::string &json)
{
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag>(json.data(), json.size());
    REQUIRE_FALSE(document.HasParseError());
    REQUIRE(document.IsObject());
    return document;
}

std::string text(const rapidjson::Value &object, const char *key)
{
    REQUIRE(object.HasMember(key));
    REQUIRE(object[key].IsString());
    return object[key].GetString();
}

} // namespace

TEST_CASE("every key is always there, null if unknown")
{
    const auto report = parsed(to_json({}));
    CHECK(report.MemberCount() == 6);
    CHECK(text(report, "outcome") == "failed");
    CHECK(text(report, "message").empty());
    for (const char *key : {"action", "object_id", "object_url", "status_url"}) {
        REQUIRE(report.HasMember(key));
        CHECK(report[key].IsNull());
    }
}

TEST_CASE("an outcome is reported as it was told")
{
    const slicer_key_value values[] = {
        {"object_id", "42"}, {"status_url", "https://example.com/s"}, {"other", "x"}};
    slicer_outcome told{};
    told.kind = SLICER_OUTCOME_DONE;
    told.message = "Grüße \"an\"\n\\ 日本";
    told.values = values;
    told.value_count = 3;
    const std::string json = to_json({"test.hello", copy_of(told)});
    CHECK(json.find('\n') == json.size() - 1);
    const auto report = parsed(json);
    CHECK(report.MemberCount() == 6);
    CHECK(text(report, "action") == "test.hello");
    CHECK(text(report, "outcome") == "done");
    CHECK(text(report, "message") == told.message);
    CHECK(text(report, "object_id") == "42");
    CHECK(text(report, "status_url") == "https://example.com/s");
    CHECK(report["object_url"].IsNull());
}

TEST_CASE("an action on several things has uploads even if there were none")
{
    const slicer_outcome none{};
    slicer_outcome told{};
    told.message = "nothing";
    CHECK_FALSE(parsed(to_json({"test.parts", copy_of(told)})).HasMember("uploads"));
    told.parts = &none;
    const auto report = parsed(to_json({"test.parts", copy_of(told)}));
    REQUIRE(report.HasMember("uploads"));
    CHECK(report["uploads"].GetArray().Empty());
}

TEST_CASE("parts become uploads with the same keys")
{
    const slicer_key_value value{"object_id", "7"};
    slicer_outcome parts[2]{};
    parts[0].kind = SLICER_OUTCOME_DONE;
    parts[0].message = "one";
    parts[0].values = &value;
    parts[0].value_count = 1;
    parts[1].kind = SLICER_OUTCOME_CANCELLED;
    parts[1].message = "two";
    slicer_outcome told{};
    told.kind = SLICER_OUTCOME_CANCELLED;
    told.message = "both";
    told.parts = parts;
    told.part_count = 2;
    const auto report = parsed(to_json({"test.parts", copy_of(told)}));
    CHECK(text(report, "outcome") == "cancelled");
    REQUIRE(report.HasMember("uploads"));
    REQUIRE(report["uploads"].Size() == 2);
    CHECK(text(report["uploads"][0], "outcome") == "done");
    CHECK(text(report["uploads"][0], "object_id") == "7");
    CHECK(text(report["uploads"][1], "outcome") == "cancelled");
    CHECK(report["uploads"][1]["object_id"].IsNull());
    CHECK(report["uploads"][1].MemberCount() == 6);
}

TEST_CASE("bytes that are no UTF-8 are replaced, one by one")
{
    struct Row
    {
        const char *message;
        const char *expected;
    };
    static constexpr Row Rows[] = {{"a\xFFz", "a\uFFFDz"}, {"cut \xC3", "cut \uFFFD"}, {"\xC3(", "\uFFFD("}};
    for (const Row &row : Rows) {
        Report report;
        report.outcome.message = row.message;
        CHECK(text(parsed(to_json(report)), "message") == row.expected);
    }
}

TEST_CASE("an outcome with holes in it is taken as far as it goes")
{
    const slicer_key_value values[] = {{nullptr, "x"}, {"object_id", nullptr}};
    slicer_outcome told{};
    told.kind = 99;
    told.values = values;
    told.value_count = 2;
    told.part_count = 3;
    const Outcome copy = copy_of(told);
    CHECK(copy.kind == SLICER_OUTCOME_FAILED);
    CHECK(copy.message.empty());
    CHECK(copy.values.empty());
    CHECK_FALSE(copy.parts);
}

TEST_CASE("only https links, and http to this machine, are offered")
{
    for (const char *good :
         {"https://example.com/a", "http://localhost/", "http://127.0.0.1:8080/x", "http://[::1]"})
        CHECK(may_be_offered(good));
    for (const char *bad :
         {"", "https://", "http://example.com", "http://localhost.evil.com/", "file:///etc/passwd",
          "javascript:alert(1)", " https://example.com", "http://127.0.0.10/"})
        CHECK_FALSE(may_be_offered(bad));
}

TEST_CASE("each outcome has its exit code")
{
    Outcome outcome;
    CHECK(exit_code_of(outcome) == ExitCode::Failed);
    outcome.kind = SLICER_OUTCOME_DONE;
    CHECK(exit_code_of(outcome) == ExitCode::Done);
    outcome.kind = SLICER_OUTCOME_CANCELLED;
    CHECK(exit_code_of(outcome) == ExitCode::Cancelled);
}

TEST_CASE("a file is replaced as a whole and readable as any new file")
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.write("report.json", "old");
    REQUIRE(replace_file(file, "new"));
    CHECK(*read_file(file) == "new");
    struct stat status = {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    CHECK((status.st_mode & 0777U) == (0666U & ~mask));
    CHECK_FALSE(replace_file(folder.path(), "a folder is in the way"));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}
