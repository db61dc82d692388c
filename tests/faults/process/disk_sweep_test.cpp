// Each call that writes to the disk finds it full, broken or read-only, and each that reads from it finds it
// broken, once and from then on; then all is well again, and the person goes on, or publishes once more.
#include "child_run.hpp"
#include "sweep.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <span>

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

constexpr const char *WriteEffects[] = {"ENOSPC", "ENOSPC+", "EIO", "EIO+", "EROFS+"};
constexpr const char *ReadEffects[] = {"EIO-read", "EIO-read+"};

// How many calls there are where none goes wrong.
std::uint64_t calls_of(const std::string &what, const std::string &effect)
{
    ChildWorld world;
    const ChildRun run = world.run(what, effect, 0);
    CAPTURE(run.output);
    REQUIRE(run.exit_code == 0);
    return run.calls;
}

void sweep_disks(std::span<const char *const> effects, std::uint64_t calls)
{
    std::vector<SweepCase> cases;
    DiskEnds ends;
    for (std::uint64_t at = 1; at <= calls; ++at) {
        for (const char *effect : effects) {
            cases.push_back({std::string(effect) + " " + std::to_string(at),
                             [effect, at, &ends] { return complaints_of(effect, at, ends); }});
        }
    }
    for (const std::string &complaint : run_sweep(cases)) {
        FAIL_CHECK(complaint);
    }
    MESSAGE(cases.size(), " disks: ", ends.not_noticed.load(), " not noticed, ", ends.told.load(), " told, ",
            ends.unknown.load(), " unknown creates");
    CHECK((ends.told > 0 || !is_whole_sweep()));
}

} // namespace

TEST_CASE("whenever the disk is full or broken: it is told, and the model arrives once there is room")
{
    const std::uint64_t writes = calls_of("publish", "ENOSPC");
    REQUIRE(writes > 20);
    sweep_disks(WriteEffects, writes);
}

TEST_CASE("whenever the disk cannot be read: it is told, and the model arrives once it can")
{
    const std::uint64_t reads = calls_of("publish", "EIO-read");
    REQUIRE(reads > 5); // the journal, and each file
    sweep_disks(ReadEffects, reads);
}

TEST_CASE(
    "whenever the disk is full or broken: a draft is the old one or the new one, and the next one is kept")
{
    const std::uint64_t writes = calls_of("draft", "ENOSPC");
    REQUIRE(writes > 3); // a file, its bytes, two syncs and a name
    for (std::uint64_t at = 1; at <= writes; ++at) {
        for (const char *effect : WriteEffects) {
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
