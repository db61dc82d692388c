#include "publish/journal.hpp"

#include "support/journal_book.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using Ids = std::vector<std::string>;

TEST_CASE("journal: a job is there, whole, after the program was started again")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));
    const JobRecord job = book.read();
    const JobRecord expected = teapot_job();
    CHECK(job.id == "job-1");
    CHECK(job.link_key == "link");
    CHECK(job.owner == auth::Account{});
    CHECK(job.draft.name == expected.draft.name);
    CHECK(job.draft.description == expected.draft.description);
    CHECK(job.draft.source_url == expected.draft.source_url);
    CHECK(job.draft.tags == expected.draft.tags);
    CHECK(job.draft.visibility == api::Visibility::Public);
    CHECK(job.draft.licence == expected.draft.licence);
    CHECK(job.draft.hints == expected.draft.hints);
    CHECK(job.state == JobState::Spooled);
    CHECK(job.object_id.empty());
    CHECK(job.object_url.empty());
    CHECK(job.status_url.empty());
    CHECK(job.created == Now);
    CHECK_FALSE(job.has_slots());
    REQUIRE(job.files.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(job.files[i].spooled.filename == expected.files[i].spooled.filename);
        CHECK(job.files[i].spooled.bytes == expected.files[i].spooled.bytes);
        CHECK(job.files[i].spooled.sha256 == expected.files[i].spooled.sha256);
        CHECK(job.files[i].upload_id.empty());
        CHECK(job.draft.files.at(i).filename == expected.draft.files[i].filename);
        CHECK(job.draft.files.at(i).bytes == expected.draft.files[i].bytes);
    }
    CHECK_FALSE(book.open().find("job-2").value());
    CHECK_FALSE(book.open().find("").value());
}

TEST_CASE("journal: pictures are there with their slots, apart from the files and their content")
{
    JournalBook book;
    JobRecord job = teapot_job();
    job.pictures = {{{"cover.jpg", 120'000, "cc"}, ""}, {{"picture-1.jpg", 9, "dd"}, ""}};
    REQUIRE(book.open().add(job, Now));
    JobRecord found = book.read();
    REQUIRE(found.pictures.size() == 2);
    CHECK(found.files.size() == 2);
    CHECK(found.draft.files.size() == 2);
    CHECK(found.pictures[0].spooled.filename == "cover.jpg");
    CHECK(found.pictures[0].spooled.bytes == 120'000);
    CHECK(found.pictures[1].spooled.sha256 == "dd");
    CHECK(book.open().begun_with("link", content_key(job.files)).value().empty());

    REQUIRE(book.open().set_object("job-1", created_object(), Slots, Now,
                                   {{"", "cover.jpg"}, {"place", "picture-1.jpg"}}));
    found = book.read();
    CHECK(found.has_slots());
    CHECK(found.pictures.at(0).upload_id.empty());
    CHECK(found.pictures.at(1).upload_id == "place");
    CHECK(book.open().begun_with("link", content_key(job.files)).value().size() == 1);

    REQUIRE(book.open().remove("job-1"));
    REQUIRE(book.open().add(teapot_job(), Now));
    CHECK(book.read().pictures.empty());
}

TEST_CASE("journal: as little as there may be, and as much")
{
    JournalBook book;
    JobRecord least;
    least.id = "least";
    REQUIRE(book.open().add(least, WallTime()));
    CHECK(book.read("least").draft.visibility == api::Visibility::Private);
    CHECK(book.read("least").files.empty());
    CHECK(book.read("least").draft.tags.empty());
    CHECK_FALSE(book.read("least").draft.licence);
    CHECK(is_empty(book.read("least").draft.hints));

    JobRecord most = teapot_job("most");
    most.draft.description = std::string(1'000'000, 'x');
    most.files.assign(1000, {{"a.stl", 99'999'999'999, "aa"}, ""});
    REQUIRE(book.open().add(most, Now));
    CHECK(book.read("most").draft.description.size() == 1'000'000);
    REQUIRE(book.read("most").files.size() == 1000);
    CHECK(book.read("most").files[999].spooled.bytes == 99'999'999'999);
}

TEST_CASE("journal: what is read was on the disk before")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));

    SUBCASE("the create, and for whom")
    {
        REQUIRE(book.open().set_creating("job-1", {"7", "jane", "Jane D."}, Now));
        CHECK(book.read().state == JobState::Creating);
        CHECK(book.read().owner == auth::Account{"7", "jane", ""});
        REQUIRE(book.open().set_creating("job-1", {}, Now));
        CHECK_FALSE(book.read().owner.is_known());
    }
    SUBCASE("the object, with its upload ids")
    {
        REQUIRE(book.open().set_object("job-1", created_object(), Slots, Now));
        const JobRecord job = book.read();
        CHECK(job.state == JobState::Uploading);
        CHECK(job.object_id == "42");
        CHECK(job.object_url == "https://example.com/object/42");
        CHECK(job.status_url == "https://example.com/status/42");
        CHECK(job.files.at(0).upload_id == "slot-1");
        CHECK(job.files.at(1).upload_id == "slot-2");
        CHECK(job.has_slots());
    }
    SUBCASE("the object first, its upload ids later")
    {
        REQUIRE(book.open().set_object("job-1", created_object(), {}, Now));
        CHECK(book.read().object_id == "42");
        CHECK_FALSE(book.read().has_slots());
        REQUIRE(book.open().set_object("job-1", created_object(), {Slots[0]}, Now));
        CHECK_FALSE(book.read().has_slots());
        REQUIRE(book.open().set_object("job-1", created_object(), Slots, Now));
        CHECK(book.read().has_slots());
    }
    SUBCASE("every state")
    {
        for (const JobState state :
             {JobState::Creating, JobState::Uploading, JobState::Done, JobState::Failed,
              JobState::UnknownCreate, JobState::Paused, JobState::Cancelled, JobState::Refused,
              JobState::Superseded, JobState::Spooled}) {
            CAPTURE(static_cast<int>(state));
            REQUIRE(book.open().set_state("job-1", state, Now));
            CHECK(book.read().state == state);
        }
    }
    SUBCASE("by another that has it open")
    {
        Journal other = Journal::open(book.path).value();
        REQUIRE(book.journal->set_object("job-1", created_object(), Slots, Now));
        CHECK(other.find("job-1").value().value().has_slots());
        REQUIRE(other.add(teapot_job("job-2"), Now + seconds(1)));
        CHECK(book.unfinished() == Ids{"job-1", "job-2"});
    }
    SUBCASE("nothing of another job")
    {
        REQUIRE(book.open().add(teapot_job("job-2"), Now));
        REQUIRE(book.open().set_object("job-2", created_object(), Slots, Now));
        REQUIRE(book.open().set_state("job-2", JobState::Done, Now));
        CHECK(book.read().state == JobState::Spooled);
        CHECK(book.read().files.at(0).upload_id.empty());
    }
}

TEST_CASE("journal: a job that is not there is noticed")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));
    for (const auto &done :
         {book.journal->set_state("job-2", JobState::Done, Now), book.journal->set_creating("job-2", {}, Now),
          book.journal->set_object("job-2", created_object(), Slots, Now)}) {
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::Journal);
        CHECK(done.error().detail.find("job-2") != std::string::npos);
    }
    CHECK(book.unfinished() == Ids{"job-1"});
    CHECK(book.read().state == JobState::Spooled);
}

TEST_CASE("journal: a job is written whole or not at all")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));
    SUBCASE("that is there already")
    {
        JobRecord other = teapot_job();
        other.draft.name = "other";
        const auto added = book.open().add(other, Now);
        REQUIRE_FALSE(added);
        CHECK(added.error().kind == ErrorKind::Journal);
        CHECK(book.read().draft.name == teapot_job().draft.name);
    }
    SUBCASE("whose second file cannot be written")
    {
        execute(book.path, "CREATE TRIGGER t BEFORE INSERT ON file WHEN NEW.number = 1 "
                           "BEGIN SELECT RAISE(ABORT, 'no'); END");
        CHECK_FALSE(book.open().add(teapot_job("job-2"), Now));
        CHECK_FALSE(book.open().find("job-2").value());
    }
    SUBCASE("whose second upload id cannot be written")
    {
        execute(book.path, "CREATE TRIGGER t BEFORE UPDATE ON file WHEN NEW.number = 1 "
                           "BEGIN SELECT RAISE(ABORT, 'no'); END");
        CHECK_FALSE(book.open().set_object("job-1", created_object(), Slots, Now));
        CHECK(book.read().state == JobState::Spooled);
        CHECK(book.read().object_id.empty());
        CHECK(book.read().files.at(0).upload_id.empty());
    }
    SUBCASE("that fails at the very end")
    {
        execute(book.path, "CREATE TABLE p (id PRIMARY KEY);"
                           "CREATE TABLE c (x REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED);"
                           "CREATE TRIGGER t AFTER INSERT ON job BEGIN INSERT INTO c VALUES (1); END");
        CHECK_FALSE(book.open().add(teapot_job("job-2"), Now));
        CHECK_FALSE(book.open().find("job-2").value());
    }
    // And the journal is of use afterwards.
    execute(book.path, "DROP TRIGGER IF EXISTS t");
    CHECK(book.open().add(teapot_job("job-3"), Now));
}

TEST_CASE("journal: what can go on, of one link, oldest first")
{
    JournalBook book;
    book.open();
    REQUIRE(book.journal->add(teapot_job("1-last"), Now + seconds(3)));
    REQUIRE(book.journal->add(teapot_job("3-first"), Now + seconds(1)));
    REQUIRE(book.journal->add(teapot_job("2-middle"), Now + seconds(2)));
    REQUIRE(book.journal->add(teapot_job("of-another", "another link"), Now));
    REQUIRE(book.journal->add(teapot_job("of-none", ""), Now));
    CHECK(book.unfinished() == Ids{"3-first", "2-middle", "1-last"});
    CHECK(book.unfinished("another link") == Ids{"of-another"});
    CHECK(book.unfinished("") == Ids{"of-none"});
    CHECK(book.unfinished("LINK").empty());
    CHECK(book.unfinished("%").empty());

    struct Case
    {
        JobState state;
        bool can_go_on;
    };
    for (const Case &c :
         {Case{JobState::Spooled, true}, Case{JobState::Creating, true}, Case{JobState::Uploading, true},
          Case{JobState::Failed, true}, Case{JobState::UnknownCreate, true}, Case{JobState::Paused, true},
          Case{JobState::Done, false}, Case{JobState::Cancelled, false}, Case{JobState::Refused, false},
          Case{JobState::Superseded, false}}) {
        CAPTURE(static_cast<int>(c.state));
        REQUIRE(book.journal->set_state("2-middle", c.state, Now));
        CHECK(book.unfinished() ==
              (c.can_go_on ? Ids{"3-first", "2-middle", "1-last"} : Ids{"3-first", "1-last"}));
    }

    // A word that this version does not know is never sent anywhere.
    execute(book.path, "UPDATE job SET state = 'dreaming' WHERE id = '3-first'");
    CHECK(book.unfinished() == Ids{"1-last"});
    CHECK(book.read("3-first").state == JobState::Cancelled);
}
