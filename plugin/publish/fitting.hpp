// Makes a file fit on a thread of its own, because it takes seconds and the worker, which never blocks, has
// uploads to see to. Owned by whoever waits for it, on any thread.
#pragma once

#include "base/policy.hpp"
#include "base/result.hpp"
#include "publish/fit.hpp"

#include <functional>
#include <thread>

namespace mmf::publish {

class Fitting
{
public:
    using OnEnd = std::function<void(Result<FittedMesh>)>;

    // `on_end` is called once, on the new thread, in every case.
    Fitting(FileOrigin origin, Way way, const Policy &policy, OnEnd on_end);
    Fitting(const Fitting &) = delete;
    Fitting &operator=(const Fitting &) = delete;
    // Stops it and waits for its end: as long as model::reduce does not look up.
    ~Fitting() = default;

    // Returns at once.
    void stop() { m_thread.request_stop(); }

private:
    std::jthread m_thread;
};

} // namespace mmf::publish
