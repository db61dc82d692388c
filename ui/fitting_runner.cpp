#include "fitting_runner.hpp"

#include <utility>

namespace mmf::ui {

FittingRunner::FittingRunner(Backend &backend)
    : m_backend(backend),
      m_mailbox([this] { m_backend.host().request_callback(); },
                [](const Told &, const Told &) { return false; })
{
}

void FittingRunner::start(publish::FileOrigin origin, publish::Way way, OnEnd on_end)
{
    stop();
    m_on_end = std::move(on_end);
    m_fittings[m_run] = std::make_unique<publish::Fitting>(
        std::move(origin), way, m_backend.policy(), [this, run = m_run](Result<publish::FittedMesh> made) {
            m_mailbox.post({run, std::move(made)});
        });
}

void FittingRunner::stop()
{
    if (const auto under_way = m_fittings.find(m_run); under_way != m_fittings.end()) {
        under_way->second->stop();
    }
    ++m_run;
    m_on_end = nullptr;
}

void FittingRunner::deliver()
{
    while (auto told = m_mailbox.take()) {
        m_fittings.erase(told->run); // its thread has nothing more to do
        if (told->run == m_run && m_on_end) {
            std::exchange(m_on_end, nullptr)(std::move(told->made));
        }
    }
}

} // namespace mmf::ui
