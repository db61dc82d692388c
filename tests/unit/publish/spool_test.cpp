#include "publish/spool.hpp"

#include "support/reference_stl.hpp"
#include "support/spool_source.hpp"

#include <cstdint>
#include <doctest/doctest.h>
#include <filesystem>
#include <string>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using mmf::test::TempFolder;
using mmf::test::tetrahedron;
namespace fs = std::filesystem;

namespace {

fs::perms mode(const fs::path &path)
{
    return fs::status(path).permissions();
}

constexpr fs::perms OwnerReadsAndWrites = fs::perms::owner_read | fs::perms::owner_write;
constexpr fs::perms OwnerAll = fs::perms::owner_all;

} // namespace

TEST_CASE("spool: only its owner may look into it")
{
    const TempFolder state;
    const fs::path spool = state / "new" / "state" / "spool";
    const auto folder = SpoolFolder::create(spool, "job");
    REQUIRE(folder);
    CHECK(folder->path() == spool / "job");
    for (const fs::path &path : {spool.parent_path(), spool, spool / "job"}) {
        CAPTURE(path);
        CHECK(mode(path) == OwnerAll);
    }
    const SpoolSource source({tetrahedron()});
    SpoolWriter writer(*folder, source.items());
    REQUIRE(writer.step());
    CHECK(mode(folder->file("0.stl")) == OwnerReadsAndWrites); // from its first byte on
    REQUIRE(write_all(writer));
    CHECK(mode(folder->file("0.stl")) == OwnerReadsAndWrites);
}

TEST_CASE("spool: the files are the meshes, with size and digest")
{
    const TempFolder state;
    const auto folder = SpoolFolder::create(state / "spool", "job");
    REQUIRE(folder);
    const SpoolSource source({tetrahedron(), large_mesh(), tetrahedron()});
    SpoolWriter writer(*folder, source.items());
    CHECK(writer.total() == 84 + 4 * 50 + 84 + 20'000 * 50 + 84 + 4 * 50);
    CHECK(writer.written() == 0);
    std::uint64_t before = 0;
    int steps = 0;
    for (Result<bool> more = true; *more; ++steps) {
        more = writer.step();
        REQUIRE(more);
        CHECK(writer.written() >= before);
        CHECK(writer.written() - before <= 256 * 1024); // the loop goes on in between
        before = writer.written();
    }
    CHECK(steps > 6);
    CHECK(writer.written() == writer.total());
    REQUIRE(writer.files().size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        const SpooledFile &file = writer.files()[i];
        const std::string expected = mmf::test::reference::stl({source.meshes[i]});
        CHECK(file.filename == std::to_string(i) + ".stl");
        CHECK(file.bytes == expected.size());
        CHECK(file.sha256 == sha256(expected));
        CHECK((contents(folder->file(file.filename)) == expected)); // not shown: it is a megabyte
        CHECK(folder->verify(file));
    }
    // Once more changes nothing.
    CHECK_FALSE(writer.step().value());
    CHECK(writer.files().size() == 3);
}

TEST_CASE("spool: nothing to write is written at once")
{
    const TempFolder state;
    const auto folder = SpoolFolder::create(state / "spool", "job");
    REQUIRE(folder);
    SpoolWriter writer(*folder, {});
    CHECK_FALSE(writer.step().value());
    CHECK(writer.files().empty());
    CHECK(fs::is_empty(folder->path()));
}

TEST_CASE("spool: what is there already is not written over")
{
    const WrittenSpool written;
    const std::string before = contents(written.folder.file("0.stl"));
    SpoolWriter again(written.folder, written.source.items());
    const auto step = again.step();
    REQUIRE_FALSE(step);
    CHECK(step.error().kind == ErrorKind::Disk);
    CHECK(contents(written.folder.file("0.stl")) == before);
    CHECK(written.folder.verify(written.file));
}

TEST_CASE("spool: given up in the middle, nothing is left")
{
    const TempFolder state;
    const SpoolSource source({tetrahedron(), large_mesh()});
    for (const int steps : {0, 1, 2, 3, 5}) {
        CAPTURE(steps);
        auto folder = SpoolFolder::create(state / "spool", "job");
        REQUIRE(folder);
        {
            SpoolWriter writer(*folder, source.items());
            for (int i = 0; i < steps; ++i) {
                REQUIRE(writer.step());
            }
            CHECK(writer.files().size() < 2);
        }
        folder->remove();
        CHECK(fs::is_empty(state / "spool"));
        folder->remove(); // and is not an error twice
    }
}

TEST_CASE("spool: removing one job leaves the others")
{
    const TempFolder state;
    auto one = SpoolFolder::create(state / "spool", "one");
    const auto two = SpoolFolder::create(state / "spool", "two");
    REQUIRE(one);
    REQUIRE(two);
    one->remove();
    CHECK_FALSE(fs::exists(one->path()));
    CHECK(fs::is_directory(two->path()));
}
