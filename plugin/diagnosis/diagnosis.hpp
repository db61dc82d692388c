// An examination with a thread and a connection of its own, since it is wanted above all where nothing else
// has begun. Made, used and ended on the main thread; its end ends what is under way, well under 2 s.
#pragma once

#include "auth/token_store.hpp"
#include "base/log.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"
#include "diagnosis/check.hpp"
#include "diagnosis/examination.hpp"

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>

namespace mmf::diagnosis {

// There will be no further check.
struct Finished
{
};
using Event = std::variant<Check, Finished>;

class Diagnosis
{
public:
    using MakeStore = std::function<std::unique_ptr<auth::TokenStore>(Loop &)>;

    struct Options
    {
        Subject subject;
        Policy policy;
        std::string user_agent;
    };

    // Begins at once. `make_store` is called only where the keyring is looked at. `on_event` is called on the
    // worker's thread; `log` outlives this.
    Diagnosis(Options options, const MakeStore &make_store, Log &log,
              const std::function<void(Event)> &on_event);
    Diagnosis(const Diagnosis &) = delete;
    Diagnosis &operator=(const Diagnosis &) = delete;
    ~Diagnosis();

private:
    class Worker;

    std::unique_ptr<Worker> m_worker;
    std::thread m_thread;
};

} // namespace mmf::diagnosis
