#include "application.hpp"

#include "fault_effects.hpp"
#include "html.hpp"
#include "site_pages.hpp"

namespace mmf::sandbox {

Application::Application(Options options)
    : m_settings(std::move(options)),
      m_auth_pages(m_settings, m_sessions, m_tokens),
      m_token_endpoint(m_settings, m_tokens),
      m_other_services(m_settings, m_tokens),
      m_api(m_settings, m_tokens, m_store),
      m_inspection(m_store, m_log, m_faults, m_tokens)
{
    for (const std::string &fault : m_settings.get().faults) {
        m_faults.add(fault);
    }
}

void Application::prepare(const std::string &base_url)
{
    m_store.set_base_url(base_url);
    m_api.set_base_url(base_url);
}

void Application::arrived(Exchange &exchange)
{
    if (!Inspection::is_inspection(exchange)) {
        exchange.fault = m_faults.arrive(exchange.method(), exchange.path());
        exchange.number = m_log.add(exchange);
    }
}

void Application::before_body(Exchange &exchange)
{
    if (exchange.fault.kind == FaultKind::ExpireTokens) {
        m_tokens.expire_access_tokens();
    } else if (exchange.fault.kind == FaultKind::ForgetTokens) {
        m_tokens.forget();
    }
    apply_before_body(exchange);
    if (!exchange.answered() && exchange.fault.kind != FaultKind::DropMid) {
        m_api.before_body(exchange);
    }
    if (exchange.answered()) {
        finish(exchange);
    }
}

void Application::process(Exchange &exchange)
{
    const std::string &path = exchange.path();
    const bool is_upload = path == "/api/v2/file" || path == "/api/v2/image";
    // An upload notices what is missing, so that its status becomes 'failed'.
    if (is_upload || !apply_drop_mid(exchange)) {
        dispatch(exchange);
    }
    finish(exchange);
}

void Application::dispatch(Exchange &exchange)
{
    if (m_inspection.process(exchange) || m_auth_pages.process(exchange) ||
        m_token_endpoint.process(exchange) || m_other_services.process(exchange) || m_api.process(exchange) ||
        process_site_page(exchange, m_store)) {
        return;
    }
    exchange.answer(404, "text/html; charset=utf-8", html_page("There is nothing at this address", ""));
}

void Application::finish(Exchange &exchange)
{
    apply_to_answer(exchange);
    m_faults.pause(exchange.fault);
    const bool dropped = !exchange.connection().is_writable();
    m_log.set_status(exchange.number, dropped ? 0 : exchange.response().status);
}

} // namespace mmf::sandbox
