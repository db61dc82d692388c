// The parts of the PrusaSlicer adapter that need no window.
#include "prusaslicer/host_settings.hpp"
#include "prusaslicer/module_list.hpp"
#include "prusaslicer/stl_check.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <map>

using namespace prusaslicer;

TEST_CASE("a module leaves the list of GTK's modules, and only itself")
{
    struct Row
    {
        const char *list;
        const char *expected;
    };
    static constexpr Row Rows[] = {
        {"", ""},
        {"/opt/lib/libslicer-sdk-prusaslicer.so", ""},
        {"/elsewhere/libslicer-sdk-prusaslicer.so", ""},
        {"slicer-sdk-prusaslicer", ""},
        {"libslicer-sdk-prusaslicer.so", ""},
        {"gail:atk-bridge", "gail:atk-bridge"},
        {"gail:/opt/lib/libslicer-sdk-prusaslicer.so:atk-bridge", "gail:atk-bridge"},
        {"/opt/lib/libslicer-sdk-prusaslicer.so:gail", "gail"},
        {"gail:/opt/lib/libslicer-sdk-prusaslicer.so", "gail"},
        {":gail::", "gail"},
        {"/opt/lib/libslicer-sdk-prusaslicer-other.so", "/opt/lib/libslicer-sdk-prusaslicer-other.so"},
    };
    for (const Row &row : Rows) {
        CAPTURE(row.list);
        CHECK(without_module(row.list, "/opt/lib/libslicer-sdk-prusaslicer.so") == row.expected);
    }
}

TEST_CASE("the host's data folder is found as the host finds it")
{
    struct Row
    {
        std::vector<std::string> arguments;
        std::map<std::string, std::string> environment;
        const char *expected;
    };
    const Row rows[] = {
        {{"prusa-slicer"}, {{"HOME", "/home/ann"}}, "/home/ann/.config/PrusaSlicer"},
        {{"prusa-slicer"}, {{"HOME", "/home/ann"}, {"XDG_CONFIG_HOME", "/cfg"}}, "/cfg/PrusaSlicer"},
        {{"prusa-slicer"}, {{"HOME", "/home/ann"}, {"XDG_CONFIG_HOME", ""}}, "/home/ann/.config/PrusaSlicer"},
        {{"prusa-slicer", "--datadir", "/d", "a.stl"}, {{"HOME", "/home/ann"}}, "/d"},
        {{"prusa-slicer", "a.stl", "--datadir=/d"}, {{"HOME", "/home/ann"}}, "/d"},
        {{"prusa-slicer", "--datadir"}, {{"HOME", "/home/ann"}}, "/home/ann/.config/PrusaSlicer"},
        {{"--datadir=/d"}, {{"HOME", "/home/ann"}}, "/home/ann/.config/PrusaSlicer"},
    };
    for (const Row &row : rows) {
        const auto environment = [&](const char *name) {
            const auto found = row.environment.find(name);
            return found != row.environment.end() ? found->second.c_str() : nullptr;
        };
        CHECK(data_folder(row.arguments, environment, "PrusaSlicer") == row.expected);
    }
}

TEST_CASE("a value above the first section is read")
{
    static constexpr const char *Ini =
        "# generated\nautocenter = 0\nlast_output_path = /home/ann/my models\r\n"
        "empty =\nno equals sign\n\n[presets]\nprinter = Test\n";
    CHECK(ini_value(Ini, "last_output_path") == "/home/ann/my models");
    CHECK(ini_value(Ini, "autocenter") == "0");
    CHECK(ini_value(Ini, "empty").empty());
    CHECK(ini_value(Ini, "output_path").empty());
    CHECK(ini_value(Ini, "printer").empty()); // of a section
    CHECK(ini_value("last=1", "last") == "1");
    CHECK(ini_value("", "last").empty());
}

TEST_CASE("the last export's folder is what the settings file says")
{
    const test::TemporaryFolder folder;
    CHECK_FALSE(last_export_folder(folder.path(), "PrusaSlicer"));
    folder.write("PrusaSlicer.ini", "version = 2.5.0\n");
    CHECK_FALSE(last_export_folder(folder.path(), "PrusaSlicer"));
    folder.write("PrusaSlicer.ini", "version = 2.5.0\nlast_output_path = /srv/stl\n");
    CHECK(last_export_folder(folder.path(), "PrusaSlicer") == "/srv/stl");
}

TEST_CASE("the version is read off the window's title")
{
    CHECK(version_in_title("PrusaSlicer-2.5.0+UNKNOWN based on Slic3r", "PrusaSlicer") == "2.5.0");
    CHECK(version_in_title("*cube.3mf - PrusaSlicer-2.9.4", "PrusaSlicer") == "2.9.4");
    CHECK(version_in_title("PrusaSlicer-1.stl - PrusaSlicer-2.6.1+linux", "PrusaSlicer") == "2.6.1");
    CHECK(version_in_title("Something else", "PrusaSlicer").empty());
}

TEST_CASE("a file is a whole STL if its size is what its count says")
{
    const test::TemporaryFolder folder;
    const auto write = [&](std::uint32_t triangles, std::size_t body) {
        std::string bytes(80, ' ');
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes += static_cast<char>(triangles >> shift & 0xFFU);
        bytes.append(body, '\0');
        return is_whole_stl(folder.write("a.stl", bytes));
    };
    CHECK(write(1, 50));
    CHECK(write(300, 15'000));
    CHECK_FALSE(write(2, 50)); // cut off
    CHECK_FALSE(write(1, 51)); // too long
    CHECK_FALSE(write(0, 0));  // nothing in it
    CHECK_FALSE(is_whole_stl(folder.write("short.stl", "solid")));
    CHECK_FALSE(is_whole_stl(folder.path() / "missing.stl"));
}
