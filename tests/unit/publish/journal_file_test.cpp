#include "publish/journal.hpp"

#include "support/file_bytes.hpp"
#include "support/journal_book.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <string>

using namespace mmf;
using namespace mmf::publish;
using namespace mmf::publish::test;
using mmf::test::read_bytes;
using mmf::test::write_bytes;
namespace fs = std::filesystem;

TEST_CASE("journal: only its owner may read it")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));
    CHECK(fs::status(book.path.parent_path()).permissions() == fs::perms::owner_all);
    for (const auto &entry : fs::directory_iterator(book.path.parent_path())) {
        CAPTURE(entry.path());
        CHECK(entry.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    }
}

TEST_CASE("journal: where it may lie")
{
    JournalBook book;
    const fs::path elsewhere = book.folder / "elsewhere";
    fs::create_directory(elsewhere);
    SUBCASE("below a link: a home folder may well be one")
    {
        fs::create_directory_symlink(elsewhere, book.folder / "home");
        book.path = book.folder / "home" / "state" / "journal.db";
        REQUIRE(book.open().add(teapot_job(), Now));
        CHECK(book.read().id == "job-1");
        CHECK(fs::is_regular_file(elsewhere / "state" / "journal.db"));
    }
    SUBCASE("not behind a link that somebody else may have laid")
    {
        fs::create_directory(book.path.parent_path());
        fs::create_symlink(elsewhere / "journal.db", book.path);
        CHECK(Journal::open(book.path).error().kind == ErrorKind::Journal);
        CHECK(fs::is_empty(elsewhere));
        write_bytes(elsewhere / "journal.db", "");
        CHECK(Journal::open(book.path).error().kind == ErrorKind::Journal);
        CHECK(fs::is_empty(elsewhere / "journal.db"));
    }
    SUBCASE("not where a folder is")
    {
        fs::create_directories(book.path);
        CHECK(Journal::open(book.path).error().kind == ErrorKind::Journal);
    }
    SUBCASE("not below a file")
    {
        write_bytes(book.folder / "state", "x");
        CHECK(Journal::open(book.path).error().kind == ErrorKind::Journal);
    }
}

TEST_CASE("journal: one of a newer version is left alone")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));
    book.journal.reset();
    execute(book.path, "PRAGMA user_version = 4");
    const auto refused = Journal::open(book.path);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Journal);
    CHECK(refused.error().detail.find("newer") != std::string::npos);
    execute(book.path, "PRAGMA user_version = 3");
    CHECK(book.read().draft.name == teapot_job().draft.name);
}

TEST_CASE("journal: one that is damaged is an error, never trouble")
{
    JournalBook book;
    REQUIRE(book.open().add(teapot_job(), Now));
    REQUIRE(book.journal->set_object("job-1", created_object(), Slots, Now));
    book.journal.reset();
    const std::string good = read_bytes(book.path);
    REQUIRE(good.size() > 4096);

    // Opens it and does everything; says whether every call went well.
    const auto is_usable = [&] {
        auto journal = Journal::open(book.path);
        if (!journal) {
            CHECK(journal.error().kind == ErrorKind::Journal);
            CHECK_FALSE(journal.error().detail.empty());
            return false;
        }
        bool well = true;
        const auto note = [&well](const auto &result) {
            if (!result) {
                CHECK(result.error().kind == ErrorKind::Journal);
                well = false;
            }
        };
        note(journal->find("job-1"));
        note(journal->unfinished("link"));
        note(journal->add(teapot_job("job-2"), Now));
        note(journal->set_state("job-2", JobState::Paused, Now));
        note(journal->set_object("job-2", created_object(), Slots, Now));
        return well;
    };
    SUBCASE("not a database at all")
    {
        for (const std::string &bytes :
             {std::string("this is no database"), std::string(8192, '\0'), std::string(8192, 'x')}) {
            write_bytes(book.path, bytes);
            CHECK_FALSE(is_usable());
        }
    }
    SUBCASE("another program's")
    {
        write_bytes(book.path, "");
        execute(book.path, "CREATE TABLE job (x); PRAGMA user_version = 3");
        CHECK_FALSE(is_usable());
        write_bytes(book.path, "");
        execute(book.path, "CREATE TABLE job (x)");
        CHECK_FALSE(is_usable());
        write_bytes(book.path, "");
        execute(book.path, "CREATE TABLE job (x); PRAGMA user_version = 1");
        CHECK_FALSE(is_usable());
    }
    SUBCASE("cut off at any page")
    {
        for (std::size_t size = 512; size < good.size(); size += 512) {
            CAPTURE(size);
            write_bytes(book.path, good.substr(0, size));
            is_usable();
        }
    }
    SUBCASE("with bytes of it overwritten")
    {
        for (std::size_t place = 0; place + 64 < good.size(); place += 701) {
            CAPTURE(place);
            std::string bad = good;
            std::fill_n(bad.begin() + static_cast<std::ptrdiff_t>(place), 64, '\xA5');
            write_bytes(book.path, bad);
            is_usable();
        }
    }
    SUBCASE("an empty file is a new one")
    {
        write_bytes(book.path, "");
        CHECK(is_usable());
    }
}
