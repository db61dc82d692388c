/**
 * The program: what needs no window is settled here, before the toolkit starts.
 */
#include "shim_slicer/app.hpp"
#include "shim_slicer/command_line.hpp"
#include "shim_slicer/file_io.hpp"
#include "shim_slicer/importer_process.hpp"
#include "shim_slicer/model_file.hpp"
#include "shim_slicer/report.hpp"

#include <cstdio>
#include <exception>
#include <iostream>
#include <unistd.h>
#include <wx/init.h>

namespace {

using namespace shim;

/** Tells the script how it ended, where it asked for it; returns the exit code. */
int report(const CommandLine &command_line, const RunResult &result)
{
    const std::string json = to_json({command_line.run, result.outcome});
    if (command_line.report) {
        const auto written = replace_file(*command_line.report, json);
        if (written)
            return static_cast<int>(result.exit_code);
        std::cerr << "shim-slicer: " << command_line.report->string() << ": " << written.error() << ".\n";
    }
    if (command_line.report || command_line.run)
        std::cout << json << std::flush;
    return static_cast<int>(result.exit_code);
}

int fail(const CommandLine &command_line, ExitCode code, const std::string &message)
{
    std::cerr << "shim-slicer: " << message << "\n";
    wx_host::Outcome outcome;
    outcome.message = message;
    return report(command_line, {std::move(outcome), code});
}

/** A report that cannot be written is better told before the action than after it. */
bool can_be_written(const std::filesystem::path &file)
{
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    return ::access(folder.c_str(), W_OK | X_OK) == 0 && !std::filesystem::is_directory(file);
}

/** Runs `app`, which the toolkit owns from here on, to its end; false if no window can be opened. */
bool run_window(App *app, char *program)
{
    // The toolkit sees no argument but the program's name.
    int argc = 1;
    char *argv[] = {program, nullptr};
    wxApp::SetInstance(app);
    if (!wxEntryStart(argc, argv))
        return false;
    if (app->CallOnInit()) {
        app->OnRun();
        app->OnExit();
    }
    wxEntryCleanup();
    return true;
}

int run(const std::vector<std::string> &arguments, char *program)
{
    auto parsed = parse_command_line(arguments);
    if (!parsed)
        return fail(parsed.error().understood, ExitCode::NotPossible,
                    parsed.error().message + " See shim-slicer --help.");
    CommandLine &command_line = *parsed;
    if (command_line.wants_help) {
        std::cout << help_text();
        return 0;
    }
    if (command_line.wants_version) {
        std::cout << "shim-slicer " SHIM_SLICER_VERSION "\n";
        return 0;
    }
    if (command_line.report && !can_be_written(*command_line.report))
        return fail(command_line, ExitCode::NotPossible,
                    "The report " + command_line.report->string() + " cannot be written.");

    std::vector<LoadedModels> models;
    for (const std::filesystem::path &path : command_line.models) {
        auto read = read_models(path, installed_importer());
        if (!read)
            return fail(command_line, ExitCode::NotPossible,
                        "The model " + path.string() + " cannot be used: " + read.error() + ".");
        models.push_back({path, std::move(*read)});
    }

    std::optional<RunResult> result;
    if (!run_window(new App(command_line, std::move(models), result), program))
        return fail(command_line, ExitCode::NoDisplay, "There is no display to open a window on.");
    if (!command_line.run)
        return static_cast<int>(ExitCode::Done);
    if (!result)
        return fail(command_line, ExitCode::Failed, "The program could not start.");
    return report(command_line, *result);
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run(std::vector<std::string>(argv + 1, argv + argc), argv[0]);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "shim-slicer: %s\n", error.what());
        return static_cast<int>(ExitCode::Failed);
    }
}
