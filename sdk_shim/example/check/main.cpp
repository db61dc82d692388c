/**
 * slicer-sdk-check: whether a plugin keeps the SDK's contract. The plugin runs in a child process; this one
 * tells how that ended.
 */
#include "example/check/arguments.hpp"
#include "example/check/findings.hpp"
#include "example/check/guarded_run_posix.hpp"
#include "example/check/plugin_check.hpp"

#include <cstdio>
#include <exception>
#include <iostream>

#include <wx/version.h>

#include <unistd.h>

namespace {

using namespace sdk_check;

enum ExitCode
{
    Holds = 0,
    Broken = 1,
    NotPossible = 3
};

int check(const Arguments &arguments)
{
    GuardedRun run;
    std::string reason;
    const int result = run.run(
        [&] {
            Findings findings;
            PluginCheck(std::filesystem::absolute(arguments.plugin), arguments.wx_version, findings, run)
                .check();
            std::cout << "\nRules that hold: " << findings.held() << ", warnings: " << findings.warnings()
                      << ", failed: " << findings.failures() << ".\n"
                      << std::flush;
            return findings.failures() == 0 ? Holds : Broken;
        },
        arguments.deadline, reason);
    if (result >= 0)
        return result;
    Findings().fail("process", reason);
    return Broken;
}

int run(const std::vector<std::string> &words)
{
    const Arguments arguments = parse_arguments(words, wxVERSION_NUM_DOT_STRING);
    if (!arguments.error.empty()) {
        std::cerr << "slicer-sdk-check: " << arguments.error << " See slicer-sdk-check --help.\n";
        return NotPossible;
    }
    if (arguments.wants_help) {
        std::cout << help_text();
        return Holds;
    }
    if (arguments.wants_version) {
        std::cout << "slicer-sdk-check " SLICER_SDK_CHECK_VERSION "\n";
        return Holds;
    }
    std::error_code error;
    if (!std::filesystem::is_regular_file(arguments.plugin, error) ||
        ::access(arguments.plugin.c_str(), R_OK) != 0) {
        std::cerr << "slicer-sdk-check: " << arguments.plugin.string() << " is no file that can be read.\n";
        return NotPossible;
    }
    return check(arguments);
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run(std::vector<std::string>(argv + 1, argv + argc));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "slicer-sdk-check: %s\n", error.what());
        return Broken;
    }
}
