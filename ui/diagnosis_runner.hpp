// Runs one diagnosis at a time and hands what it finds to whoever asked. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "base/mailbox.hpp"
#include "diagnosis/diagnosis.hpp"

#include <functional>
#include <memory>

namespace mmf::ui {

class DiagnosisRunner
{
public:
    struct Listener
    {
        std::function<void(const diagnosis::Check &)> on_check;
        std::function<void()> on_end;
    };

    // `backend` outlives it; it need not have started.
    explicit DiagnosisRunner(Backend &backend);

    // In place of one that is under way. A client secret that is kept in the keyring is looked up first.
    void start(diagnosis::Subject subject, Listener listener);
    // Nothing is told any more.
    void stop();

    // Hands over what was found since the last time.
    void deliver();

private:
    struct Told
    {
        unsigned run; // of an earlier one nothing is handed over
        diagnosis::Event event;
    };

    void begin(diagnosis::Subject subject);

    Backend &m_backend;
    Mailbox<Told> m_mailbox;
    Listener m_listener;
    unsigned m_run = 0;
    std::unique_ptr<diagnosis::Diagnosis> m_diagnosis;
};

} // namespace mmf::ui
