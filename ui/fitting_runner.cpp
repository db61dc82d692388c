#include "fitting_runner.hpp"

#include <utility>

namespace mmf::ui {

FittingRunner::FittingRunner(Backend &backend)
    : m_backend(backend),
      m_mailbox([this] { m_backend.host().request_callback(); },
                [](const auto &, const auto &) { return false; })
{
}

void FittingRunner::start(publish::FileOrigin origin, publish::Way way, OnEnd on_end)
{
    stop();
    m_next = Wanted{std::move(origin), way, std::move(on_end)};
    begin();
}

void FittingRunner::stop()
{
    m_next.reset();
    m_on_end = nullptr;
    if (m_fitting) {
        m_fitting->stop();
    }
}

void FittingRunner::begin()
{
    if (m_fitting || !m_next) {
        return;
    }
    Wanted wanted = *std::exchange(m_next, std::nullopt);
    m_on_end = std::move(wanted.on_end);
    m_fitting = std::make_unique<publish::Fitting>(
        std::move(wanted.origin), wanted.way, m_backend.policy(),
        [this](Result<publish::FittedMesh> made) { m_mailbox.post(std::move(made)); });
}

void FittingRunner::deliver()
{
    while (auto made = m_mailbox.take()) {
        m_fitting.reset(); // its thread has nothing more to do
        if (const OnEnd on_end = std::exchange(m_on_end, nullptr)) {
            on_end(std::move(*made));
        }
        begin();
    }
}

} // namespace mmf::ui
