/**
 * The composition root of the adapter: waits for the host's main window, loads the plugins, attaches them,
 * and ends them when the host quits. [main-thread]
 */
#pragma once

#include "loader/plugin_registry.hpp"
#include "prusaslicer/host.hpp"
#include "prusaslicer/main_window.hpp"
#include "prusaslicer/poll_glib.hpp"
#include "wx_host/log.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace prusaslicer {

class Adapter : private HostPorts
{
public:
    /** `module_folder` holds `slicer-plugins`; `spent_ms` is what loading has taken so far. */
    Adapter(std::filesystem::path module_folder, double spent_ms);
    Adapter(const Adapter &) = delete;
    Adapter &operator=(const Adapter &) = delete;
    ~Adapter() override;

private:
    void *native_top_window() const override;
    void on_progress(const std::string &plugin, const std::string &action, double fraction,
                     const std::string &text) override;
    void on_outcome(const std::string &plugin, const std::string &action, wx_host::Outcome outcome) override;
    void on_offer(const std::string &plugin, wx_host::Offer offer) override;
    bool is_offer_shown(const std::string &plugin, const std::string &action) override;
    void on_offer_withdrawn(const std::string &plugin, const std::string &action) override;
    void on_task(wx_host::Task task) override;
    void on_task_ended(const wx_host::TaskName &task, const std::string &plugin, const std::string &action,
                       wx_host::Outcome outcome) override;
    void on_task_removed(const wx_host::TaskName &task) override;
    bool plate_is_empty() override;
    std::string plate_name() override;
    std::optional<std::string> write_plate(const std::filesystem::path &path) override;

    wx_host::NotificationBar *notifications() const;
    void watch();
    bool look();
    void attach(wxFrame &frame, const HostMenu &menu);
    void show_refusals();
    void show(const wx_host::Task &task);
    void perform(const std::string &action_id);
    void on_window_gone();

    std::filesystem::path m_module_folder;
    double m_spent_ms;
    wx_host::Log m_log;
    std::filesystem::path m_data_folder;
    // Made when the first main window is there: only then the host's language is known.
    std::unique_ptr<Host> m_host;
    std::unique_ptr<slicer_sdk::PluginRegistry> m_plugins;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Poll> m_poll;
    // Under way; a new main window shows them as well.
    std::map<wx_host::TaskName, wx_host::Task> m_tasks;
    bool m_is_exporting = false;
};

} // namespace prusaslicer
