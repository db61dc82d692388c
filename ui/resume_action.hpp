// Going on with what earlier runs left unfinished; told to the host as one outcome with its parts.
// [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "publish/engine.hpp"

#include <cstddef>
#include <set>
#include <string>

namespace mmf::ui {

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

    // Those of other jobs are passed over.
    void handle(const publish::ResumeStarted &started);
    void handle(const publish::JobProgress &progress);
    void handle(const publish::JobJoined &joined);
    void handle(const publish::JobEnded &ended);

    const std::set<std::string> &jobs_under_way() const { return m_jobs; }

private:
    void finish();

    Backend &m_backend;
    std::size_t m_asked = 0; // times, each of which is told how it ended
    std::set<std::string> m_jobs;
    ActionOutcome m_outcome; // with the parts that have ended
};

} // namespace mmf::ui
