#include "shim_slicer/app.hpp"

#include "loader/search_folders.hpp"
#include "shim_slicer/main_frame.hpp"
#include "shim_slicer/termination_glib.hpp"
#include "wx_host/language.hpp"
#include "wx_host/translate.hpp"

#include <cstdlib>
#include <utility>
#include <wx/log.h>
#include <wx/translation.h>

namespace shim {

namespace {

/** Milliseconds; without a window manager there is nothing to wait for. */
constexpr int LongestPlacing = 500;

const char *environment(const char *name)
{
    return std::getenv(name); // NOLINT(concurrency-mt-unsafe): nothing in this program sets variables
}

// The program's own words are English alone; what stands beside a plugin's is in the language of that.
void translate_shared_parts(const std::string &language)
{
    auto *translations = new wxTranslations; // NOLINT(cppcoreguidelines-owning-memory): wxWidgets owns it
    translations->SetLanguage(wxString::FromUTF8(language));
    wxTranslations::Set(translations);
    wx_host::add_catalogue(slicer_sdk::installed_plugin_folder().parent_path() / "slicer-sdk" / "locale");
}

} // namespace

App::App(CommandLine command_line, std::vector<LoadedModels> models, std::optional<RunResult> &result)
    : m_command_line(std::move(command_line)),
      m_models(std::move(models)),
      m_result(result),
      m_log(m_command_line.is_verbose ? SLICER_LOG_DEBUG : SLICER_LOG_INFO),
      m_host(*this, m_log, !m_command_line.is_unattended, wx_host::language_of(&environment),
             m_command_line.offers_plate_as_file ? PlateOffer::File : PlateOffer::Meshes),
      m_plugins(m_host)
{
}

App::~App() = default;

bool App::OnInit()
{
    // Messages of the toolkit go to the log: its own windows would be questions to nobody.
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks): wxLog owns its target
    delete wxLog::SetActiveTarget(new wxLogStderr);
    SetAppName("shim-slicer");
    SetAppDisplayName("Shim Slicer");
    translate_shared_parts(m_host.facts().language);
    // A run for a script shows the plate for a moment: what only a person needs would just take time.
    const bool is_for_a_person = !m_command_line.run && !m_command_line.is_unattended;
    MainFrame::Options options;
    options.is_attended = !m_command_line.is_unattended;
    options.has_numbers = is_for_a_person;
    options.drawing = is_for_a_person && m_command_line.may_use_gl ? Drawing::Quick : Drawing::Plain;
    m_frame = new MainFrame(m_plugins, options);
    m_frame->on_closed([this] { on_closed(); });
    on_termination([this] {
        if (m_frame != nullptr)
            m_frame->close_soon();
    });
    for (LoadedModels &file : m_models)
        m_frame->add_models(file.path, std::move(file.models));
    m_models.clear();
    if (m_command_line.measures)
        begin_measuring();
    call_plugin([this] {
        load_plugins();
        m_frame->build_menus();
    });
    m_frame->Show();
    if (m_command_line.run)
        prepare_run();
    return true;
}

/** What the action opens is placed by the main window, and that by the window manager, which makes it active
 * as well. Nothing is opened where nobody is there. */
void App::prepare_run()
{
    if (m_command_line.is_unattended) {
        // After the first events, so that the window is there when the action looks for it.
        CallAfter([this] { CallAfter([this] { begin_run(); }); });
        return;
    }
    const auto begin = [this] {
        if (!std::exchange(m_has_run_begun, true))
            begin_run();
    };
    m_frame->Bind(wxEVT_ACTIVATE, [this, begin](wxActivateEvent &event) {
        event.Skip();
        CallAfter(begin);
    });
    m_run_delay.Bind(wxEVT_TIMER, [begin](wxTimerEvent &) { begin(); });
    m_run_delay.StartOnce(LongestPlacing);
}

void App::load_plugins()
{
    const char *path = environment("SLICER_PLUGIN_PATH");
    m_plugins.load(slicer_sdk::search_folders(m_command_line.plugin_dirs, path != nullptr ? path : "",
                                              slicer_sdk::installed_plugin_folder()));
    for (const auto &plugin : m_plugins.plugins())
        m_log.write(SLICER_LOG_DEBUG, "loader", "Loaded " + plugin->path().string());
    for (const slicer_sdk::Refusal &refusal : m_plugins.refusals()) {
        m_log.write(SLICER_LOG_WARNING, "loader",
                    refusal.path.string() + " was not loaded: " + refusal.reason);
        m_frame->notifications().show_note(wx_host::NotificationKind::Warning,
                                           "Plugin " + refusal.path.filename().string() +
                                               " was not loaded: " + refusal.reason);
    }
}

void App::begin_measuring()
{
    m_measurement.emplace(m_log);
    m_frame->on_action([this](const std::string &action) { m_measurement->on_action(action); });
    Bind(wxEVT_IDLE, [this](wxIdleEvent &event) {
        m_measurement->on_idle(m_frame);
        event.Skip();
    });
}

void App::call_plugin(const std::function<void()> &function)
{
    if (m_measurement)
        m_measurement->call(function);
    else
        function();
}

void App::begin_run()
{
    const std::string &action = *m_command_line.run;
    if (m_measurement)
        m_measurement->on_action(action);
    if (m_frame == nullptr || m_plugins.perform(action) || m_result)
        return;
    const bool is_known = m_plugins.find_action(action).has_value();
    wx_host::Outcome outcome;
    outcome.message = is_known ? "The action " + action + " is not available now."
                               : "No loaded plugin has an action " + action + ".";
    end_run({std::move(outcome), ExitCode::NotPossible});
}

void App::end_run(RunResult result)
{
    m_result = std::move(result);
    if (m_frame != nullptr)
        m_frame->close_when_idle();
}

void App::on_closed()
{
    m_frame = nullptr;
    if (!m_command_line.run || m_result)
        return;
    wx_host::Outcome outcome;
    outcome.kind = SLICER_OUTCOME_CANCELLED;
    outcome.message = "The window was closed before the action had ended.";
    m_result = RunResult{std::move(outcome), ExitCode::Cancelled};
}

int App::OnExit()
{
    m_plugins.unload_all();
    return wxApp::OnExit();
}

bool App::OnExceptionInMainLoop()
{
    m_log.write(SLICER_LOG_ERROR, "host", "An exception reached the event loop.");
    return true;
}

void App::OnAssertFailure(const wxChar *file, int line, const wxChar *, const wxChar *condition,
                          const wxChar *message)
{
    m_log.write(SLICER_LOG_ERROR, "wx",
                wxString::Format("%s:%d: %s %s", file, line, condition, message != nullptr ? message : L"")
                    .utf8_string());
}

std::shared_ptr<const PlateSnapshot> App::plate() const
{
    return m_frame != nullptr ? m_frame->plate().snapshot() : std::make_shared<const PlateSnapshot>();
}

PrintSettings App::print_settings() const
{
    return m_frame != nullptr ? m_frame->print_settings() : PrintSettings();
}

void *App::native_top_window() const
{
    return m_frame != nullptr ? static_cast<void *>(m_frame->GetHandle()) : nullptr;
}

void App::on_progress(const std::string &plugin, const std::string &action, double fraction,
                      const std::string &text)
{
    if (m_measurement)
        m_measurement->on_progress();
    if (m_frame != nullptr)
        m_frame->notifications().show_progress(plugin + "/" + action, fraction, text);
}

void App::on_outcome(const std::string &plugin, const std::string &action, wx_host::Outcome outcome)
{
    if (m_frame != nullptr)
        m_frame->notifications().show_outcome(plugin + "/" + action, outcome);
    take_outcome(plugin, action, std::move(outcome));
}

void App::take_outcome(const std::string &plugin, const std::string &action, wx_host::Outcome outcome)
{
    m_log.write(SLICER_LOG_INFO, plugin, action + ": " + outcome.message);
    if (m_measurement)
        m_measurement->on_outcome(action);
    if (m_command_line.run == action && !m_result) {
        const ExitCode code = exit_code_of(outcome);
        end_run({std::move(outcome), code});
    }
}

void App::on_offer(const std::string &plugin, wx_host::Offer offer)
{
    if (m_frame != nullptr)
        m_frame->notifications().show_offer(plugin + "/" + offer.action, offer,
                                            [this, action = offer.action] { m_frame->perform(action); });
}

bool App::is_offer_shown(const std::string &plugin, const std::string &action)
{
    return m_frame != nullptr && m_frame->notifications().is_offer_shown(plugin + "/" + action);
}

void App::on_offer_withdrawn(const std::string &plugin, const std::string &action)
{
    if (m_frame != nullptr)
        m_frame->notifications().withdraw_offer(plugin + "/" + action);
}

void App::on_task(wx_host::Task task)
{
    if (m_measurement)
        m_measurement->on_progress();
    if (m_frame != nullptr)
        m_frame->notifications().show_task(task, [this, name = task.name](const std::string &command) {
            m_plugins.command_task(name.plugin_id, name.id, command);
        });
}

void App::on_task_ended(const wx_host::TaskName &task, const std::string &plugin, const std::string &action,
                        wx_host::Outcome outcome)
{
    if (m_frame != nullptr)
        m_frame->notifications().end_task(task, outcome);
    if (!action.empty())
        take_outcome(plugin, action, std::move(outcome));
}

void App::on_task_removed(const wx_host::TaskName &task)
{
    if (m_frame != nullptr)
        m_frame->notifications().remove_task(task);
}

} // namespace shim
