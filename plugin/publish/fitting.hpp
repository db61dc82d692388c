// Makes a file fit on a thread of its own, because it takes seconds and the worker, which never blocks, has
// uploads to see to. Owned by whoever waits for it, on any thread.
#pragma once

#include "base/policy.hpp"
#include "base/result.hpp"
#include "publish/fit.hpp"

#include <functional>
#include <memory>
#include <thread>

namespace mmf::publish {

class Fitting
{
public:
    using OnEnd = std::function<void(Result<FittedMesh>)>;

    // `on_end` is called once, on the new thread, unless this has gone by then.
    Fitting(FileOrigin origin, Way way, const Policy &policy, OnEnd on_end);
    Fitting(const Fitting &) = delete;
    Fitting &operator=(const Fitting &) = delete;
    // Stops it, and waits while `origin` is read or `on_end` runs. A reduction, which does not look up for
    // seconds, is left to itself: it has nothing of anyone's by then, and the library stays loaded for it.
    ~Fitting();

    // Returns at once.
    void stop();

private:
    struct Shared;

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

} // namespace mmf::publish
