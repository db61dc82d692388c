// The draft for what a host wrote to a file.
#include "publish/plate_draft.hpp"

#include "support/reference_stl.hpp"
#include "support/spool_source.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <limits>
#include <string>
#include <utility>
#include <variant>

using namespace mmf;
using namespace mmf::publish;
using mmf::publish::test::overwrite;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;
namespace reference = mmf::test::reference;

namespace {

// What a host wrote into a folder of ours.
HostFile host_file(const TempFolder &state, const std::string &bytes, std::string name)
{
    HostFile made{IncomingFile::create(state / "incoming").value(), std::move(name)};
    overwrite(made.file->path(), bytes);
    return made;
}

} // namespace

TEST_CASE("plate draft: a host's file is one file, named as the plate")
{
    const TempFolder state;
    const std::string bytes = reference::stl({tetrahedron()});
    struct Case
    {
        const char *name;
        const char *offered;
        const char *filename;
    };
    for (const Case &c :
         {Case{"Vase", "Vase", "Vase.stl"}, Case{" two\n.lines.stl ", "two.lines.stl", "two.lines.stl"},
          Case{"a/b: \"c\"", "a/b: \"c\"", "a_b_ _c_.stl"}, Case{"", "", "model.stl"}}) {
        CAPTURE(c.name);
        for (const Reading reading : {Reading::Header, Reading::Whole}) {
            const HostFile given = host_file(state, bytes, c.name);
            const auto made = draft_of(given, reading, Policy{});
            REQUIRE(made);
            CHECK(made->draft.name == c.offered);
            REQUIRE(made->draft.files.size() == 1);
            CHECK(made->draft.files[0].filename == c.filename);
            CHECK(made->draft.files[0].triangles == 4);
            CHECK(made->draft.files[0].bytes == bytes.size());
            CHECK(std::get<FileSource>(made->source).file == given.file);
            const auto size = made->files.files().at(0).size;
            REQUIRE(size.has_value() == (reading == Reading::Whole));
            if (size) {
                CHECK(size->x == 10);
                CHECK(size->z == 30);
            }
            CHECK_FALSE(made->files.has_choice());
        }
    }
}

TEST_CASE("plate draft: a host's file that is not there, or not whole, is refused and removed")
{
    const TempFolder state;
    const std::string bytes = reference::stl({tetrahedron()});
    for (const Reading reading : {Reading::Header, Reading::Whole}) {
        const auto cut = draft_of(host_file(state, bytes.substr(0, 100), "Vase"), reading, Policy{});
        REQUIRE_FALSE(cut);
        CHECK(cut.error().kind == ErrorKind::BadFile);
        const auto none =
            draft_of(HostFile{IncomingFile::create(state / "incoming").value(), "Vase"}, reading, Policy{});
        REQUIRE_FALSE(none);
        CHECK(none.error().kind == ErrorKind::Disk);
        CHECK(std::filesystem::is_empty(state / "incoming"));
    }
}

TEST_CASE("plate draft: a host's file over the limit is read by its header alone")
{
    const TempFolder state;
    auto mesh = tetrahedron();
    mesh.vertices[8] = std::numeric_limits<float>::infinity(); // seen by who reads on
    const std::string bytes = reference::stl({mesh});
    Policy policy;
    policy.max_file_bytes = bytes.size() + 1;
    const auto below = draft_of(host_file(state, bytes, "Vase"), Reading::Whole, policy);
    REQUIRE_FALSE(below);
    CHECK(below.error().kind == ErrorKind::BadMesh);

    policy.max_file_bytes = bytes.size();
    const auto over = draft_of(host_file(state, bytes, "Vase"), Reading::Whole, policy);
    REQUIRE(over);
    CHECK_FALSE(over->files.files().at(0).size);
    CHECK(over->draft.files[0].triangles == 4);
    const auto findings = check(over->draft, policy);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].problem == DraftProblem::FileTooLarge);
}

TEST_CASE("plate draft: what was made of a host's file is sent in its place")
{
    const TempFolder state;
    auto made = draft_of(host_file(state, reference::stl({tetrahedron()}), "Vase"), Reading::Whole, Policy{});
    REQUIRE(made);
    const auto welded = fit(made->origin_of(made->files.files()[0]), Way::Ply, Policy{}, {});
    REQUIRE(welded);
    made->fitted[{0}] = *welded;
    made->update_files();
    CHECK(made->draft.files == std::vector<DraftFile>{{"Vase.ply", 4, model::ply_size(4, 4)}});
    CHECK(spool_items(made->source, made->draft.files, Policy{})->front().input->size() ==
          model::ply_size(4, 4));
    made->fitted.clear();
    made->update_files();
    CHECK(std::holds_alternative<FileSource>(made->source));
    CHECK(made->draft.files == std::vector<DraftFile>{{"Vase.stl", 4, 284}});
}
