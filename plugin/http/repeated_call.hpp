// A request that is sent again for as long as it is certain that the service has none of it. One at a time;
// belongs to the loop's thread.
#pragma once

#include "base/loop.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"

#include <memory>

namespace mmf::http {

class RepeatedCall
{
public:
    // Both outlive it.
    RepeatedCall(Loop &loop, Transport &transport, const Policy &policy);

    // Calls back once, from the loop, with what the last try came to; the callback may send the next request.
    void send(Request request, OnOutcome on_outcome);

    // Nothing is called back any more.
    void abort();

private:
    void send_attempt(Request request, OnOutcome on_outcome, int attempt);

    Loop &m_loop;
    Transport &m_transport;
    const Policy m_policy;
    std::unique_ptr<Transfer> m_transfer;
    Timer m_pause; // between two tries
};

} // namespace mmf::http
