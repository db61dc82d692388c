// Each call that writes to the disk finds it full or broken, once and from then on; then there is room again,
// and the person goes on, or publishes once more.
#include "child_run.hpp"
#include "sweep.hpp"

#include <atomic>
#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

// How many came to which end.
struct DiskEnds
{
    std::atomic<int> not_noticed = 0; // what failed was not needed for it
    std::atomic<int> told = 0;
    std::atomic<int> unknown = 0;
};

// A kind that says what is wrong.
bool is_about_the_disk(const std::string &error)
{
    return error == to_string(ErrorKind::Disk) || error == to_string(ErrorKind::DiskFull) ||
           error == to_string(ErrorKind::Journal);
}

std::vector<std::string> complaints_of(const std::string &effect, std::uint64_t at, DiskEnds &ends)
{
    ChildWorld world;
    const ChildRun run = world.run("publish-on", effect, at);
    world.require(run.exit_code == 0 && !run.ends.empty(), "it does not end");
    const std::size_t objects = world.objects().size();
    world.require(objects <= 1, "there are " + std::to_string(objects) + " objects");
    if (run.ends.empty()) {
        return world.explained_complaints();
    }
    const ChildEnd &first = run.ends.front();
    world.require(first.phase == Phase::Done || is_about_the_disk(first.error), "the reason is not told");
    if (run.is_done()) {
        ++(first.phase == Phase::Done ? ends.not_noticed : ends.told);
        world.require(world.has_whole_object(), "done, and the object is not whole");
    } else {
        ++ends.unknown;
        world.require(run.ends.back().phase == Phase::UnknownCreate && run.ends.back().is_resumable,
                      "it never comes to an end");
    }
    const ChildRun resumed = world.run("resume");
    world.require(resumed.exit_code == 0, "the next start fails");
    world.require(world.objects().size() == objects, "the next start publishes once more");
    return world.explained_complaints();
}

constexpr const char *Effects[] = {"ENOSPC", "ENOSPC+", "EIO", "EIO+"};

// Where nothing goes wrong.
std::uint64_t writes_of(const std::string &what)
{
    ChildWorld world;
    const ChildRun run = world.run(what, "ENOSPC", 0);
    CAPTURE(run.output);
    REQUIRE(run.exit_code == 0);
    return run.calls;
}

} // namespace

TEST_CASE("whenever the disk is full or broken: it is told, and the model arrives once there is room")
{
    const std::uint64_t writes = writes_of("publish");
    REQUIRE(writes > 20);
    std::vector<SweepCase> cases;
    DiskEnds ends;
    for (std::uint64_t at = 1; at <= writes; ++at) {
        for (const char *effect : Effects) {
            cases.push_back({std::string(effect) + " " + std::to_string(at),
                             [effect, at, &ends] { return complaints_of(effect, at, ends); }});
        }
    }
    for (const std::string &complaint : run_sweep(cases)) {
        FAIL_CHECK(complaint);
    }
    MESSAGE(cases.size(), " disks: ", ends.not_noticed.load(), " not noticed, ", ends.told.load(), " told, ",
            ends.unknown.load(), " unknown creates");
    CHECK(((ends.told > 0 && ends.unknown > 0) || !is_whole_sweep()));
}

TEST_CASE(
    "whenever the disk is full or broken: a draft is the old one or the new one, and the next one is kept")
{
    const std::uint64_t writes = writes_of("draft");
    REQUIRE(writes > 3); // a file, its bytes, two syncs and a name
    for (std::uint64_t at = 1; at <= writes; ++at) {
        for (const char *effect : Effects) {
            CAPTURE(std::string(effect));
            CAPTURE(at);
            ChildWorld world;
            const ChildRun run = world.run("draft", effect, at);
            CAPTURE(run.output);
            CHECK(run.exit_code == 0);
            CHECK(is_about_the_disk(run.draft_error));
            CHECK((run.draft == "old" || at == writes)); // only the last sync comes after the new name
        }
    }
}
