// Makes one file fit at a time and hands over what came of it. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "base/mailbox.hpp"
#include "publish/fitting.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace mmf::ui {

class FittingRunner
{
public:
    using OnEnd = std::function<void(Result<publish::FittedMesh>)>;

    // `backend` outlives it.
    explicit FittingRunner(Backend &backend);

    // In place of one that is under way; begins when that one has ended, so that there is memory for one
    // only.
    void start(publish::FileOrigin origin, publish::Way way, OnEnd on_end);
    // Returns at once, and nothing is told any more. What cannot look up just now ends a moment later.
    void stop();

    // Hands over what has ended since the last time.
    void deliver();

private:
    struct Wanted
    {
        publish::FileOrigin origin;
        publish::Way way;
        OnEnd on_end;
    };

    void begin();

    Backend &m_backend;
    Mailbox<Result<publish::FittedMesh>> m_mailbox;
    std::optional<Wanted> m_next;
    OnEnd m_on_end;                              // null: nobody wants what is under way any more
    std::unique_ptr<publish::Fitting> m_fitting; // until its end is handed over
};

} // namespace mmf::ui
