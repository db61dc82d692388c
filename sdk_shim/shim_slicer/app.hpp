/**
 * The composition root: makes the window, the host's side of the SDK and the plugins, and runs --run.
 */
#pragma once

#include "loader/plugin_registry.hpp"
#include "shim_slicer/command_line.hpp"
#include "shim_slicer/host.hpp"
#include "shim_slicer/measurement.hpp"
#include "shim_slicer/model.hpp"
#include "shim_slicer/report.hpp"
#include "wx_host/log.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <vector>
#include <wx/app.h>
#include <wx/timer.h>

namespace shim {

class MainFrame;

/** What one file has. */
struct LoadedModels
{
    std::filesystem::path path;
    std::vector<Model> models;
};

/** How a run for a script ended; the report is written when the program ends. */
struct RunResult
{
    wx_host::Outcome outcome;
    ExitCode exit_code;
};

class App : public wxApp, private HostPorts
{
public:
    App(CommandLine command_line, std::vector<LoadedModels> models, std::optional<RunResult> &result);
    App(const App &) = delete;
    App &operator=(const App &) = delete;
    ~App() override;

    bool OnInit() override;
    int OnExit() override;
    bool OnExceptionInMainLoop() override;
    void OnAssertFailure(const wxChar *file, int line, const wxChar *function, const wxChar *condition,
                         const wxChar *message) override;

private:
    std::shared_ptr<const PlateSnapshot> plate() const override;
    PrintSettings print_settings() const override;
    void *native_top_window() const override;
    void on_progress(const std::string &plugin, const std::string &action, double fraction,
                     const std::string &text) override;
    void on_outcome(const std::string &plugin, const std::string &action, wx_host::Outcome outcome) override;
    void call_plugin(const std::function<void()> &function) override;
    void on_offer(const std::string &plugin, wx_host::Offer offer) override;
    bool is_offer_shown(const std::string &plugin, const std::string &action) override;
    void on_offer_withdrawn(const std::string &plugin, const std::string &action) override;
    void on_task(wx_host::Task task) override;
    void on_task_ended(const wx_host::TaskName &task, const std::string &plugin, const std::string &action,
                       wx_host::Outcome outcome) override;
    void on_task_removed(const wx_host::TaskName &task) override;

    void load_plugins();
    void begin_measuring();
    void prepare_run();
    void begin_run();
    void take_outcome(const std::string &plugin, const std::string &action, wx_host::Outcome outcome);
    void end_run(RunResult result);
    void on_closed();

    CommandLine m_command_line;
    std::vector<LoadedModels> m_models;
    std::optional<RunResult> &m_result;
    wx_host::Log m_log;
    std::optional<Measurement> m_measurement; // only where it is wanted
    Host m_host;
    slicer_sdk::PluginRegistry m_plugins;
    MainFrame *m_frame = nullptr;
    wxTimer m_run_delay;
    bool m_has_run_begun = false;
};

} // namespace shim
