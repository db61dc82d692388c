#include "resume_action.hpp"

#include "entry/app.hpp"
#include "progress_sentences.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>

namespace mmf::ui {

void ResumeAction::handle(const publish::ResumeStarted &started)
{
    if (started.error) {
        m_asked -= std::min<std::size_t>(m_asked, 1);
        m_backend.refuse(action::Resume, *started.error);
        return;
    }
    if (m_jobs.empty()) { // else asked for again: the same outcome for both
        m_outcome = {};
        m_outcome.parts.emplace();
    }
    for (const publish::JobEnded &left : started.left) {
        m_outcome.parts->push_back(outcome_of(left));
    }
    m_jobs.insert(started.jobs.begin(), started.jobs.end());
    finish();
}

void ResumeAction::handle(const publish::JobProgress &progress)
{
    if (m_jobs.count(progress.job) != 0) {
        m_backend.host().tell_progress(action::Resume, progress_fraction(progress), progress_text(progress));
    }
}

void ResumeAction::handle(const publish::JobEnded &ended)
{
    if (m_jobs.erase(ended.job) != 0) {
        m_outcome.parts->push_back(outcome_of(ended));
        finish();
    }
}

void ResumeAction::handle(const publish::JobJoined &joined)
{
    if (m_jobs.erase(joined.job) != 0) {
        m_jobs.insert(joined.instead);
    }
}

void ResumeAction::finish()
{
    if (!m_jobs.empty()) {
        return;
    }
    // The worst of them is that of all: cancelled is worse than done, failed than both.
    const auto &parts = *m_outcome.parts;
    for (const ActionOutcome &part : parts) {
        const bool is_worse = part.kind == SLICER_OUTCOME_FAILED || m_outcome.kind == SLICER_OUTCOME_DONE;
        m_outcome.kind = is_worse ? part.kind : m_outcome.kind;
    }
    const auto done = std::count_if(parts.begin(), parts.end(), [](const ActionOutcome &part) {
        return part.kind == SLICER_OUTCOME_DONE;
    });
    const wxString message = parts.empty() ? tr("There was nothing left to upload.")
                                           : wxString::Format(tr("%zu of %zu uploads are complete."),
                                                              static_cast<std::size_t>(done), parts.size());
    m_outcome.message = parts.size() == 1 ? parts.front().message : message.utf8_string();
    for (; m_asked > 0; --m_asked) {
        m_backend.host().tell_outcome(action::Resume, m_outcome);
    }
}

} // namespace mmf::ui
