#include "base/files.hpp"

#include "support/file_bytes.hpp"
#include "support/temp_folder.hpp"

#include <atomic>
#include <csignal>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace mmf;
using mmf::test::read_bytes;
using mmf::test::TempFolder;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t Plenty = 1 << 20;

mode_t mode_of(const fs::path &path)
{
    struct stat status = {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

void put(const fs::path &path, std::string_view text)
{
    std::ofstream(path, std::ios::binary) << text;
    REQUIRE(read_bytes(path) == text);
}

std::vector<std::string> names_in(const fs::path &folder)
{
    std::vector<std::string> names;
    for (const auto &entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename());
    }
    return names;
}

std::span<const std::byte> bytes(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

// For a while, nothing that is written may be longer: what a full disk looks like to a program.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t size) : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &m_before) == 0);
        const rlimit limit{size, m_before.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

} // namespace

TEST_CASE("files: a new file is private, and written from start to end")
{
    const TempFolder folder;
    auto writer = FileWriter::create(folder / "a");
    REQUIRE(writer);
    CHECK(mode_of(folder / "a") == 0600);
    CHECK(writer->write(bytes("hello ")));
    CHECK(writer->write({}));
    CHECK(writer->write(bytes(std::string_view("wor\0ld", 6))));
    CHECK(writer->sync());
    CHECK(writer->size() == 12);
    CHECK(read_bytes(folder / "a") == std::string("hello wor\0ld", 12));
}

TEST_CASE("files: nothing that exists is written over by a new file")
{
    const TempFolder folder;
    put(folder / "there", "old");
    fs::create_symlink(folder / "target", folder / "link");
    for (const char *name : {"there", "link", "no such folder/file"}) {
        CAPTURE(name);
        const auto writer = FileWriter::create(folder / name);
        REQUIRE_FALSE(writer);
        CHECK(writer.error().kind == ErrorKind::Disk);
        CHECK(writer.error().detail.starts_with((folder / name).string() + ": "));
    }
    CHECK(read_bytes(folder / "there") == "old");
    CHECK_FALSE(fs::exists(folder / "target"));
}

TEST_CASE("files: a write that fails half-way is an error, and the size is what was written")
{
    const TempFolder folder;
    auto writer = FileWriter::create(folder / "a");
    REQUIRE(writer);
    const auto written = [&] {
        const FileSizeLimit limit(10);
        return writer->write(bytes("0123456789x"));
    }();
    REQUIRE_FALSE(written);
    CHECK(written.error().kind == ErrorKind::Disk);
    CHECK(writer->size() == 10);
}

TEST_CASE("files: reading")
{
    const TempFolder folder;
    put(folder / "file", "0123456789");
    put(folder / "empty", "");
    put(folder / "long", std::string(100'000, 'x'));
    CHECK(read_file(folder / "file", Plenty).value() == "0123456789");
    CHECK(read_file(folder / "empty", 0).value() == "");
    CHECK(read_file(folder / "long", 100'000).value()->size() == 100'000);

    SUBCASE("a missing one is no error")
    {
        CHECK(read_file(folder / "missing", Plenty).value() == std::nullopt);
        CHECK(read_file(folder / "no folder/missing", Plenty).value() == std::nullopt);
        CHECK_FALSE(open_for_reading(folder / "missing"));
    }
    SUBCASE("larger than it may be")
    {
        CHECK(read_file(folder / "file", 10));
        CHECK(read_file(folder / "file", 9).error().kind == ErrorKind::Disk);
        CHECK_FALSE(read_file(folder / "long", 99'999));
    }
    SUBCASE("a symbolic link is refused, whatever it leads to")
    {
        fs::create_symlink(folder / "file", folder / "link");
        fs::create_symlink(folder / "nothing", folder / "dangling");
        for (const char *name : {"link", "dangling"}) {
            CAPTURE(name);
            REQUIRE_FALSE(read_file(folder / name, Plenty));
            CHECK(read_file(folder / name, Plenty).error().kind == ErrorKind::Disk);
            CHECK_FALSE(open_for_reading(folder / name));
        }
    }
    SUBCASE("a folder is refused")
    {
        const auto read = read_file(folder.path(), Plenty);
        REQUIRE_FALSE(read);
        CHECK(read.error().detail == folder.path().string() + ": not a regular file");
    }
    SUBCASE("a named pipe that nobody writes to is refused without waiting")
    {
        REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
        CHECK_FALSE(read_file(folder / "pipe", Plenty));
        CHECK_FALSE(open_for_reading(folder / "pipe"));
    }
}

TEST_CASE("files: a descriptor is closed once, by its last owner")
{
    const TempFolder folder;
    put(folder / "file", "x");
    int fd = -1;
    {
        auto opened = open_for_reading(folder / "file");
        REQUIRE(opened);
        fd = opened->get();
        FileDescriptor moved(std::move(*opened));
        FileDescriptor last;
        CHECK_FALSE(last.is_open());
        last = std::move(moved);
        CHECK(last.get() == fd);
        CHECK(::fcntl(fd, F_GETFD) == FD_CLOEXEC);
    }
    CHECK(::fcntl(fd, F_GETFD) == -1);
}

TEST_CASE("files: writing is all or nothing")
{
    const TempFolder folder;
    const fs::path path = folder / "settings.json";
    REQUIRE(write_file(path, "first"));
    CHECK(mode_of(path) == 0600);
    REQUIRE(write_file(path, "second, longer"));
    REQUIRE(write_file(path, "3"));
    CHECK(read_bytes(path) == "3");
    REQUIRE(write_file(path, ""));
    CHECK(read_bytes(path).empty());
    CHECK(names_in(folder.path()) == std::vector<std::string>{"settings.json"});

    SUBCASE("the old text is kept when writing fails, and nothing is left beside")
    {
        REQUIRE(write_file(path, "old"));
        {
            const FileSizeLimit limit(10);
            CHECK_FALSE(write_file(path, std::string(100, 'x')));
        }
        CHECK(read_bytes(path) == "old");
        CHECK(names_in(folder.path()) == std::vector<std::string>{"settings.json"});
    }
    SUBCASE("a folder is not replaced, and nothing is left beside")
    {
        fs::create_directory(folder / "folder");
        put(folder / "folder/inside", "x");
        const auto written = write_file(folder / "folder", "text");
        REQUIRE_FALSE(written);
        CHECK(written.error().kind == ErrorKind::Disk);
        CHECK(read_bytes(folder / "folder/inside") == "x");
        CHECK(names_in(folder.path()).size() == 2);
    }
    SUBCASE("a link is replaced, not followed; a wide mode becomes narrow")
    {
        put(folder / "target", "untouched");
        ::chmod((folder / "target").c_str(), 0666);
        fs::create_symlink(folder / "target", folder / "link");
        REQUIRE(write_file(folder / "link", "text"));
        CHECK(read_bytes(folder / "target") == "untouched");
        CHECK(read_bytes(folder / "link") == "text");
        CHECK_FALSE(fs::is_symlink(folder / "link"));
        REQUIRE(write_file(folder / "target", "text"));
        CHECK(mode_of(folder / "target") == 0600);
    }
    SUBCASE("without a folder")
    {
        CHECK(write_file(folder / "none/settings.json", "x").error().kind == ErrorKind::Disk);
    }
}

TEST_CASE("files: several threads writing one file leave one of their texts, whole")
{
    const TempFolder folder;
    const fs::path path = folder / "shared";
    constexpr std::size_t Size = 50'000;
    REQUIRE(write_file(path, std::string(Size, 'a')));
    std::atomic<int> writing = 3;
    std::atomic<int> failures = 0;
    std::vector<std::thread> writers;
    for (const char letter : {'b', 'c', 'd'}) {
        writers.emplace_back([&, letter] {
            for (int i = 0; i < 30; ++i) {
                failures += write_file(path, std::string(Size, letter)) ? 0 : 1;
            }
            --writing;
        });
    }
    int mixed = 0;
    while (writing > 0) {
        const std::string text = read_bytes(path);
        mixed += text.size() == Size && text == std::string(Size, text.front()) ? 0 : 1;
    }
    for (std::thread &writer : writers) {
        writer.join();
    }
    CHECK(mixed == 0);
    CHECK(failures == 0);
    CHECK(names_in(folder.path()) == std::vector<std::string>{"shared"});
}

TEST_CASE("files: private folders")
{
    const TempFolder folder;
    REQUIRE(make_private_folder(folder / "a/b/c"));
    CHECK(mode_of(folder / "a/b/c") == 0700);
    CHECK(make_private_folder(folder / "a/b/c")); // already there

    SUBCASE("a link to a folder is refused")
    {
        fs::create_directory_symlink(folder / "a", folder / "link");
        CHECK(make_private_folder(folder / "link").error().kind == ErrorKind::Disk);
    }
    SUBCASE("a file in its place or above it is an error")
    {
        put(folder / "file", "x");
        CHECK(make_private_folder(folder / "file").error().kind == ErrorKind::Disk);
        CHECK(make_private_folder(folder / "file/below").error().kind == ErrorKind::Disk);
        CHECK(make_private_folder(folder / "file/far/below").error().kind == ErrorKind::Disk);
    }
}

TEST_CASE("files: a folder's lock is exclusive")
{
    const TempFolder folder;
    auto first = FolderLock::try_lock(folder.path());
    REQUIRE(first);
    REQUIRE(first->has_value());

    SUBCASE("in this process")
    {
        const auto second = FolderLock::try_lock(folder.path());
        REQUIRE(second);
        CHECK_FALSE(second->has_value());
        // Until the first ends, wherever it was moved.
        {
            const FolderLock moved = std::move(**first);
            CHECK_FALSE(FolderLock::try_lock(folder.path()).value().has_value());
        }
        CHECK(FolderLock::try_lock(folder.path()).value().has_value());
    }
    SUBCASE("between processes")
    {
        std::cout.flush(); // or the child may write it once more
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            const auto second = FolderLock::try_lock(folder.path());
            ::_exit(second && !second->has_value() ? 0 : 1);
        }
        int status = -1;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    SUBCASE("other folders are free")
    {
        fs::create_directory(folder / "other");
        CHECK(FolderLock::try_lock(folder / "other").value().has_value());
    }
    SUBCASE("a missing folder, a file and a link are errors")
    {
        put(folder / "file", "x");
        fs::create_directory_symlink(folder.path(), folder / "link");
        for (const char *name : {"missing", "file", "link"}) {
            CAPTURE(name);
            const auto refused = FolderLock::try_lock(folder / name);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().kind == ErrorKind::Disk);
        }
    }
}

TEST_CASE("files: removing a folder removes what it holds, and follows no link")
{
    const TempFolder folder;
    fs::create_directories(folder / "job/inner");
    fs::create_directory(folder / "outside");
    put(folder / "outside/keep", "x");
    put(folder / "job/inner/file", "x");
    fs::create_directory_symlink(folder / "outside", folder / "job/link");
    remove_folder(folder / "job");
    CHECK(names_in(folder.path()) == std::vector<std::string>{"outside"});
    CHECK(read_bytes(folder / "outside/keep") == "x");
    remove_folder(folder / "job"); // no error
}

TEST_CASE("files: syncing a folder")
{
    const TempFolder folder;
    CHECK(sync_folder(folder.path()));
    CHECK(sync_folder(fs::path())); // the working folder, of a file named without one
    CHECK(sync_folder(folder / "missing").error().kind == ErrorKind::Disk);
}
