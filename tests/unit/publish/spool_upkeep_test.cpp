#include "publish/spool_upkeep.hpp"

#include "publish/spool.hpp"
#include "support/fake_clock.hpp"
#include "support/journal_book.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using mmf::test::FakeClock;
namespace fs = std::filesystem;

namespace {

constexpr seconds Day = std::chrono::hours(24);

class Lines final : public Log
{
public:
    void write(Severity, const std::string &line) override { all.push_back(line); }
    bool tell(const std::string &what) const
    {
        return std::any_of(all.begin(), all.end(),
                           [&](const std::string &line) { return line.find(what) != std::string::npos; });
    }

    std::vector<std::string> all;
};

// A spool and a journal, and a clock that goes on when told.
struct SpoolRoom : JournalBook
{
    SpoolRoom() { open(); }

    // As a job leaves its folder: with a file in it.
    fs::path leave(const std::string &id, SpoolMark mark)
    {
        const auto made = SpoolFolder::create(spool, id);
        REQUIRE(made);
        std::ofstream(made->file("teapot.stl")) << "bytes";
        REQUIRE(set_mark(made->path(), mark));
        return made->path();
    }
    fs::path leave(const std::string &id, JobState state, SpoolMark mark = SpoolMark::Unfinished)
    {
        REQUIRE(journal->add(teapot_job(id.c_str()), clock.wall_now()));
        REQUIRE(journal->set_state(id, state, clock.wall_now()));
        return leave(id, mark);
    }
    void tend()
    {
        tend_spool(
            spool, *journal, [this](const JobRecord &) { return may_send; }, policy, clock.wall_now(), log);
    }
    JobState state(const std::string &id) { return journal->find(id).value().value().state; }

    fs::path spool = folder / "state" / "spool";
    std::optional<bool> may_send;
    Policy policy;
    FakeClock clock;
    Lines log;
};

// What a folder says of itself is as old as the file system has it, and not the fake clock.
void make_old(const fs::path &path, WallTime changed)
{
    fs::last_write_time(path, std::chrono::file_clock::from_sys(changed));
}

} // namespace

TEST_CASE("spool upkeep: what becomes of a folder")
{
    const Policy policy;
    CHECK(policy.keep_unfinished == 14 * Day);
    JobRecord with_object = teapot_job();
    with_object.object_id = "42";

    struct Case
    {
        const char *what;
        SpoolMark mark;
        std::optional<JobState> state; // of its row
        bool has_object;
        seconds age; // of the row, or else of the folder
        SpoolCare expected;
    };
    using enum SpoolMark;
    const seconds almost = 14 * Day - seconds(1);
    const Case cases[] = {
        {"not whole", None, {}, false, seconds(0), SpoolCare::Remove},
        {"not whole, long ago", None, {}, false, 100 * Day, SpoolCare::Remove},
        {"its row is lost", Unfinished, {}, false, seconds(0), SpoolCare::MarkKept},
        {"its row is lost, as is known", Kept, {}, false, almost, SpoolCare::Leave},
        {"its row was lost long ago", Kept, {}, false, 14 * Day, SpoolCare::Remove},
        {"its row was lost long ago, not yet marked", Unfinished, {}, false, 14 * Day, SpoolCare::Remove},
        {"whole, not sent", Unfinished, JobState::Spooled, false, almost, SpoolCare::Leave},
        {"whole, not sent, not marked", None, JobState::Spooled, false, seconds(0),
         SpoolCare::MarkUnfinished},
        {"sent in part", Unfinished, JobState::Uploading, true, almost, SpoolCare::Leave},
        {"may be theirs, kept", Kept, JobState::Uploading, true, almost, SpoolCare::Leave},
        {"paused", Unfinished, JobState::Paused, true, almost, SpoolCare::Leave},
        {"paused, too long", Unfinished, JobState::Paused, true, 14 * Day, SpoolCare::EndAndRemove},
        {"failed, too long", Unfinished, JobState::Failed, false, 20 * Day, SpoolCare::EndAndRemove},
        {"not sent, too long", None, JobState::Spooled, false, 20 * Day, SpoolCare::EndAndRemove},
        {"killed while it was created", Unfinished, JobState::Creating, false, almost, SpoolCare::Leave},
        {"create unknown", Unfinished, JobState::UnknownCreate, false, almost, SpoolCare::Leave},
        {"create unknown, not marked", None, JobState::UnknownCreate, false, almost,
         SpoolCare::MarkUnfinished},
        {"create unknown, too long", Unfinished, JobState::UnknownCreate, false, 14 * Day,
         SpoolCare::EndAndRemove},
        {"done", Unfinished, JobState::Done, true, seconds(0), SpoolCare::Remove},
        {"cancelled", Kept, JobState::Cancelled, true, seconds(0), SpoolCare::Remove},
        {"the clock was set back", Unfinished, JobState::Paused, true, -100 * Day, SpoolCare::Leave},
    };
    for (const Case &c : cases) {
        CAPTURE(c.what);
        SpoolFacts facts{c.mark, Now, {}, {}, false};
        if (c.state) {
            facts.job = c.has_object ? with_object : teapot_job();
            facts.job->state = *c.state;
            facts.job->changed = Now;
            facts.changed = Now - 1000 * Day; // which says nothing where there is a row
        }
        CHECK(care_for(facts, Now + c.age, policy) == c.expected);
    }
}

TEST_CASE("spool upkeep: what a crash left before it was whole goes, what can go on stays")
{
    SpoolRoom room;
    const fs::path orphan = room.leave("orphan", SpoolMark::None);
    const fs::path paused = room.leave("paused", JobState::Paused);
    const fs::path done = room.leave("done", JobState::Done);
    room.tend();
    CHECK_FALSE(fs::exists(orphan));
    CHECK_FALSE(fs::exists(done));
    CHECK(fs::exists(paused / "teapot.stl"));
    CHECK(room.state("paused") == JobState::Paused);
    CHECK(room.log.tell(orphan.string()));
    CHECK_FALSE(room.log.tell(paused.string()));
}

TEST_CASE("spool upkeep: fourteen days, then the bytes go, the row has ended, and the log says so")
{
    SpoolRoom room;
    const fs::path paused = room.leave("paused", JobState::Paused);
    const fs::path unknown = room.leave("unknown", JobState::UnknownCreate);
    room.clock.advance(14 * Day - seconds(1));
    room.tend();
    CHECK(fs::exists(paused));
    CHECK(fs::exists(unknown));
    CHECK(room.log.all.empty());
    room.clock.advance(seconds(1));
    room.tend();
    CHECK_FALSE(fs::exists(paused));
    CHECK(room.state("paused") == JobState::Cancelled);
    CHECK(room.log.tell(paused.string() + ": not gone on with for 14 days"));
    // Of these bytes there may be an object, and that is still known.
    CHECK_FALSE(fs::exists(unknown));
    CHECK(room.state("unknown") == JobState::UnknownCreate);
}

TEST_CASE("spool upkeep: what is another account's is offered no more, and again once it is its owner's turn")
{
    SpoolRoom room;
    const fs::path paused = room.leave("paused", JobState::Paused);
    const fs::path unknown = room.leave("unknown", JobState::UnknownCreate);
    const auto offered_where = [&room](std::optional<bool> may_send) {
        room.may_send = may_send;
        room.tend();
        return count_unfinished(room.spool);
    };
    CHECK(offered_where(true) == 2);
    CHECK(offered_where(std::nullopt) == 2);
    CHECK(offered_where(false) == 0);
    CHECK(offered_where(std::nullopt) == 0); // as it was when somebody was known
    CHECK(offered_where(true) == 2);
    CHECK(fs::exists(paused / "teapot.stl"));
    CHECK(fs::exists(unknown / "teapot.stl"));
    CHECK(room.log.all.empty());
}

TEST_CASE("spool upkeep: what is gone on with within the time has all of it again")
{
    SpoolRoom room;
    const fs::path paused = room.leave("paused", JobState::Paused);
    room.clock.advance(10 * Day);
    REQUIRE(room.journal->set_state("paused", JobState::Failed, room.clock.wall_now()));
    room.clock.advance(10 * Day);
    room.tend();
    CHECK(fs::exists(paused));
    CHECK(room.state("paused") == JobState::Failed);
}

TEST_CASE("spool upkeep: a folder whose row is lost is kept as long, and offered no more")
{
    SpoolRoom room;
    const fs::path lost = room.leave("lost", SpoolMark::Unfinished);
    make_old(lost, room.clock.wall_now());
    CHECK(count_unfinished(room.spool) == 1);
    room.tend();
    CHECK(fs::exists(lost / "teapot.stl"));
    CHECK(mark_of(lost) == SpoolMark::Kept);
    CHECK(count_unfinished(room.spool) == 0);

    make_old(lost, room.clock.wall_now());
    room.clock.advance(14 * Day - seconds(1));
    room.tend();
    CHECK(fs::exists(lost));
    room.clock.advance(seconds(1));
    room.tend();
    CHECK_FALSE(fs::exists(lost));
}

TEST_CASE("spool upkeep: what another process holds is left alone, however old")
{
    SpoolRoom room;
    room.leave("orphan", SpoolMark::None);
    room.leave("paused", JobState::Paused);
    room.clock.advance(100 * Day);
    {
        const auto one = SpoolFolder::open(room.spool, "orphan");
        const auto other = SpoolFolder::open(room.spool, "paused");
        REQUIRE(one);
        REQUIRE(other);
        room.tend();
        CHECK(fs::exists(one->path()));
        CHECK(fs::exists(other->path()));
        CHECK(room.state("paused") == JobState::Paused);
    }
    room.tend();
    CHECK(fs::is_empty(room.spool));
}

TEST_CASE("spool upkeep: what is no folder is left alone, and no spool is no trouble")
{
    SpoolRoom room;
    room.tend();
    CHECK_FALSE(fs::exists(room.spool));
    fs::create_directory(room.spool);
    std::ofstream(room.spool / "a file") << "bytes";
    fs::create_directory(room.folder / "elsewhere");
    fs::create_directory_symlink(room.folder / "elsewhere", room.spool / "link");
    room.tend();
    CHECK(fs::exists(room.spool / "a file"));
    CHECK(fs::exists(room.spool / "link"));
    CHECK(fs::exists(room.folder / "elsewhere"));
}

TEST_CASE("spool upkeep: a folder that is being made is nobody's to remove")
{
    SpoolRoom room;
    fs::create_directories(room.spool / ".new-job");
    make_old(room.spool / ".new-job", room.clock.wall_now());
    room.tend();
    CHECK(fs::exists(room.spool / ".new-job"));
    room.clock.advance(14 * Day);
    room.tend();
    CHECK_FALSE(fs::exists(room.spool / ".new-job"));
}
