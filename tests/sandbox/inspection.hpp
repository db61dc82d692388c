// /_sandbox/*: what was received, for tests and for people, and the switches. Needs no sign-in, counts for no
// fault and is in no list of requests. Called from worker threads; what it refers to outlives it.
#pragma once

#include "exchange.hpp"
#include "request_log.hpp"
#include "store.hpp"
#include "tokens.hpp"

namespace mmf::sandbox {

class Inspection
{
public:
    Inspection(const Store &store, const RequestLog &log, FaultList &faults, Tokens &tokens)
        : m_store(store), m_log(log), m_faults(faults), m_tokens(tokens)
    {
    }

    // False if the path is not below /_sandbox/.
    bool process(Exchange &exchange);
    [[nodiscard]] static bool is_inspection(const Exchange &exchange);

private:
    void show_objects(Exchange &exchange) const;
    void send_file(Exchange &exchange, const std::string &upload_id) const;
    void change_faults(Exchange &exchange);

    const Store &m_store;
    const RequestLog &m_log;
    FaultList &m_faults;
    Tokens &m_tokens;
};

} // namespace mmf::sandbox
