// The list of what was published, in a window; told to the host alone where nobody is there to look.
// [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "publish/engine.hpp"
#include "resume_action.hpp"

#include <cstddef>
#include <set>
#include <string>

namespace mmf::ui {

class UploadsWindow;

class UploadsAction
{
public:
    // Both outlive it; the backend has started when a function is called. What goes on from the list does so
    // by `resume`.
    UploadsAction(Backend &backend, ResumeAction &resume) : m_backend(backend), m_resume(resume) {}

    // Modal where a person is there and no other window of an action is.
    void show();

    void handle(const publish::UploadsListed &listed);
    void handle(const publish::UploadChecked &checked);
    void handle(const publish::UploadRemoved &removed);
    void handle(const publish::ThumbnailsRead &read);
    void handle(const publish::AccountChanged &account);
    void handle(const publish::JobProgress &progress);
    void handle(const publish::JobJoined &joined);
    void handle(const publish::JobEnded &ended);

private:
    void show_window();
    void decide(const publish::UploadRow &row);
    void list();
    void tell_outcome();

    Backend &m_backend;
    ResumeAction &m_resume;
    std::size_t m_asked = 0; // times, each of which is told how it ended
    UploadsWindow *m_shown = nullptr;
    std::set<std::string> m_missed; // under way, and not in the list when it was looked for
    ActionOutcome m_outcome;
};

} // namespace mmf::ui
