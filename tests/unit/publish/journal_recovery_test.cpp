#include "publish/journal_recovery.hpp"

#include "support/file_bytes.hpp"
#include "support/journal_book.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <set>
#include <string>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using mmf::test::read_bytes;
using mmf::test::write_bytes;
namespace fs = std::filesystem;

namespace {

// A journal with two jobs in it, closed.
struct ClosedBook : JournalBook
{
    ClosedBook()
    {
        REQUIRE(open().add(teapot_job(), Now));
        REQUIRE(journal->set_object("job-1", created_object(), Slots, Now));
        REQUIRE(journal->add(teapot_job("job-2"), Now));
        journal.reset();
    }

    std::set<std::string> names() const
    {
        std::set<std::string> found;
        for (const auto &entry : fs::directory_iterator(path.parent_path())) {
            found.insert(entry.path().filename().string());
        }
        return found;
    }
    // What every action needs of it.
    void check_usable(Journal &used) const
    {
        CHECK(used.find("job-1"));
        CHECK(used.unfinished("link"));
        CHECK(used.add(teapot_job("job-3"), Now));
        CHECK(used.set_object("job-3", created_object(), Slots, Now));
    }
};

} // namespace

TEST_CASE("journal recovery: a good one, a new one and an empty file are as they are")
{
    ClosedBook book;
    SUBCASE("good")
    {
        auto opened = open_or_renew(book.path, Now);
        REQUIRE(opened);
        CHECK_FALSE(opened->aside);
        CHECK(opened->journal.find("job-2").value());
    }
    SUBCASE("new")
    {
        fs::remove(book.path);
        auto opened = open_or_renew(book.path, Now);
        REQUIRE(opened);
        CHECK_FALSE(opened->aside);
        book.check_usable(opened->journal);
    }
    SUBCASE("empty")
    {
        write_bytes(book.path, "");
        auto opened = open_or_renew(book.path, Now);
        REQUIRE(opened);
        CHECK_FALSE(opened->aside);
        book.check_usable(opened->journal);
    }
    SUBCASE("in use by another process")
    {
        Journal &other = book.open();
        auto opened = open_or_renew(book.path, Now);
        REQUIRE(opened);
        CHECK_FALSE(opened->aside);
        CHECK(opened->journal.set_state("job-2", JobState::Paused, Now));
        CHECK(other.find("job-2").value()->state == JobState::Paused);
    }
}

TEST_CASE("journal recovery: what is no journal is put aside as it is, and a new one is begun")
{
    const char *aside = "journal.db.damaged-2023-11-14T22-13-20Z";
    ClosedBook book;
    std::string bytes;
    SUBCASE("text")
    {
        bytes = "this is no database";
    }
    SUBCASE("zeros")
    {
        bytes.assign(8192, '\0');
    }
    SUBCASE("a database's beginning, and no more")
    {
        bytes = read_bytes(book.path).substr(0, 4096);
    }
    SUBCASE("pages in the middle overwritten")
    {
        bytes = read_bytes(book.path);
        REQUIRE(bytes.size() > 3 * 4096);
        std::fill(bytes.begin() + 4096, bytes.end(), '\xA5');
    }
    write_bytes(book.path, bytes);
    CHECK(is_damaged(book.path));

    auto opened = open_or_renew(book.path, Now);
    REQUIRE(opened);
    REQUIRE(opened->aside);
    CHECK(*opened->aside == book.path.parent_path() / aside);
    CHECK(read_bytes(*opened->aside) == bytes);
    book.check_usable(opened->journal);
    CHECK_FALSE(opened->journal.find("job-2").value());

    // Told once: the next one finds a good one.
    auto again = open_or_renew(book.path, Now);
    REQUIRE(again);
    CHECK_FALSE(again->aside);
    CHECK(again->journal.find("job-3").value());
}

TEST_CASE("journal recovery: what SQLite has beside it goes along, and is not taken for the new one's")
{
    ClosedBook book;
    Journal &other = book.open(); // as long as somebody has it open, its log stays
    execute(book.path, "PRAGMA wal_checkpoint(TRUNCATE)");
    REQUIRE(other.set_state("job-2", JobState::Paused, Now));
    const fs::path log = book.path.string() + "-wal";
    const std::string in_the_log = read_bytes(log);
    REQUIRE_FALSE(in_the_log.empty());
    std::string bytes = read_bytes(book.path);
    std::fill(bytes.begin() + 4096, bytes.end(), '\xA5');
    write_bytes(book.path, bytes);

    auto opened = open_or_renew(book.path, Now);
    REQUIRE(opened);
    REQUIRE(opened->aside);
    CHECK(read_bytes(opened->aside->string() + "-wal") == in_the_log);
    CHECK(fs::exists(opened->aside->string() + "-shm"));
    book.check_usable(opened->journal);
    CHECK_FALSE(opened->journal.find("job-2").value());
}

TEST_CASE("journal recovery: another program's database in its place is put aside too")
{
    for (const char *sql : {"CREATE TABLE job (x); PRAGMA user_version = 3", "CREATE TABLE job (x)",
                            "CREATE TABLE other (x); PRAGMA user_version = 1"}) {
        CAPTURE(sql);
        ClosedBook book;
        write_bytes(book.path, "");
        execute(book.path, sql);
        auto opened = open_or_renew(book.path, Now);
        REQUIRE(opened);
        CHECK(opened->aside);
        book.check_usable(opened->journal);
    }
}

TEST_CASE("journal recovery: whatever part of it is lost, either all of it works or it is put aside")
{
    ClosedBook book;
    const std::string good = read_bytes(book.path);
    int put_aside = 0;
    const auto check = [&](const std::string &bytes) {
        for (const std::string &name : book.names()) {
            fs::remove(book.path.parent_path() / name);
        }
        write_bytes(book.path, bytes);
        auto opened = open_or_renew(book.path, Now);
        REQUIRE(opened);
        put_aside += opened->aside.has_value();
        CHECK(opened->journal.find("job-1"));
        CHECK(opened->journal.unfinished("link"));
    };
    for (std::size_t size = 512; size < good.size(); size += 1024) {
        CAPTURE(size);
        check(good.substr(0, size));
    }
    CHECK(put_aside > 0);
}

TEST_CASE("journal recovery: what is not damaged but cannot be used stays an error, and where it is")
{
    ClosedBook book;
    SUBCASE("a newer version's")
    {
        execute(book.path, "PRAGMA user_version = 4");
        const std::set<std::string> before = book.names();
        const auto opened = open_or_renew(book.path, Now);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == ErrorKind::Journal);
        CHECK(opened.error().detail.find("newer") != std::string::npos);
        CHECK(book.names() == before);
    }
    SUBCASE("a folder in its place")
    {
        fs::remove(book.path);
        fs::create_directory(book.path);
        CHECK(open_or_renew(book.path, Now).error().kind == ErrorKind::Journal);
        CHECK(fs::is_directory(book.path));
    }
    SUBCASE("a link in its place")
    {
        const fs::path elsewhere = book.folder / "elsewhere.db";
        write_bytes(elsewhere, "this is no database");
        fs::remove(book.path);
        fs::create_symlink(elsewhere, book.path);
        CHECK(open_or_renew(book.path, Now).error().kind == ErrorKind::Journal);
        CHECK(fs::is_symlink(book.path));
        CHECK(read_bytes(elsewhere) == "this is no database");
    }
    SUBCASE("damaged, while another process sees to it")
    {
        write_bytes(book.path, "this is no database");
        const auto other = FolderLock::try_lock(book.path.parent_path());
        REQUIRE(other);
        REQUIRE(*other);
        CHECK(open_or_renew(book.path, Now).error().kind == ErrorKind::Journal);
        CHECK(book.names() == std::set<std::string>{"journal.db"});
    }
}

TEST_CASE("journal recovery: one of an earlier version is brought up to date and not put aside")
{
    const std::string from_version_2 = "ALTER TABLE job DROP COLUMN details; PRAGMA user_version = 2;";
    const std::string from_version_1 = "DROP INDEX job_by_content; ALTER TABLE job DROP COLUMN content; "
                                       "ALTER TABLE job DROP COLUMN again; PRAGMA user_version = 1";
    for (const std::string &back : {from_version_2, from_version_2 + from_version_1}) {
        CAPTURE(back);
        ClosedBook book;
        execute(book.path, back.c_str());
        CHECK_FALSE(is_damaged(book.path));
        auto opened = open_or_renew(book.path, Now);
        REQUIRE(opened);
        CHECK_FALSE(opened->aside);
        CHECK(opened->journal.find("job-1").value()->object_id == "42");
        CHECK_FALSE(opened->journal.find("job-1").value()->draft.licence);
    }
}
