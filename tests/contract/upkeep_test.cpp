// What an engine does with what earlier ones left on the disk: spool folders that nobody needs, and a journal
// that is damaged.
#include "support/engine_fixture.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace mmf;
using namespace mmf::test;
using publish::JournalSetAside;
using publish::Phase;
namespace fs = std::filesystem;

namespace {

Setup of_patience(seconds keep_unfinished)
{
    Setup setup;
    setup.policy.keep_unfinished = keep_unfinished;
    return setup;
}

struct UpkeepFixture : EngineFixture
{
    explicit UpkeepFixture(seconds keep_unfinished = Policy().keep_unfinished)
        : EngineFixture(of_patience(keep_unfinished))
    {
        link();
    }

    // An upload whose object exists, in the folder that it leaves.
    fs::path leave_unfinished()
    {
        sandbox.add_fault("POST /api/v2/file#*:stop-reading");
        job = publish(plate);
        REQUIRE(wait_for_posts("/api/v2/file", 2)); // none of them comes later, when others are waited for
        end_engine();
        CHECK(end_of(job).phase == Phase::Paused);
        sandbox.clear_faults();
        return paths.spool_folder() / job;
    }
    // As if the process had been killed while it was written.
    fs::path leave_orphan() const
    {
        const fs::path orphan = paths.spool_folder() / "0123456789abcdef";
        fs::create_directories(orphan);
        std::ofstream(orphan / "part.stl") << "not whole";
        return orphan;
    }
    // Anything that needs the journal; at the end of it all that it led to is done.
    void act()
    {
        TestPlate other(numbered_meshes(3), "Another");
        CHECK(publish_to_end(other).phase == Phase::Done);
        end_engine();
    }

    TestPlate plate{numbered_meshes(2), "Vase"};
    std::string job;
};

} // namespace

TEST_CASE(
    "upkeep: what a crash left before it was whole is gone after the next action; what can go on is not")
{
    UpkeepFixture fixture;
    const fs::path unfinished = fixture.leave_unfinished();
    const fs::path orphan = fixture.leave_orphan();
    fixture.act();
    CHECK_FALSE(fs::exists(orphan));
    REQUIRE(fs::exists(unfinished));
    CHECK(fixture.log.wait_for_line(orphan.string(), 1, Patience));
    CHECK(fixture.resume().size() == 1);
    CHECK(fixture.end_of(fixture.job).phase == Phase::Done);
    CHECK(fixture.creates() == 2);
}

TEST_CASE("upkeep: what is too old is removed and not gone on with; gone on with in time it is not too old")
{
    UpkeepFixture fixture(seconds(0));
    const fs::path unfinished = fixture.leave_unfinished();
    REQUIRE(fs::exists(unfinished));
    SUBCASE("the first action is another one")
    {
        fixture.act();
        CHECK_FALSE(fs::exists(unfinished));
        CHECK(fixture.log.wait_for_line(unfinished.string() + ": not gone on with", 1, Patience));
        CHECK(fixture.resume().empty());
        CHECK(fixture.left.empty());
        CHECK(count_unfinished(fixture.paths.spool_folder()) == 0);
    }
    SUBCASE("it is to go on")
    {
        CHECK(fixture.resume().size() == 1);
        CHECK(fixture.end_of(fixture.job).phase == Phase::Done);
        CHECK(fixture.creates() == 1);
    }
}

TEST_CASE("upkeep: what goes on again is offered again if it is killed")
{
    UpkeepFixture fixture;
    REQUIRE(set_mark(fixture.leave_unfinished(), SpoolMark::Kept));
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 0);
    fixture.sandbox.add_fault("POST /api/v2/file#*:stop-reading");
    const std::size_t posts = fixture.file_posts();
    REQUIRE(fixture.resume().size() == 1);
    REQUIRE(fixture.wait_for_posts("/api/v2/file", posts + 1));
    fixture.crash();
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 1);
}

TEST_CASE("upkeep: a folder that another process has is not touched")
{
    UpkeepFixture fixture(seconds(0));
    const fs::path unfinished = fixture.leave_unfinished();
    {
        const auto held = publish::SpoolFolder::open(fixture.paths.spool_folder(), fixture.job);
        REQUIRE(held);
        fixture.act();
    }
    CHECK(fs::exists(unfinished));
    CHECK(fixture.resume().size() == 1);
    CHECK(fixture.end_of(fixture.job).phase == Phase::Done);
}

TEST_CASE("a damaged journal is told once, kept aside, and keeps nobody from publishing")
{
    UpkeepFixture fixture;
    const fs::path unfinished = fixture.leave_unfinished();
    const fs::path journal = fixture.paths.journal_file();
    std::ofstream(journal, std::ios::binary | std::ios::trunc) << "this is no database";

    fixture.act();
    const auto told = fixture.events.wait_for<JournalSetAside>();
    REQUIRE(told);
    CHECK(told->aside.string().starts_with(journal.string() + ".damaged-"));
    std::ifstream aside(told->aside, std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(aside), {}) == "this is no database");
    CHECK(fixture.log.wait_for_line(journal.string() + ": damaged", 1, Patience));
    // Its bytes are kept, though nobody knows what they are for.
    CHECK(fs::exists(unfinished));
    CHECK(count_unfinished(fixture.paths.spool_folder()) == 0);

    fixture.act();
    CHECK(fixture.events.all<JournalSetAside>().size() == 1);
    CHECK(fs::exists(unfinished));
}
