#include "diagnosis_runner.hpp"

#include <utility>
#include <variant>

namespace mmf::ui {

DiagnosisRunner::DiagnosisRunner(Backend &backend)
    : m_backend(backend),
      m_mailbox([this] { m_backend.host().request_callback(); },
                [](const Told &, const Told &) { return false; })
{
}

void DiagnosisRunner::start(diagnosis::Subject subject, Listener listener)
{
    stop();
    m_listener = std::move(listener);
    if (subject.profile.secret_place != auth::SecretPlace::Keyring || !subject.profile.lacks_secret()) {
        begin(std::move(subject));
        return;
    }
    const auth::Profile profile = subject.profile;
    m_backend.load_client_secret(
        profile, [this, run = m_run, subject = std::move(subject)](const Result<Secret> &secret) mutable {
            if (run == m_run) {
                subject.profile.client_secret = secret.value_or(Secret());
                begin(std::move(subject));
            }
        });
}

void DiagnosisRunner::begin(diagnosis::Subject subject)
{
    const auto make_store = [this, profile = subject.profile](Loop &loop) {
        return m_backend.make_store(profile, loop);
    };
    m_diagnosis = std::make_unique<diagnosis::Diagnosis>(
        diagnosis::Diagnosis::Options{std::move(subject), m_backend.policy(), m_backend.user_agent()},
        make_store, m_backend.host(), [this, run = m_run](diagnosis::Event event) {
            m_mailbox.post({run, std::move(event)});
        });
}

void DiagnosisRunner::stop()
{
    ++m_run;
    m_diagnosis.reset();
    m_listener = {};
}

void DiagnosisRunner::deliver()
{
    while (const auto told = m_mailbox.take()) {
        if (told->run != m_run || !m_diagnosis) {
            continue;
        }
        if (const auto *check = std::get_if<diagnosis::Check>(&told->event)) {
            m_listener.on_check(*check);
        } else {
            const auto on_end = std::move(m_listener.on_end);
            stop();
            on_end();
        }
    }
}

} // namespace mmf::ui
