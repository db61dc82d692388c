#include "base/log_file.hpp"

#include "base/utf8.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <vector>

using namespace mmf;
using namespace mmf::test;
namespace fs = std::filesystem;

namespace {

struct World
{
    explicit World(std::uint64_t max_bytes = LogFile::UsualSize) : log(path, max_bytes, clock, next) {}

    static std::vector<std::string> lines_of(const fs::path &file)
    {
        std::ifstream stream(file);
        std::vector<std::string> lines;
        for (std::string line; std::getline(stream, line);) {
            lines.push_back(line);
        }
        return lines;
    }
    std::vector<std::string> lines() const { return lines_of(path); }

    TempFolder folder;
    fs::path path = folder.path() / "state" / "log";
    FakeClock clock;
    FakeLog next;
    LogFile log;
};

struct Silence final : Log
{
    void write(Severity, const std::string &) override {}
};

unsigned mode_of(const fs::path &path)
{
    struct stat status = {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

} // namespace

TEST_CASE("log file: a line with its time, for nobody else to read")
{
    World world;
    CHECK_FALSE(fs::exists(world.path.parent_path())); // nothing until there is something to say
    world.log.write(Severity::Warning, "one");
    world.log.write(Severity::Error, "two");
    const auto lines = world.lines();
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].size() > 30);
    CHECK(lines[0][4] == '-');
    CHECK(lines[0].find("Z [") == 19);
    CHECK(lines[0].ends_with("] WARNING one"));
    CHECK(lines[1].ends_with("] ERROR two"));
    CHECK(mode_of(world.path) == 0600);
    CHECK(mode_of(world.path.parent_path()) == 0700);
    CHECK(world.next.lines == std::vector<std::string>{"one", "two"});
}

TEST_CASE("log file: no line looks like two")
{
    World world;
    world.log.write(Severity::Info, "said\n2026-01-01T00:00:00Z [1] ERROR forged\r\x1b[31m");
    CHECK(world.lines().size() == 1);
    world.log.write(Severity::Info, std::string(100'000, 'x'));
    CHECK(world.lines().at(1).size() < 2100);
}

TEST_CASE("log file: it is turned over, and never grows beyond twice its size")
{
    World world(1000);
    for (int i = 0; i < 200; ++i) {
        world.log.write(Severity::Info, "line " + std::to_string(i));
    }
    fs::path old = world.path;
    old += ".1";
    CHECK(fs::file_size(world.path) <= 1000);
    CHECK(fs::file_size(old) <= 1000);
    CHECK(world.lines().back().ends_with("line 199"));
    const auto before = World::lines_of(old);
    const int first_here = 200 - static_cast<int>(world.lines().size());
    CHECK(before.back().ends_with("line " + std::to_string(first_here - 1)));
    CHECK(mode_of(world.path) == 0600);
}

TEST_CASE("log file: where it cannot be, the next log has it all the same")
{
    World world;
    SUBCASE("a link in its place is not followed")
    {
        const fs::path target = world.folder.path() / "target";
        fs::create_directories(world.path.parent_path());
        fs::create_symlink(target, world.path);
        world.log.write(Severity::Info, "one");
        CHECK_FALSE(fs::exists(target));
    }
    SUBCASE("a folder in its place")
    {
        fs::create_directories(world.path);
        world.log.write(Severity::Info, "one");
        CHECK(fs::is_empty(world.path));
    }
    SUBCASE("a pipe in its place does not hold the slicer up")
    {
        fs::create_directories(world.path.parent_path());
        REQUIRE(::mkfifo(world.path.c_str(), 0600) == 0);
        world.log.write(Severity::Info, "one");
    }
    CHECK(world.next.lines == std::vector<std::string>{"one"});
}

TEST_CASE("log file: several writers leave whole lines")
{
    World world;
    Silence silence; // the fake log is for one thread
    LogFile one(world.path, 20'000, world.clock, silence);
    LogFile other(world.path, 20'000, world.clock, silence);
    std::vector<std::thread> writers;
    for (LogFile *log : {&one, &other, &one, &other}) {
        writers.emplace_back([log] {
            for (int i = 0; i < 200; ++i) {
                log->write(Severity::Info, "a line that is whole");
            }
        });
    }
    for (std::thread &writer : writers) {
        writer.join();
    }
    fs::path old = world.path;
    old += ".1";
    for (const fs::path &file : {world.path, old}) {
        for (const std::string &line : World::lines_of(file)) {
            CHECK(line.ends_with("] INFO a line that is whole"));
        }
    }
}

TEST_CASE("log file: what is no text becomes text")
{
    World world;
    world.log.write(Severity::Info, "a file called \xFF\xC3 is gone");
    const auto lines = world.lines();
    REQUIRE(lines.size() == 1);
    CHECK(is_valid_utf8(lines.front()));
    CHECK(lines.front().ends_with("a file called \uFFFD\uFFFD is gone"));
}
