/**
 * What the program was asked to do. Pure.
 */
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace shim {

/** Scripts rely on these values. */
enum class ExitCode
{
    Done = 0,
    Failed = 1,
    Cancelled = 2,

    /** Bad arguments, an unreadable model, an unknown or disabled action. */
    NotPossible = 3,
    NoDisplay = 4
};

struct CommandLine
{
    std::vector<std::filesystem::path> plugin_dirs;

    /** The action to perform; then the program ends. */
    std::optional<std::string> run;

    /** Where the report on `run` goes; standard output if it is missing. */
    std::optional<std::filesystem::path> report;

    /** Plugins get the plate as a file only, not as meshes. */
    bool offers_plate_as_file = false;

    bool is_unattended = false;

    /** Else the plate is drawn without OpenGL. */
    bool may_use_gl = true;
    bool is_verbose = false;

    /** What plugins cost is logged. */
    bool measures = false;
    bool wants_help = false;
    bool wants_version = false;
    std::vector<std::filesystem::path> models;
};

struct CommandLineError
{
    /** One sentence for people. */
    std::string message;

    /** What was understood all the same, so that even this failure is reported where it was asked for. */
    CommandLine understood;
};

/** `arguments` without the program's name. */
tl::expected<CommandLine, CommandLineError> parse_command_line(const std::vector<std::string> &arguments);

std::string_view help_text();

} // namespace shim
