// What people call their models and parts, in every script and with every trick, to the service and back.
#include "support/engine_fixture.hpp"

#include "base/json.hpp"

#include <doctest/doctest.h>
#include <httplib.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

std::string repeated(const std::string &text, int count)
{
    std::string out;
    for (int i = 0; i < count; ++i) {
        out += text;
    }
    return out;
}

const std::string Fox = "🦊"; // four bytes

const std::vector<std::string> ObjectNames = {
    Fox,
    "Kätzchen " + Fox + " 👩🏽‍🚀 🇪🇺", // joined and coloured, flags
    "שלום עולם",
    "مرحبا بالعالم (نسخة 2)",
    "Left to right, מימין לשמאל, and back",
    "नमस्ते 日本語 ไทย",
    "<script>alert(\"1\")</script> & <b>bold</b> &amp; &#60;",
    "say \"cheese\" 'n' “bread” \\ / %s %n {0} $HOME `id`",
    repeated("x", 500),
    repeated(Fox, 500),
    "CON",
    "nul",
    "..",
    "../../etc/passwd",
    ".hidden",
    "null",
    "0",
};

struct PartName
{
    std::string part;
    std::string file;
};

const std::vector<PartName> PartNames = {
    {Fox + " fox", Fox + " fox.stl"},
    {"👩🏽‍🚀", "👩🏽‍🚀.stl"},
    {"שלום עולם", "שלום עולם.stl"},
    {"مرحبا", "مرحبا.stl"},
    {"<script>alert(1)</script>", "_script_alert(1)__script_.stl"},
    {"say \"cheese\" & 'wine'", "say _cheese_ & 'wine'.stl"},
    {"a/b\\c", "a_b_c.stl"},
    {repeated("x", 500), repeated("x", 116) + ".stl"},
    {repeated("y", 114) + Fox, repeated("y", 114) + ".stl"}, // cut before a character, not in it
    {repeated(Fox, 500), repeated(Fox, 29) + ".stl"},
    {"CON", "_CON.stl"},
    {"nul", "_nul.stl"},
    {"com1.stl", "_com1.stl"},
    {"..", "model.stl"},
    {"...", "model-2.stl"},
    {"", "model-3.stl"},
    {".hidden", "hidden.stl"},
    {"Cube", "Cube.stl"},
    {"cube", "cube-2.stl"},
    {"CUBE.stl", "CUBE-3.stl"},
    {"ÉTOILE", "ÉTOILE.stl"},
    {"étoile", "étoile-2.stl"},
    {"Ωμέγα", "Ωμέγα.stl"},
    {"ωΜΈΓΑ", "ωΜΈΓΑ-2.stl"},
    {"Ёлка", "Ёлка.stl"},
    {"ёЛКА", "ёЛКА-2.stl"},
    {"\xFFnot utf-8", "\uFFFDnot utf-8.stl"},
};

// What upload_status says of an object, asked as a client would.
rapidjson::Document status_of(EngineFixture &fixture, const std::string &id)
{
    httplib::Client client(fixture.sandbox.base_url());
    client.set_bearer_token_auth(fixture.sandbox.issue_access_token("designer"));
    const auto answer = client.Get("/api/v2/object/" + id + "/upload_status");
    REQUIRE(answer);
    auto status = json::parse(answer->body);
    REQUIRE(status);
    return std::move(*status);
}

} // namespace

TEST_CASE("an object's name comes back as it was written")
{
    EngineFixture fixture;
    fixture.link();
    for (const std::string &name : ObjectNames) {
        CAPTURE(name);
        const TestPlate plate({tetrahedron()}, name); // the name that is offered is the name of the plate
        const auto ended = fixture.publish_to_end(plate);
        CHECK(ended.phase == Phase::Done);
        CHECK(ended.name == name);
        CHECK(fixture.sandbox.objects().back().name == name);
        CHECK(json::string_member(status_of(fixture, ended.object_id), "name") == name);
    }
    CHECK(fixture.creates() == ObjectNames.size());
}

TEST_CASE("a part's name becomes the name of a file that goes and comes back unharmed")
{
    std::vector<Mesh> meshes;
    for (std::size_t i = 0; i < PartNames.size(); ++i) {
        meshes.push_back(numbered_mesh(static_cast<int>(i), PartNames[i].part));
    }
    EngineFixture fixture;
    const TestPlate plate(std::move(meshes));
    const auto ended = fixture.publish_to_end(plate);
    REQUIRE(ended.phase == Phase::Done);
    CHECK(ended.is_confirmed);
    fixture.check_bytes(plate.meshes());
    const auto status = status_of(fixture, ended.object_id);
    const auto files = json::member(status, "files")->GetArray();
    const auto received = fixture.sandbox.objects().at(0).files;
    REQUIRE(files.Size() == PartNames.size());
    REQUIRE(received.size() == PartNames.size());
    for (std::size_t i = 0; i < PartNames.size(); ++i) {
        const std::string &file = PartNames[i].file;
        CAPTURE(file);
        CHECK(received[i].filename == file);
        CHECK(received[i].content_disposition == "filename=\"" + file + "\"");
        CHECK(received[i].posts == 1);
        CHECK(json::string_member(files[static_cast<rapidjson::SizeType>(i)], "filename") == file);
    }
}
