#include "resume_action.hpp"

#include "entry/app.hpp"
#include "lost_create_dialog.hpp"
#include "progress_sentences.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>

namespace mmf::ui {

// Asked for again while some go on: the same outcome for all.
void ResumeAction::begin()
{
    if (m_jobs.empty()) {
        m_outcome = {};
        m_outcome.parts.emplace();
    }
}

void ResumeAction::resume(const std::string &job)
{
    begin();
    ++m_asked;
    m_jobs.insert(job);
    m_backend.engine().resume(job);
}

void ResumeAction::ask(const publish::JobEnded &undecided)
{
    begin();
    if (ask_about(undecided)) {
        ++m_asked;
        finish();
    }
}

void ResumeAction::handle(const publish::ResumeStarted &started)
{
    if (started.error) {
        m_asked -= std::min<std::size_t>(m_asked, 1);
        m_backend.refuse(action::Resume, *started.error);
        return;
    }
    begin();
    m_jobs.insert(started.jobs.begin(), started.jobs.end());
    for (const publish::JobEnded &left : started.left) {
        // One question at a time, and none beside the publish dialog, which asks it itself.
        const bool can_ask = m_backend.host().is_attended() && !m_backend.has_front_window();
        const bool is_answered = left.phase == publish::Phase::UnknownCreate && can_ask && ask_about(left);
        if (!is_answered) {
            m_outcome.parts->push_back(outcome_of(left));
        }
    }
    finish();
}

bool ResumeAction::ask_about(const publish::JobEnded &undecided)
{
    publish::Engine &engine = m_backend.engine();
    const std::string &job = undecided.job;
    LostCreateDialog dialog(m_backend.front_window(), undecided,
                            {[&](const std::string &object_id) { engine.adopt_object(job, object_id); },
                             [&] { engine.create_anew(job); }, [&] { engine.forget_create(job); }});
    Question question{dialog, job};
    m_question = &question;
    wxWindow *const front = m_backend.set_front_window(&dialog);
    engine.search_object(job);
    dialog.ShowModal();
    m_backend.set_front_window(front);
    m_question = nullptr;
    return question.is_answered;
}

bool ResumeAction::is_asked_about(const std::string &job) const
{
    return m_question != nullptr && m_question->job == job;
}

void ResumeAction::handle(const publish::JobFiles &files)
{
    if (is_asked_about(files.job) && !std::exchange(m_question->is_answered, true)) {
        m_jobs.insert(files.job); // it goes on
        m_question->dialog.decided();
    }
}

void ResumeAction::handle(const publish::ObjectsSearched &searched)
{
    if (is_asked_about(searched.job)) {
        m_question->dialog.show(searched);
    }
}

void ResumeAction::handle(const publish::CreateUndecided &undecided)
{
    if (is_asked_about(undecided.job)) {
        m_question->dialog.show(undecided.error);
    }
}

void ResumeAction::handle(const publish::JobProgress &progress)
{
    if (m_jobs.count(progress.job) != 0 && !m_backend.host().has_tasks()) {
        m_backend.host().tell_progress(action::Resume, progress_fraction(progress), progress_text(progress));
    }
}

void ResumeAction::handle(const publish::JobEnded &ended)
{
    const bool is_answer = is_asked_about(ended.job) && !std::exchange(m_question->is_answered, true);
    if (is_answer) {
        m_question->dialog.decided(); // forgotten, or it could not go on
    }
    if (m_jobs.erase(ended.job) != 0 || is_answer) {
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
    if (!m_jobs.empty() || m_question != nullptr) {
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
