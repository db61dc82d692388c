#include "support/journal_book.hpp"

#include <chrono>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using Ids = std::vector<std::string>;

namespace {

Ids listed(Journal &journal, const char *link_key = "link")
{
    Ids ids;
    const std::vector<JobSummary> summaries = journal.summaries(link_key).value();
    for (const JobSummary &job : summaries) {
        ids.push_back(job.id);
    }
    return ids;
}

} // namespace

TEST_CASE("summaries: what is said of an upload")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));
    REQUIRE(book.journal->set_creating("job-1", {"7", "jane", "Jane D."}, Now + seconds(1)));
    REQUIRE(book.journal->set_object("job-1", created_object(), Slots, Now + seconds(2)));
    REQUIRE(book.journal->set_state("job-1", JobState::Paused, Now + seconds(3)));
    const std::vector<JobSummary> all = book.open().summaries("link").value();
    REQUIRE(all.size() == 1);
    CHECK(all[0].id == "job-1");
    CHECK(all[0].owner == auth::Account{"7", "jane", ""});
    CHECK(all[0].name == teapot_job().draft.name);
    CHECK(all[0].visibility == api::Visibility::Public);
    CHECK(all[0].state == JobState::Paused);
    CHECK(all[0].object_id == "42");
    CHECK(all[0].object_url == created_object().object_url);
    CHECK(all[0].status_url == created_object().status_url);
    CHECK(all[0].created == Now);
    CHECK(all[0].files == 2);
}

TEST_CASE("summaries: the newest first, of one link alone")
{
    JournalBook book;
    Journal &journal = book.open();
    CHECK(listed(journal).empty());
    REQUIRE(journal.add(teapot_job("old"), Now));
    REQUIRE(journal.add(teapot_job("new"), Now + seconds(60)));
    REQUIRE(journal.add(teapot_job("older"), Now - seconds(60)));
    REQUIRE(journal.add(teapot_job("of another", "another link"), Now));
    REQUIRE(journal.add(teapot_job("at the same time"), Now + seconds(60)));
    JobRecord without_files = teapot_job("without files");
    without_files.files.clear();
    REQUIRE(journal.add(without_files, Now + seconds(90)));
    CHECK(listed(journal) == Ids{"without files", "at the same time", "new", "old", "older"});
    CHECK(journal.summaries("link").value()[0].files == 0);
    CHECK(listed(journal, "another link") == Ids{"of another"});
    CHECK(listed(journal, "%").empty());
}

TEST_CASE("summaries: every state but that of one which another has taken the place of")
{
    JournalBook book;
    Journal &journal = book.open();
    REQUIRE(journal.add(teapot_job(), Now));
    for (const JobState state :
         {JobState::Spooled, JobState::Creating, JobState::Uploading, JobState::Done, JobState::Failed,
          JobState::UnknownCreate, JobState::Paused, JobState::Cancelled, JobState::Refused}) {
        CAPTURE(static_cast<int>(state));
        REQUIRE(journal.set_state("job-1", state, Now));
        REQUIRE(listed(journal).size() == 1);
        CHECK(journal.summaries("link").value()[0].state == state);
    }
    CHECK(journal.listed_jobs().value() == std::set<std::string>{"job-1"});
    REQUIRE(journal.add(teapot_job("of another", "another link"), Now));
    REQUIRE(journal.set_state("job-1", JobState::Superseded, Now));
    CHECK(listed(journal).empty());
    CHECK(journal.listed_jobs().value() == std::set<std::string>{"of another"});
}

TEST_CASE("summaries: one that is removed is gone, with its files, and the others stay")
{
    JournalBook book;
    Journal &journal = book.open();
    REQUIRE(journal.add(teapot_job("one"), Now));
    REQUIRE(journal.add(teapot_job("two"), Now));
    REQUIRE(journal.remove("one"));
    CHECK(listed(journal) == Ids{"two"});
    CHECK_FALSE(journal.find("one").value());
    CHECK(book.read("two").files.size() == 2);
    REQUIRE(book.journal->add(teapot_job("one"), Now)); // no row of its files is in the way
    for (const char *unknown : {"three", "", "%", "' OR '1' = '1"}) {
        const auto removed = book.journal->remove(unknown);
        REQUIRE_FALSE(removed);
        CHECK(removed.error().kind == ErrorKind::Journal);
    }
    CHECK(listed(*book.journal) == Ids{"one", "two"});
}

TEST_CASE("summaries: ten thousand are read while nobody waits")
{
    constexpr int Count = 10'000;
    JournalBook book;
    book.open();
    // One statement, since each `add` waits for the disk.
    execute(
        book.path,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
        "INSERT INTO job (id, link_key, user_id, username, name, description, source_url, tags, visibility, "
        "state, created, changed) SELECT 'job-' || i, 'link', '7', 'jane', 'Vase ' || i, 'A vase', '', "
        "'vase', "
        "0, 'done', 1700000000 + i, 1700000000 + i FROM n;"
        "INSERT INTO file (job, number, filename, bytes, sha256) "
        "SELECT id, number, 'part.stl', 284, 'aa' FROM job, (SELECT 0 AS number UNION ALL SELECT 1);");
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<JobSummary> all = book.journal->summaries("link").value();
    const auto took = std::chrono::steady_clock::now() - begin;
    REQUIRE(all.size() == Count);
    CHECK(all.front().id == "job-10000");
    CHECK(all.back().id == "job-1");
    CHECK(all.back().files == 2);
    MESSAGE("read in ", std::chrono::duration_cast<milliseconds>(took).count(), " ms");
    // Some 30 ms on a quiet machine; a query for each row would take much longer.
    CHECK(took < seconds(2));
}
