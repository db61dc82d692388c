// The composition root: makes the engine at the first action, routes its events to whoever waits for them,
// and tells the host how each action ended. Everything runs on the main thread.

#include "entry/app.hpp"
#include "auth/token_store_libsecret.hpp"
#include "base/mailbox.hpp"
#include "host.hpp"
#include "publish/engine.hpp"
#include "publish/file_names.hpp"
#include "publish/plate_draft.hpp"
#include "publish_dialog.hpp"
#include "sentences.hpp"
#include "sign_in.hpp"
#include "translate.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <utility>
#include <wx/app.h>
#include <wx/msgdlg.h>

namespace mmf::ui {

namespace {

bool is_newer_progress(const publish::EngineEvent &newer, const publish::EngineEvent &waiting)
{
    const auto *a = std::get_if<publish::JobProgress>(&newer);
    const auto *b = std::get_if<publish::JobProgress>(&waiting);
    return a != nullptr && b != nullptr && a->job == b->job;
}

class PublishApp final : public App
{
public:
    explicit PublishApp(const slicer_host *host)
        : m_host(host), m_mailbox([this] { m_host.request_callback(); }, is_newer_progress)
    {
    }

    PublishApp(const PublishApp &) = delete;
    PublishApp &operator=(const PublishApp &) = delete;

    ~PublishApp() override
    {
        try {
            pause();
        } catch (const std::exception &error) {
            m_host.write(Severity::Error, error.what());
        }
    }

    void perform(std::string_view action_id) override
    {
        if (auto ready = make_engine(); !ready) {
            refuse(std::string(action_id).c_str(), ready.error());
        } else if (action_id == action::Publish) {
            publish();
        } else if (action_id == action::PublishNow) {
            publish_now();
        } else if (action_id == action::Account) {
            show_account();
        } else {
            m_engine->resume_all();
        }
    }

    void on_main_thread() override
    {
        while (auto event = m_mailbox.take()) {
            std::visit([this](const auto &what) { handle(what); }, *event);
        }
    }

    std::string busy() const override
    {
        if (m_jobs.empty()) {
            return {};
        }
        const wxString text =
            m_jobs.size() == 1
                ? wxString::Format(tr("“%s” is still being uploaded to MyMiniFactory."),
                                   wxString::FromUTF8(m_jobs.begin()->second.name))
                : wxString::Format(tr("%zu uploads to MyMiniFactory are still under way."), m_jobs.size());
        return text.utf8_string();
    }

    void pause() override
    {
        if (m_engine) {
            m_engine->pause_all();
            on_main_thread();
        }
    }

private:
    // Who is told of a job.
    struct Watch
    {
        const char *action;
        std::string name;
        std::string content; // what is published
    };

    // The same again, most likely: the model's name and its files with their sizes.
    static std::string content_of(const std::string &model, const publish::Draft &draft)
    {
        std::string content = model;
        for (const publish::DraftFile &file : draft.files) {
            content += "\n" + file.filename + " " + std::to_string(file.bytes);
        }
        return content;
    }

    // Publishes in place of an attempt with the same content that failed before its object existed: resumed
    // as well, that one would make a second object.
    std::string start(const char *action, std::string content, publish::PublishRequest request)
    {
        if (const auto failed = m_failed.extract(content)) {
            m_engine->discard(failed.mapped());
        }
        std::string name = request.draft.name;
        std::string job = m_engine->publish(std::move(request));
        m_jobs[job] = {action, std::move(name), std::move(content)};
        return job;
    }

    Result<void> make_engine()
    {
        if (m_engine) {
            return {};
        }
        m_paths = paths_from_environment();
        // NOLINTNEXTLINE(concurrency-mt-unsafe): read on the main thread, before the worker is there
        const char *named_file = std::getenv("MMF_PUBLISH_PROFILE");
        auto profile = auth::load_profile(named_file != nullptr ? named_file : "", m_paths, MMF_CLIENT_ID);
        if (!profile) {
            return tl::unexpected(profile.error());
        }
        m_sign_in =
            std::make_unique<SignIn>(m_host, *profile, m_policy,
                                     [this](auth::LoopbackPort port, const auth::ExpectedRedirect &expected,
                                            const auth::BrowserTexts &texts) {
                                         m_engine->wait_for_browser(std::move(port), expected, texts);
                                     });
        const bool may_prompt = m_host.is_attended();
        const auto make_store = [&](Loop &loop) {
            return std::make_unique<auth::LibsecretTokenStore>(loop, m_policy.keyring_timeout, may_prompt);
        };
        m_engine = std::make_unique<publish::Engine>(
            publish::Engine::Options{std::move(*profile), m_policy, m_paths,
                                     "PublishToMyMiniFactory/" MMF_VERSION " " + m_host.product(),
                                     m_host.language()},
            make_store, m_host, [this](publish::EngineEvent event) { m_mailbox.post(std::move(event)); });
        return {};
    }

    wxWindow *parent_window() const { return m_dialog != nullptr ? m_dialog : m_host.top_window(); }

    void refuse(const char *action_id, const Error &error)
    {
        const wxString message = sentence(error);
        if (m_host.is_attended()) {
            wxMessageBox(message, tr("Publish to MyMiniFactory"), wxOK | wxICON_WARNING, parent_window());
        }
        ActionOutcome outcome;
        outcome.kind = SLICER_OUTCOME_FAILED;
        outcome.message = message.utf8_string();
        m_host.tell_outcome(action_id, outcome);
    }

    Result<publish::PlateDraft> draft_of_plate(publish::Reading reading) const
    {
        return m_host.acquire_plate(m_paths.incoming_folder()).and_then([&](publish::OnPlate plate) {
            return publish::draft_of(std::move(plate), reading, m_policy);
        });
    }

    void publish()
    {
        if (!m_host.is_attended()) {
            refuse(action::Publish, {ErrorKind::NothingToAsk, "the publish dialog needs a person", 0});
            return;
        }
        // Whole: the dialog shows how large the model is.
        auto made = draft_of_plate(publish::Reading::Whole);
        if (!made) {
            refuse(action::Publish, made.error());
            return;
        }
        // What was written for this model before is there again.
        const std::string model = made->draft.name;
        if (const auto kept = m_drafts.find(model); kept != m_drafts.end()) {
            auto files = std::move(made->draft.files);
            made->draft = kept->second;
            made->draft.files = std::move(files);
        }
        ActionOutcome outcome;
        outcome.kind = SLICER_OUTCOME_CANCELLED;
        outcome.message = tr("Nothing was published.").utf8_string();

        PublishDialog::Wishes wishes;
        wishes.publish = [&](const publish::Draft &draft) {
            m_dialog_job = start(action::Publish, content_of(model, draft), {draft, made->source});
        };
        wishes.cancel = [this](bool keep) { m_engine->cancel(m_dialog_job, keep); };
        PublishDialog dialog(m_host.top_window(), *made, m_policy, std::move(wishes));
        m_dialog = &dialog;
        m_dialog_outcome = &outcome;
        dialog.show_account(m_account);
        m_engine->look_up_account();
        dialog.ShowModal();
        m_drafts[model] = dialog.draft();
        m_dialog = nullptr;
        m_dialog_outcome = nullptr;
        m_host.tell_outcome(action::Publish, outcome);
    }

    void publish_now()
    {
        auto made = draft_of_plate(publish::Reading::Header);
        if (!made) {
            refuse(action::PublishNow, made.error());
            return;
        }
        if (made->draft.name.empty()) {
            made->draft.name = tr("Untitled model").utf8_string();
        }
        if (const auto findings = publish::check(made->draft, m_policy); !findings.empty()) {
            const auto &finding = findings.front();
            const bool is_size = finding.problem == publish::DraftProblem::FileTooLarge;
            refuse(action::PublishNow, {is_size ? ErrorKind::TooLarge : ErrorKind::InvalidForm,
                                        is_size ? finding.detail : sentence(finding).utf8_string(), 0});
            return;
        }
        start(action::PublishNow, content_of(made->draft.name, made->draft),
              {made->draft, std::move(made->source)});
    }

    void show_account()
    {
        m_is_account_wanted = true;
        m_engine->look_up_account();
    }

    void handle(const publish::JobProgress &progress)
    {
        const auto watch = m_jobs.find(progress.job);
        if (watch == m_jobs.end()) {
            return;
        }
        // One place at a time: what the dialog ends with, the host hears when it is closed.
        if (m_dialog != nullptr && progress.job == m_dialog_job) {
            m_dialog->show_progress(progress);
        } else {
            m_host.tell_progress(watch->second.action, progress_fraction(progress), progress_text(progress));
        }
    }

    void handle(const publish::JobEnded &ended)
    {
        const auto found = m_jobs.find(ended.job);
        if (found == m_jobs.end()) {
            return;
        }
        const Watch watch = found->second;
        m_jobs.erase(found);
        if (!watch.content.empty() && ended.is_resumable && ended.object_id.empty() &&
            ended.phase == publish::Phase::Failed) {
            m_failed[watch.content] = ended.job;
        }
        ActionOutcome outcome = outcome_of(ended);
        if (m_dialog != nullptr && ended.job == m_dialog_job) {
            *m_dialog_outcome = std::move(outcome); // told when the dialog is closed
            m_dialog->show_outcome(ended);
        } else if (watch.action == action::Resume) {
            m_resumed.parts->push_back(std::move(outcome));
            finish_resume();
        } else {
            m_host.tell_outcome(watch.action, outcome);
        }
    }

    void handle(const publish::AccountChanged &account)
    {
        m_account = account;
        if (m_dialog != nullptr) {
            m_dialog->show_account(account);
        }
        if (std::exchange(m_is_account_wanted, false)) {
            ask_about_account();
        }
    }

    void ask_about_account()
    {
        ActionOutcome outcome;
        outcome.message = account_text(m_account).utf8_string();
        if (m_host.is_attended()) {
            const long buttons = m_account.is_linked ? wxYES_NO | wxNO_DEFAULT : wxOK;
            wxMessageDialog dialog(m_host.top_window(), account_text(m_account), tr("MyMiniFactory account"),
                                   buttons | wxICON_INFORMATION);
            dialog.SetYesNoLabels(tr("&Unlink"), tr("&Close"));
            if (m_account.is_linked) {
                dialog.SetExtendedMessage(
                    tr("Unlinking forgets the link on this computer. To withdraw the permission "
                       "itself, use your account settings on MyMiniFactory."));
            }
            if (dialog.ShowModal() == wxID_YES) {
                m_engine->unlink();
                outcome.message = tr("The link was forgotten.").utf8_string();
            }
        }
        m_host.tell_outcome(action::Account, outcome);
    }

    void handle(const publish::SignInWanted &wanted)
    {
        m_engine->finish_sign_in(m_sign_in->run(parent_window(), wanted.request, m_host.is_attended()));
    }

    void handle(const publish::SignInAbandoned &) { m_sign_in->close(); }

    void handle(const publish::BrowserAnswered &answered)
    {
        m_sign_in->browser_answered(answered.state, answered.granted);
    }

    void handle(const publish::ResumeStarted &started)
    {
        if (started.error) {
            refuse(action::Resume, *started.error);
            return;
        }
        m_resumed = {};
        m_resumed.parts.emplace();
        for (const publish::JobEnded &left : started.left) {
            m_resumed.parts->push_back(outcome_of(left));
        }
        m_resuming = started.jobs.size() + started.left.size();
        for (const std::string &job : started.jobs) {
            m_jobs[job] = {action::Resume, {}, {}};
        }
        finish_resume();
    }

    void finish_resume()
    {
        const auto &parts = *m_resumed.parts;
        if (parts.size() < m_resuming) {
            return;
        }
        // The worst of them is that of all: cancelled is worse than done, failed than both.
        for (const ActionOutcome &part : parts) {
            const bool is_worse = part.kind == SLICER_OUTCOME_FAILED || m_resumed.kind == SLICER_OUTCOME_DONE;
            m_resumed.kind = is_worse ? part.kind : m_resumed.kind;
        }
        const auto done = std::count_if(parts.begin(), parts.end(), [](const ActionOutcome &part) {
            return part.kind == SLICER_OUTCOME_DONE;
        });
        const wxString message = parts.empty()
                                     ? tr("There was nothing left to upload.")
                                     : wxString::Format(tr("%zu of %zu uploads are complete."),
                                                        static_cast<std::size_t>(done), parts.size());
        m_resumed.message = parts.size() == 1 ? parts.front().message : message.utf8_string();
        m_host.tell_outcome(action::Resume, m_resumed);
    }

    Host m_host;
    const Policy m_policy;
    Paths m_paths; // known once there is an engine
    Mailbox<publish::EngineEvent> m_mailbox;
    std::unique_ptr<SignIn> m_sign_in;
    std::unique_ptr<publish::Engine> m_engine;
    publish::AccountChanged m_account;
    bool m_is_account_wanted = false;

    std::map<std::string, Watch> m_jobs;            // under way, by id
    std::map<std::string, std::string> m_failed;    // the latest such job of this run, by content
    std::map<std::string, publish::Draft> m_drafts; // by model

    // While the dialog is shown.
    PublishDialog *m_dialog = nullptr;
    std::string m_dialog_job;
    ActionOutcome *m_dialog_outcome = nullptr;

    ActionOutcome m_resumed;
    std::size_t m_resuming = 0;
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
