#include "shim_slicer/command_line.hpp"

#include <doctest/doctest.h>

using namespace shim;

TEST_CASE("a full command line")
{
    const auto parsed = parse_command_line({"--plugin-dir", "a", "--plugin-dir=b", "one.stl", "--run", "x.y",
                                            "--report", "r.json", "--unattended", "--plate-file", "--no-gl",
                                            "--verbose", "--measure", "--", "--two.stl", "-"});
    REQUIRE(parsed);
    CHECK(parsed->plugin_dirs == std::vector<std::filesystem::path>{"a", "b"});
    CHECK(parsed->run == "x.y");
    CHECK(parsed->report == "r.json");
    CHECK(parsed->is_unattended);
    CHECK(parsed->offers_plate_as_file);
    CHECK(parsed->is_verbose);
    CHECK(parsed->measures);
    CHECK_FALSE(parsed->may_use_gl);
    CHECK(parsed->models == std::vector<std::filesystem::path>{"one.stl", "--two.stl", "-"});
}

TEST_CASE("no arguments ask for nothing")
{
    const auto parsed = parse_command_line({});
    REQUIRE(parsed);
    CHECK_FALSE(parsed->run);
    CHECK_FALSE(parsed->report);
    CHECK_FALSE(parsed->is_unattended);
    CHECK_FALSE(parsed->offers_plate_as_file);
    CHECK(parsed->may_use_gl);
    CHECK_FALSE(parsed->wants_help);
    CHECK_FALSE(parsed->wants_version);
    CHECK(parsed->models.empty());
    CHECK(parse_command_line({"--help"})->wants_help);
    CHECK(parse_command_line({"-h"})->wants_help);
    CHECK(parse_command_line({"--version"})->wants_version);
}

TEST_CASE("bad command lines are told in a sentence")
{
    struct Row
    {
        std::vector<std::string> arguments;
        const char *message;
    };
    const Row rows[] = {
        {{"--nonsense"}, "There is no option --nonsense."},
        {{"-x"}, "There is no option -x."},
        {{"--run"}, "--run needs a value."},
        {{"--run", "--unattended"}, "--run needs a value."},
        {{"--run="}, "--run needs a value."},
        {{"--run", ""}, "--run needs a value."},
        {{"--plugin-dir"}, "--plugin-dir needs a value."},
        {{"--run", "a", "--run", "b"}, "--run can be given only once."},
        {{"--report", "f"}, "--report needs --run."},
        {{"--plate-file=x.stl"}, "--plate-file takes no value."},
        {{"--unattended=yes"}, "--unattended takes no value."},
        {{"--no-gl=1"}, "--no-gl takes no value."},
        {{""}, "A model's name is empty."},
        {{"--bad", "--worse"}, "There is no option --bad."},
    };
    for (const Row &row : rows) {
        const auto parsed = parse_command_line(row.arguments);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().message == row.message);
    }
}

TEST_CASE("what was understood survives an error, so that it can be reported")
{
    const auto parsed = parse_command_line({"--nonsense", "--report", "r.json", "--run", "x.y"});
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().understood.report == "r.json");
    CHECK(parsed.error().understood.run == "x.y");
}

TEST_CASE("help names every option")
{
    for (const char *option : {"--plugin-dir", "--run", "--report", "--plate-file", "--no-gl", "--unattended",
                               "--verbose", "--measure", "--help", "--version"})
        CHECK(help_text().find(option) != std::string_view::npos);
}
