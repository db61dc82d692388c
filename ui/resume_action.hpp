// Going on with what earlier runs left unfinished; where a person must say how, they are asked. Told to the
// host as one outcome with its parts. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "publish/engine.hpp"

#include <cstddef>
#include <set>
#include <string>

namespace mmf::ui {

class LostCreateDialog;

class ResumeAction
{
public:
    // `backend` outlives it, and has started when a function is called.
    explicit ResumeAction(Backend &backend) : m_backend(backend) {}

    void resume()
    {
        ++m_asked;
        m_backend.engine().resume_all();
    }

    // One alone, which can go on.
    void resume(const std::string &job);
    // About one whose create was lost. Modal; an answer is told to the host as if it had been resumed.
    void ask(const publish::JobEnded &undecided);

    // Those of other jobs are passed over.
    void handle(const publish::ResumeStarted &started);
    void handle(const publish::JobFiles &files);
    void handle(const publish::ObjectsSearched &searched);
    void handle(const publish::CreateUndecided &undecided);
    void handle(const publish::JobProgress &progress);
    void handle(const publish::JobJoined &joined);
    void handle(const publish::JobEnded &ended);

    const std::set<std::string> &jobs_under_way() const { return m_jobs; }

private:
    // Somebody is asked about an upload whose create was lost.
    struct Question
    {
        LostCreateDialog &dialog;
        std::string job;
        bool is_answered = false;
    };

    void begin();
    // Whether there was an answer.
    bool ask_about(const publish::JobEnded &undecided);
    bool is_asked_about(const std::string &job) const;
    void finish();

    Backend &m_backend;
    std::size_t m_asked = 0; // times, each of which is told how it ended
    std::set<std::string> m_jobs;
    ActionOutcome m_outcome; // with the parts that have ended
    Question *m_question = nullptr;
};

} // namespace mmf::ui
