// Makes one file fit at a time and hands over what came of it. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "base/mailbox.hpp"
#include "publish/fitting.hpp"

#include <functional>
#include <map>
#include <memory>

namespace mmf::ui {

class FittingRunner
{
public:
    using OnEnd = std::function<void(Result<publish::FittedMesh>)>;

    // `backend` outlives it.
    explicit FittingRunner(Backend &backend);

    // In place of one that is under way.
    void start(publish::FileOrigin origin, publish::Way way, OnEnd on_end);
    // Returns at once, and nothing is told any more. What cannot look up just now ends a moment later.
    void stop();

    // Hands over what has ended since the last time.
    void deliver();

private:
    struct Told
    {
        unsigned run; // of an earlier one nothing is handed over
        Result<publish::FittedMesh> made;
    };

    Backend &m_backend;
    Mailbox<Told> m_mailbox;
    OnEnd m_on_end; // of the one that is under way
    unsigned m_run = 0;
    std::map<unsigned, std::unique_ptr<publish::Fitting>> m_fittings; // until their end is told
};

} // namespace mmf::ui
