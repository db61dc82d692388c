#include "prusaslicer/adapter.hpp"

#include "loader/search_folders.hpp"
#include "prusaslicer/host_labels.hpp"
#include "prusaslicer/host_settings.hpp"
#include "wx_host/language.hpp"
#include "wx_host/translate.hpp"

#include <chrono>
#include <cstdlib>
#include <utility>
#include <vector>
#include <wx/app.h>
#include <wx/frame.h>
#include <wx/intl.h>

namespace prusaslicer {

namespace {

constexpr unsigned PollIntervalMs = 50;
constexpr int MostLooks = 12'000; // ten minutes

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

const char *environment(const char *name)
{
    return std::getenv(name); // NOLINT(concurrency-mt-unsafe): on the main thread, as the host itself does
}

/** What a person calls the program; also the name of its settings. */
std::string program_name()
{
    return wxTheApp->GetAppName().utf8_string();
}

std::vector<std::string> program_arguments()
{
    std::vector<std::string> arguments;
    for (const wxString &argument : wxTheApp->argv.GetArguments())
        arguments.push_back(argument.utf8_string());
    return arguments;
}

std::string host_language()
{
    const wxLocale *locale = wxGetLocale();
    return locale != nullptr ? wx_host::language_of_locale(locale->GetCanonicalName().utf8_string())
                             : wx_host::language_of(&environment);
}

} // namespace

Adapter::Adapter(std::filesystem::path module_folder, double spent_ms)
    : m_module_folder(std::move(module_folder)), m_spent_ms(spent_ms), m_log(SLICER_LOG_INFO)
{
    const Clock::time_point begin = Clock::now();
    // The event loop runs already, so that there is one if it is this wxWidgets' at all.
    if (wxTheApp == nullptr) {
        m_log.write(SLICER_LOG_WARNING, "adapter", "No plugins: this program uses another wxWidgets.");
        return;
    }
    if (!program_name().starts_with(ProgramName)) {
        m_log.write(SLICER_LOG_INFO, "adapter", "No plugins: " + program_name() + " is not PrusaSlicer.");
        return;
    }
    watch();
    m_spent_ms += milliseconds_since(begin);
}

Adapter::~Adapter() = default;

void Adapter::watch()
{
    m_poll = std::make_unique<Poll>(PollIntervalMs, [this, looks = 0]() mutable {
        if (look())
            return true;
        if (++looks < MostLooks)
            return false;
        m_log.write(SLICER_LOG_WARNING, "adapter", "No plugins: no main window was opened.");
        return true;
    });
}

bool Adapter::look()
{
    auto *frame = wxDynamicCast(wxTheApp->GetTopWindow(), wxFrame);
    if (frame == nullptr || frame->GetMenuBar() == nullptr || !frame->IsShown())
        return false;
    const Clock::time_point begin = Clock::now();
    if (const auto menu = find_host_menu(*frame->GetMenuBar())) {
        attach(*frame, *menu);
        const double spent_ms = std::exchange(m_spent_ms, 0) + milliseconds_since(begin);
        m_log.write(SLICER_LOG_INFO, "adapter",
                    wxString::Format("%s %s: plugins %zu, attached in %.2f ms", m_host->name(),
                                     m_host->version(), m_plugins->plugins().size(), spent_ms)
                        .utf8_string());
    } else {
        m_log.write(SLICER_LOG_WARNING, "adapter",
                    "No plugins: " + program_name() + " has no menu item that exports the plate as STL.");
    }
    return true;
}

void Adapter::attach(wxFrame &frame, const HostMenu &menu)
{
    m_data_folder = data_folder(program_arguments(), &environment, program_name());
    // Anew with each window: with another language the host has other translations.
    wx_host::add_catalogue(m_module_folder / "slicer-sdk" / "locale");
    const bool is_first = m_plugins == nullptr;
    if (is_first) {
        HostPorts &ports = *this;
        m_host = std::make_unique<Host>(
            ports, m_log,
            wx_host::HostFacts{program_name(),
                               version_in_title(frame.GetTitle().utf8_string(), program_name()),
                               host_language(), true});
        m_plugins = std::make_unique<slicer_sdk::PluginRegistry>(*m_host);
    }
    m_window = std::make_unique<MainWindow>(
        frame, menu, *m_plugins,
        MainWindow::Calls{[this] { return last_export_folder(m_data_folder, program_name()); },
                          [this](const std::string &action_id) { perform(action_id); },
                          [this] { on_window_gone(); }});
    if (is_first) {
        const char *path = environment("SLICER_PLUGIN_PATH");
        m_plugins->load(
            slicer_sdk::search_folders({}, path != nullptr ? path : "", m_module_folder / "slicer-plugins"));
        show_refusals();
    }
    m_window->add_items();
    for (const auto &[name, task] : m_tasks)
        show(task);
}

void Adapter::show_refusals()
{
    for (const slicer_sdk::Refusal &refusal : m_plugins->refusals()) {
        m_log.write(SLICER_LOG_WARNING, "loader",
                    refusal.path.string() + " was not loaded: " + refusal.reason);
        if (auto *bar = notifications())
            bar->show_note(wx_host::NotificationKind::Warning, "Plugin " + refusal.path.filename().string() +
                                                                   " was not loaded: " + refusal.reason);
    }
}

void Adapter::perform(const std::string &action_id)
{
    // The window may go while the action runs.
    if (m_plugins->perform(action_id))
        return;
    if (auto *bar = notifications())
        bar->show_note(wx_host::NotificationKind::Warning,
                       wx_host::tr("This is not possible now.").utf8_string());
}

void Adapter::on_window_gone()
{
    // With another language the host makes its window anew, and that one is the top window by now.
    const wxWindow *top = wxTheApp->GetTopWindow();
    const bool is_quitting = top == nullptr || top == &m_window->frame();
    m_window.reset();
    if (!is_quitting) {
        watch();
        return;
    }
    m_plugins->pause_all();
    if (m_plugins->calls_under_way() == 0)
        m_plugins->unload_all();
}

void *Adapter::native_top_window() const
{
    return m_window ? static_cast<void *>(m_window->frame().GetHandle()) : nullptr;
}

wx_host::NotificationBar *Adapter::notifications() const
{
    return m_window ? m_window->notifications() : nullptr;
}

void Adapter::on_progress(const std::string &plugin, const std::string &action, double fraction,
                          const std::string &text)
{
    if (auto *bar = notifications())
        bar->show_progress(plugin + "/" + action, fraction, text);
}

void Adapter::on_outcome(const std::string &plugin, const std::string &action, wx_host::Outcome outcome)
{
    m_log.write(SLICER_LOG_INFO, plugin, action + ": " + outcome.message);
    if (auto *bar = notifications())
        bar->show_outcome(plugin + "/" + action, outcome);
}

void Adapter::on_offer(const std::string &plugin, wx_host::Offer offer)
{
    if (auto *bar = notifications())
        bar->show_offer(plugin + "/" + offer.action, offer,
                        [this, action = offer.action] { perform(action); });
}

bool Adapter::is_offer_shown(const std::string &plugin, const std::string &action)
{
    const auto *bar = notifications();
    return bar != nullptr && bar->is_offer_shown(plugin + "/" + action);
}

void Adapter::on_offer_withdrawn(const std::string &plugin, const std::string &action)
{
    if (auto *bar = notifications())
        bar->withdraw_offer(plugin + "/" + action);
}

void Adapter::on_task(wx_host::Task task)
{
    show(task);
    const wx_host::TaskName name = task.name;
    m_tasks.insert_or_assign(name, std::move(task));
}

void Adapter::show(const wx_host::Task &task)
{
    if (auto *bar = notifications())
        bar->show_task(task, [this, name = task.name](const std::string &command) {
            m_plugins->command_task(name.plugin_id, name.id, command);
        });
}

void Adapter::on_task_ended(const wx_host::TaskName &task, const std::string &plugin,
                            const std::string &action, wx_host::Outcome outcome)
{
    m_tasks.erase(task);
    m_log.write(SLICER_LOG_INFO, plugin, (action.empty() ? "a task" : action) + ": " + outcome.message);
    if (auto *bar = notifications())
        bar->end_task(task, outcome);
}

void Adapter::on_task_removed(const wx_host::TaskName &task)
{
    m_tasks.erase(task);
    if (auto *bar = notifications())
        bar->remove_task(task);
}

bool Adapter::plate_is_empty()
{
    return !m_window || !m_window->can_export();
}

std::string Adapter::plate_name()
{
    return plate_is_empty() || m_is_exporting ? std::string() : m_window->plate_export().offered_name();
}

std::optional<std::string> Adapter::write_plate(const std::filesystem::path &path)
{
    if (plate_is_empty())
        return wx_host::tr("There is nothing on the plate to export.").utf8_string();
    // The host may show a dialog of its own meanwhile, from whose event loop another action could come.
    if (std::exchange(m_is_exporting, true))
        return wx_host::tr("The plate is being exported already.").utf8_string();
    const auto end = [](bool *is_exporting) { *is_exporting = false; };
    const std::unique_ptr<bool, decltype(end)> at_end(&m_is_exporting, end);
    return m_window->plate_export().write(path);
}

} // namespace prusaslicer
