#include "loader/search_folders.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace slicer_sdk;

TEST_CASE("folders come in order, each once")
{
    struct Row
    {
        std::vector<fs::path> given;
        std::string environment;
        fs::path installed;
        std::vector<fs::path> expected;
    };
    const Row rows[] = {
        {{}, "", "", {}},
        {{"/x/b", "/x/a"}, "/x/c:/x/d", "/x/e", {"/x/b", "/x/a", "/x/c", "/x/d", "/x/e"}},
        {{}, ":/x/c::/x/d:", "", {"/x/c", "/x/d"}},
        {{"/x/a"}, "/x/a:/x/y/../a:/x/a/", "/x/a", {"/x/a"}},
        {{"here"}, "", "", {fs::current_path() / "here"}},
    };
    for (const Row &row : rows) {
        std::vector<fs::path> found;
        for (const SearchFolder &folder : search_folders(row.given, row.environment, row.installed))
            found.push_back(folder.path);
        CHECK(found == row.expected);
    }
}

TEST_CASE("a missing folder is told only if somebody named it")
{
    std::vector<Refusal> refusals;
    const auto folders = search_folders({}, "/no/such/named", "/no/such/installed");
    for (const SearchFolder &folder : folders)
        CHECK(plugin_files(folder, refusals).empty());
    REQUIRE(refusals.size() == 1);
    CHECK(refusals[0].path == "/no/such/named");
    CHECK(refusals[0].reason.starts_with("The folder cannot be read: "));
}

TEST_CASE("a file in place of a folder, and a folder without rights, are told")
{
    const test::TemporaryFolder folder;
    std::vector<Refusal> refusals;
    CHECK(plugin_files({folder.write("file", "")}, refusals).empty());
    CHECK(refusals.size() == 1);

    const fs::path locked = folder.path() / "locked";
    fs::create_directory(locked);
    fs::permissions(locked, fs::perms::none);
    CHECK(plugin_files({locked}, refusals).empty());
    // To root nothing is locked.
    CHECK(refusals.size() == (::geteuid() == 0 ? 1 : 2));
    fs::permissions(locked, fs::perms::owner_all);
}

TEST_CASE("only regular *.so files count, sorted by name")
{
    const test::TemporaryFolder folder;
    for (const char *name : {"b.so", "a.so", "c.so.1", "d.txt", "so"})
        folder.write(name, "");
    fs::create_directories(folder.path() / "deeper" / "e.so");
    fs::create_directory(folder.path() / "f.so");
    fs::create_symlink("a.so", folder.path() / "g.so");
    std::vector<Refusal> refusals;
    const std::vector<fs::path> expected{folder.path() / "a.so", folder.path() / "b.so",
                                         folder.path() / "g.so"};
    CHECK(plugin_files({folder.path()}, refusals) == expected);
    CHECK(refusals.empty());
}

TEST_CASE("the installed folder is beside the program's own")
{
    const fs::path program = fs::read_symlink("/proc/self/exe");
    CHECK(installed_plugin_folder() == program.parent_path().parent_path() / "lib" / "slicer-plugins");
}
