// Publishing what is on the plate, by the dialog or at once: takes the plate, starts the job and tells how it
// ended, in the dialog or to the host. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "kept_drafts.hpp"
#include "publish/engine.hpp"
#include "publish/plate_draft.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mmf::ui {

class FittingRunner;
class PublishDialog;

class PublishAction
{
public:
    // Both outlive it; `backend` has started when a function is called.
    PublishAction(Backend &backend, FittingRunner &fittings) : m_backend(backend), m_fittings(fittings) {}

    // Modal.
    void show_dialog();
    // Asks nothing but a sign-in.
    void publish_now();

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

    bool is_shown() const { return m_shown != nullptr; }
    // By id, with what each publishes.
    std::map<std::string, std::string> jobs_under_way() const;

private:
    // Who is told of a job.
    struct Watch
    {
        const char *action;
        std::string name;
        std::string content; // what is published
    };

    // Where a job is.
    struct Standing
    {
        publish::JobFiles files;
        publish::JobProgress progress;
    };

    // While the dialog is shown.
    struct Shown
    {
        PublishDialog &dialog;
        std::string job;
        Watch watch;
        ActionOutcome outcome;
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
    bool is_shown(const std::string &job) const;
    Result<Offer> offer(publish::Reading reading, KeptDrafts::Match match);
    api::Visibility visibility_unasked() const;
    Result<publish::PlateDraft> draft_of_plate(publish::Reading reading);

    Backend &m_backend;
    FittingRunner &m_fittings;
    std::optional<publish::AccountChanged> m_account;
    std::map<std::string, std::vector<Watch>> m_jobs; // under way, by id
    std::map<std::string, Standing> m_standings;      // of every job under way
    std::map<std::string, std::string> m_failed;      // the latest such job of this run, by content
    KeptDrafts m_drafts{m_backend};
    Shown *m_shown = nullptr;
};

} // namespace mmf::ui
