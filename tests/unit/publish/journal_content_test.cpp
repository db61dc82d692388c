// Which bytes were published before: found by what they are, in a journal of any version.
#include "publish/journal.hpp"

#include "support/journal_book.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;

namespace {

std::vector<JobFile> files_with(const std::vector<std::string> &digests)
{
    std::vector<JobFile> files;
    for (const std::string &digest : digests) {
        files.push_back({{"part " + std::to_string(files.size()) + ".stl", 84, digest}, ""});
    }
    return files;
}

JobRecord job_with(const char *id, const std::vector<std::string> &digests, const char *link_key = "link")
{
    JobRecord job = teapot_job(id, link_key);
    job.files = files_with(digests);
    return job;
}

std::vector<std::string> done_with(Journal &journal, const std::vector<std::string> &digests,
                                   const char *link_key = "link")
{
    std::vector<std::string> ids;
    const auto jobs = journal.done_with(link_key, content_key(files_with(digests))).value();
    for (const JobRecord &job : jobs) {
        ids.push_back(job.id);
    }
    return ids;
}

} // namespace

TEST_CASE("content: the same bytes have the same key, in any order and under any name")
{
    CHECK(content_key(files_with({"aa", "bb"})) == content_key(files_with({"bb", "aa"})));
    CHECK(content_key(files_with({"aa", "aa"})) != content_key(files_with({"aa"})));
    CHECK(content_key(files_with({"aab", "b"})) != content_key(files_with({"aa", "bb"})));
    CHECK(content_key({}).size() == 64);
}

TEST_CASE("content: what is done is found by link and bytes, the latest first")
{
    JournalBook book;
    Journal &journal = book.open();
    REQUIRE(journal.add(job_with("old", {"aa", "bb"}), Now));
    REQUIRE(journal.add(job_with("new", {"bb", "aa"}), Now));
    REQUIRE(journal.add(job_with("other bytes", {"aa"}), Now));
    REQUIRE(journal.add(job_with("other link", {"aa", "bb"}, "elsewhere"), Now));
    CHECK(done_with(journal, {"aa", "bb"}).empty());
    REQUIRE(journal.set_object("old", created_object(), {}, Now));
    int later = 0;
    for (const char *id : {"old", "new", "other bytes", "other link"}) {
        REQUIRE(journal.set_state(id, JobState::Done, Now + seconds(++later)));
    }
    CHECK(done_with(journal, {"aa", "bb"}) == std::vector<std::string>{"new", "old"});
    CHECK(done_with(journal, {"aa", "bb"}, "elsewhere") == std::vector<std::string>{"other link"});
    CHECK(done_with(journal, {"cc"}).empty());
    const JobRecord old = book.read("old");
    CHECK(old.changed == Now + seconds(1));
    CHECK(old.created == Now);
    CHECK(old.object_id == "42");
}

TEST_CASE("content: what did not end well was not published")
{
    for (const JobState state : {JobState::Spooled, JobState::Creating, JobState::Uploading, JobState::Failed,
                                 JobState::UnknownCreate, JobState::Paused, JobState::Cancelled,
                                 JobState::Refused, JobState::Superseded}) {
        JournalBook book;
        REQUIRE(book.open().add(job_with("job", {"aa"}), Now));
        REQUIRE(book.journal->set_state("job", state, Now));
        CHECK(done_with(*book.journal, {"aa"}).empty());
    }
}

TEST_CASE("content: what was begun is found where the service has an object of it, or may have")
{
    using State = JobState;
    for (const bool has_object : {false, true}) {
        for (const State state :
             {State::Spooled, State::Creating, State::Uploading, State::Done, State::Failed,
              State::UnknownCreate, State::Paused, State::Cancelled, State::Refused, State::Superseded}) {
            CAPTURE(has_object);
            CAPTURE(static_cast<int>(state));
            JournalBook book;
            Journal &journal = book.open();
            REQUIRE(journal.add(job_with("job", {"aa", "bb"}), Now));
            if (has_object) {
                REQUIRE(journal.set_object("job", created_object(), {}, Now));
            }
            REQUIRE(journal.set_state("job", state, Now));
            const auto begun = [&](const std::vector<std::string> &digests, const char *link_key) {
                return journal.begun_with(link_key, content_key(files_with(digests))).value().size();
            };
            const bool is_unclear = state == State::Creating || state == State::UnknownCreate;
            const bool can_go_on =
                has_object && (state == State::Uploading || state == State::Failed || state == State::Paused);
            CHECK(begun({"bb", "aa"}, "link") == (is_unclear || can_go_on ? 1 : 0));
            CHECK(begun({"aa"}, "link") == 0);
            CHECK(begun({"aa", "bb"}, "elsewhere") == 0);
        }
    }
}

TEST_CASE("content: a wish to publish again outlives the process")
{
    JournalBook book;
    REQUIRE(book.open().add(job_with("job", {"aa"}), Now));
    CHECK_FALSE(book.read("job").is_again);
    REQUIRE(book.journal->set_again("job", Now));
    CHECK(book.read("job").is_again);
    CHECK_FALSE(book.journal->set_again("nobody", Now));
}

TEST_CASE("content: a journal of version 1 knows it after its update")
{
    JournalBook book;
    std::filesystem::create_directories(book.path.parent_path());
    execute(book.path, R"sql(
        CREATE TABLE job (
            id TEXT PRIMARY KEY, link_key TEXT NOT NULL, user_id TEXT NOT NULL, username TEXT NOT NULL,
            name TEXT NOT NULL, description TEXT NOT NULL, source_url TEXT NOT NULL, tags TEXT NOT NULL,
            visibility INTEGER NOT NULL, state TEXT NOT NULL, object_id TEXT NOT NULL DEFAULT '',
            object_url TEXT NOT NULL DEFAULT '', status_url TEXT NOT NULL DEFAULT '',
            created INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT;
        CREATE INDEX job_by_state ON job (link_key, state, created);
        CREATE TABLE file (
            job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE, number INTEGER NOT NULL,
            filename TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
            upload_id TEXT NOT NULL DEFAULT '', PRIMARY KEY (job, number)) STRICT;
        INSERT INTO job VALUES ('one', 'link', '7', 'jane', 'Vase', '', '', '', 0, 'done', '42', '', '', 10, 20);
        INSERT INTO job VALUES ('two', 'link', '7', 'jane', 'Lid', '', '', '', 0, 'paused', '43', '', '', 11, 21);
        INSERT INTO file VALUES ('one', 0, 'a.stl', 84, 'aa', 'slot-1');
        INSERT INTO file VALUES ('one', 1, 'b.stl', 84, 'bb', 'slot-2');
        INSERT INTO file VALUES ('two', 0, 'c.stl', 84, 'cc', 'slot-3');
        PRAGMA user_version = 1;
    )sql");
    CHECK(done_with(book.open(), {"bb", "aa"}) == std::vector<std::string>{"one"});
    CHECK(book.unfinished() == std::vector<std::string>{"two"});
    const JobRecord one = book.read("one");
    CHECK(one.draft.name == "Vase");
    CHECK(one.changed == WallTime(seconds(20)));
    CHECK_FALSE(one.is_again);
    CHECK(one.files.size() == 2);
    CHECK_FALSE(one.draft.licence);
    // Once, and for good.
    REQUIRE(book.open().set_state("two", JobState::Done, Now));
    CHECK(done_with(book.open(), {"cc"}) == std::vector<std::string>{"two"});
}
