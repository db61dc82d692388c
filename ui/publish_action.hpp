// Publishing what is on the plate, by the dialog or at once: takes the plate, starts the job and tells how it
// ended, in the dialog or to the host. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "kept_drafts.hpp"
#include "publish/engine.hpp"
#include "publish/plate_draft.hpp"
#include "publish/settings.hpp"
#include "publish_dialog.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mmf::ui {

class BackgroundJobs;
class FittingRunner;

class PublishAction
{
public:
    // All outlive it; `backend` has started when a function is called.
    PublishAction(Backend &backend, FittingRunner &fittings, BackgroundJobs &jobs)
        : m_backend(backend), m_fittings(fittings), m_background(jobs)
    {
    }

    // Modal.
    void show_dialog();
    // Asks nothing but a sign-in.
    void publish_now();
    // The dialog of an upload under way; modal. Nothing happens beside another window of an action.
    void show_job(const std::string &job);
    // Asks what is to be kept of it.
    void cancel_job(const std::string &job);

    // Those of other jobs are passed over.
    void handle(const publish::JobFiles &files);
    void handle(const publish::JobProgress &progress);
    void handle(const publish::VisibilityDiffers &differs);
    void handle(const publish::AlreadyPublished &published);
    void handle(const publish::JobJoined &joined);
    void handle(const publish::JobEnded &ended);
    void handle(const publish::ObjectsSearched &searched);
    void handle(const publish::CreateUndecided &undecided);
    void handle(const publish::AccountChanged &account);
    void handle(const publish::TagsListed &listed);

    bool is_shown() const { return m_shown != nullptr; }
    bool is_shown(const std::string &job) const { return m_shown != nullptr && m_shown->job == job; }
    // By id, with what each publishes.
    std::map<std::string, std::string> jobs_under_way() const;

private:
    // Who is told of a job.
    struct Watch
    {
        const char *action; // null: no action waits for its outcome
        std::string name;
        std::string content; // what is published; empty: not known
    };

    // While the dialog is shown.
    struct Shown
    {
        PublishDialog &dialog;
        std::string job;
        Watch watch;
        ActionOutcome outcome = {};
        bool is_put_aside = false;
    };

    // What is on the plate, and what was said about it before.
    struct Offer
    {
        std::string name;  // of the model; empty: untitled
        std::string model; // its key
        publish::KeptDraft untouched;
        publish::PlateDraft made;
    };

    std::string start(Watch watch, publish::PublishRequest request);
    void go_on();
    void watch_shown();
    PublishDialog::Wishes wishes_for_upload();
    void run(Shown &shown);
    void tell(const std::string &job, const Watch &watch, const ActionOutcome &outcome);
    Result<Offer> offer(publish::Reading reading, KeptDrafts::Match match);
    publish::Settings settings() const;
    void offer_licence(Offer &offered) const;
    void keep_licence(const std::optional<api::Licence> &licence) const;
    Result<publish::PlateDraft> draft_of_plate(publish::Reading reading);

    Backend &m_backend;
    FittingRunner &m_fittings;
    BackgroundJobs &m_background;
    std::optional<publish::AccountChanged> m_account;
    std::map<std::string, std::vector<Watch>> m_jobs; // under way, by id
    std::map<std::string, std::string> m_failed;      // the latest such job of this run, by content
    KeptDrafts m_drafts{m_backend};
    Shown *m_shown = nullptr;
};

} // namespace mmf::ui
