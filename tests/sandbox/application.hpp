// All of the sandbox behind the HTTP server: where a request goes, and what a fault does to it on the way.
// Owned by the Sandbox; called from the server's worker threads.
#pragma once

#include "api.hpp"
#include "auth_pages.hpp"
#include "http_server.hpp"
#include "inspection.hpp"
#include "other_services.hpp"
#include "request_log.hpp"
#include "token_endpoint.hpp"

namespace mmf::sandbox {

class Application : public RequestSink
{
public:
    // Throws std::invalid_argument for a bad fault, std::runtime_error without a temporary folder.
    explicit Application(Options options);

    // To be called before the first request.
    void prepare(const std::string &base_url);

    [[nodiscard]] Settings &settings() { return m_settings; }
    [[nodiscard]] Store &store() { return m_store; }
    [[nodiscard]] Tokens &tokens() { return m_tokens; }
    [[nodiscard]] FaultList &faults() { return m_faults; }
    [[nodiscard]] const RequestLog &log() const { return m_log; }

    void arrived(Exchange &exchange) override;
    void before_body(Exchange &exchange) override;
    void process(Exchange &exchange) override;

private:
    void dispatch(Exchange &exchange);
    void finish(Exchange &exchange);

    Settings m_settings;
    Tokens m_tokens;
    Sessions m_sessions;
    Store m_store;
    FaultList m_faults;
    RequestLog m_log;
    AuthPages m_auth_pages;
    TokenEndpoint m_token_endpoint;
    OtherServices m_other_services;
    Api m_api;
    Inspection m_inspection;
};

} // namespace mmf::sandbox
