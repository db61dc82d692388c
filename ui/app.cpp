// The composition root: owns what the actions work with, hands each its turn and the engine's events to
// whoever waits for them. Everything runs on the main thread.

#include "entry/app.hpp"
#include "account_action.hpp"
#include "backend.hpp"
#include "background_jobs.hpp"
#include "connection.hpp"
#include "diagnose_action.hpp"
#include "diagnosis_runner.hpp"
#include "end_notice.hpp"
#include "fitting_runner.hpp"
#include "publish_action.hpp"
#include "resume_action.hpp"
#include "sentences.hpp"
#include "settings_action.hpp"
#include "translate.hpp"
#include "uploads_action.hpp"
#include "waiting_windows_gtk.hpp"

#include <map>
#include <string>
#include <utility>
#include <wx/app.h>
#include <wx/msgdlg.h>

namespace mmf::ui {

namespace {

class PublishApp final : public App
{
public:
    explicit PublishApp(const slicer_host *host) : m_backend(host) {}

    PublishApp(const PublishApp &) = delete;
    PublishApp &operator=(const PublishApp &) = delete;

    ~PublishApp() override
    {
        try {
            pause_uploads();
        } catch (const std::exception &error) {
            m_backend.log().write(Severity::Error, error.what());
        }
    }

    void perform(std::string_view action_id) override
    {
        const Call call(m_calls);
        if (action_id == action::Diagnose) {
            m_diagnose.run(); // above all where nothing else can begin
        } else if (action_id == action::Settings) {
            m_settings.run(); // what keeps the rest from beginning may be set there
        } else if (!start_for(std::string(action_id).c_str())) {
            return; // and the host knows why
        } else if (action_id == action::Publish) {
            m_publish.show_dialog();
        } else if (action_id == action::PublishNow) {
            m_publish.publish_now();
        } else if (action_id == action::Account) {
            m_account.show();
        } else if (action_id == action::Uploads) {
            m_uploads.show();
        } else {
            m_resume.resume();
        }
    }

    void on_main_thread() override
    {
        const Call call(m_calls);
        m_diagnoses.deliver();
        m_fittings.deliver();
        while (const auto event = m_backend.next_event()) {
            std::visit([this](const auto &what) { handle(what); }, *event);
        }
    }

    bool command_task(std::string_view task_id, std::string_view command_id) override
    {
        const Call call(m_calls);
        const std::string job(task_id);
        if (m_background.find(job) == nullptr) {
            return false;
        }
        if (command_id == command::Show) {
            m_publish.show_job(job);
        } else if (command_id == command::Cancel) {
            m_publish.cancel_job(job);
        } else {
            return false;
        }
        return true;
    }

    bool take_unfinished_changed() override { return std::exchange(m_has_unfinished_changed, false); }

    std::string busy() const override
    {
        const auto names = jobs_under_way();
        if (names.empty()) {
            return {};
        }
        const auto count = static_cast<unsigned>(names.size());
        const std::string &name = names.begin()->second;
        const wxString text =
            count == 1 && !name.empty()
                ? wxString::Format(tr("“%s” is still being uploaded to MyMiniFactory."),
                                   wxString::FromUTF8(name))
                : wxString::Format(tr("An upload to MyMiniFactory is still under way.",
                                      "%u uploads to MyMiniFactory are still under way.", count),
                                   count);
        return text.utf8_string();
    }

    void pause() override
    {
        const void *const before = innermost_window();
        pause_uploads();
        // What has been told may have ended one already. The host calls again.
        if (m_calls > 0 && innermost_window() == before) {
            leave_innermost_window();
        }
    }

private:
    // One of the host's that may show a window and has not returned; the windows that are open then are ours.
    class Call
    {
    public:
        explicit Call(int &count) : m_count(count) { ++m_count; }
        Call(const Call &) = delete;
        Call &operator=(const Call &) = delete;
        ~Call() { --m_count; }

    private:
        int &m_count;
    };

    // By id, with the name where it is known. Both actions may wait for the same one.
    std::map<std::string, std::string> jobs_under_way() const
    {
        auto names = m_publish.jobs_under_way();
        for (const std::string &job : m_resume.jobs_under_way()) {
            names.emplace(job, std::string());
        }
        return names;
    }

    // The connection cannot be changed beneath these.
    bool is_busy() const { return !jobs_under_way().empty() || m_publish.is_shown(); }

    // Asks for the client id where only that is missing and somebody is there to know it.
    bool start_for(const char *action_id)
    {
        auto started = m_backend.start();
        if (!started && started.error().kind == ErrorKind::NotConfigured && m_connection.can_ask()) {
            const auto asked = m_connection.ask(m_backend.front_window(), tr("&Save and go on"));
            if (asked && !*asked) {
                m_backend.cancelled(action_id);
                return false;
            }
            started = asked ? m_backend.start() : tl::unexpected(asked.error());
        }
        if (!started) {
            m_backend.refuse(action_id, started.error());
        }
        return started.has_value();
    }

    void pause_uploads()
    {
        if (m_backend.has_started()) {
            m_backend.engine().pause_all();
            on_main_thread();
        }
    }

    void stop()
    {
        pause_uploads();
        m_backend.stop();
    }

    Result<void> restart()
    {
        stop();
        return m_backend.start();
    }

    void handle(const publish::JobFiles &files)
    {
        m_has_unfinished_changed = true; // it goes on, or is a new one
        m_background.handle(files);
        m_publish.handle(files);
        m_resume.handle(files);
    }

    void handle(const publish::VisibilityDiffers &differs) { m_publish.handle(differs); }

    void handle(const publish::AlreadyPublished &published)
    {
        m_background.handle(published);
        m_publish.handle(published);
    }

    void handle(const publish::ObjectsSearched &searched)
    {
        m_publish.handle(searched);
        m_resume.handle(searched);
    }

    void handle(const publish::CreateUndecided &undecided)
    {
        m_publish.handle(undecided);
        m_resume.handle(undecided);
        m_background.forget(undecided.job);
    }

    void handle(const publish::JobJoined &joined)
    {
        m_publish.handle(joined);
        m_resume.handle(joined);
        m_uploads.handle(joined);
        m_background.forget(joined.job);
    }

    void handle(const publish::JobProgress &progress)
    {
        m_background.handle(progress);
        m_publish.handle(progress);
        m_resume.handle(progress);
        m_uploads.handle(progress);
    }

    void handle(const publish::JobEnded &ended)
    {
        m_has_unfinished_changed = true;
        m_end_notice.tell(ended, m_publish.is_shown(ended.job));
        m_publish.handle(ended);
        m_resume.handle(ended);
        m_uploads.handle(ended);
        m_background.forget(ended.job);
    }

    void handle(const publish::AccountChanged &account)
    {
        m_publish.handle(account);
        m_account.handle(account);
        m_uploads.handle(account);
    }

    void handle(const publish::LinkChecked &checked) { m_account.handle(checked); }
    void handle(const publish::AvatarFound &found) { m_account.handle(found); }

    void handle(const publish::LinkEnded &ended) { m_account.handle(ended); }

    void handle(const publish::ResumeStarted &started) { m_resume.handle(started); }

    void handle(const publish::TagsListed &listed) { m_publish.handle(listed); }
    void handle(const publish::ThumbnailsRead &read) { m_uploads.handle(read); }
    void handle(const publish::UploadsListed &listed) { m_uploads.handle(listed); }
    void handle(const publish::UploadChecked &checked) { m_uploads.handle(checked); }
    void handle(const publish::UploadRemoved &removed)
    {
        m_has_unfinished_changed = true;
        m_uploads.handle(removed);
    }

    // Beside what was asked for, which goes on.
    void handle(const publish::JournalSetAside &journal)
    {
        if (m_backend.host().is_attended()) {
            wxMessageBox(journal_set_aside(journal.aside), tr("Publish to MyMiniFactory"),
                         wxOK | wxICON_WARNING, m_backend.front_window());
        }
    }

    void handle(const publish::SignInWanted &wanted)
    {
        m_backend.engine().finish_sign_in(m_backend.sign_in().run(m_backend.front_window(), wanted.request,
                                                                  m_backend.host().is_attended()));
    }

    void handle(const publish::PasswordWanted &wanted)
    {
        m_backend.engine().finish_sign_in(m_backend.sign_in().ask_password(
            m_backend.front_window(), wanted.request, m_backend.host().is_attended()));
    }

    void handle(const publish::SignInAbandoned &) { m_backend.sign_in().close(); }

    void handle(const publish::BrowserAnswered &answered)
    {
        m_backend.sign_in().browser_answered(answered.state, answered.granted);
    }

    Backend m_backend;
    FittingRunner m_fittings{m_backend};
    BackgroundJobs m_background{m_backend.host()};
    EndNotice m_end_notice{m_backend};
    PublishAction m_publish{m_backend, m_fittings, m_background};
    ResumeAction m_resume{m_backend};
    UploadsAction m_uploads{m_backend, m_resume};
    DiagnosisRunner m_diagnoses{m_backend};
    Connection m_connection{m_backend, m_diagnoses};
    AccountAction m_account{
        m_backend, m_connection, {[this] { return is_busy(); }, [this] { return restart(); }}};
    SettingsAction m_settings{m_backend, {[this] { return is_busy(); }, [this] { stop(); }}};
    DiagnoseAction m_diagnose{m_backend, m_diagnoses};
    bool m_has_unfinished_changed = false;
    int m_calls = 0;
};

} // namespace

} // namespace mmf::ui

extern "C" __attribute__((visibility("default"))) mmf::App *mmf_create_app(const slicer_host *host,
                                                                           std::string *reason)
{
    if (wxTheApp == nullptr) {
        *reason = "This slicer's wxWidgets is not the one that this plugin uses.";
        return nullptr;
    }
    return new mmf::ui::PublishApp(host);
}
