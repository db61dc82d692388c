// The list of requests as they arrived. Thread-safe.
#pragma once

#include "exchange.hpp"
#include "records.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <vector>

namespace mmf::sandbox {

class RequestLog
{
public:
    // Returns its number, counted from 1.
    std::uint64_t add(const Exchange &exchange);
    void set_status(std::uint64_t number, int status);
    [[nodiscard]] std::vector<ReceivedRequest> list() const;
    // True as soon as `count` requests that match have arrived; false when the time is over. `method` may be
    // *, `path` is a pattern as in faults.
    [[nodiscard]] bool wait_for(std::string_view method, std::string_view path, std::size_t count,
                                std::chrono::milliseconds timeout) const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::vector<ReceivedRequest> m_requests;
};

} // namespace mmf::sandbox
