#include "request_log.hpp"

#include <algorithm>

namespace mmf::sandbox {

std::uint64_t RequestLog::add(const Exchange &exchange)
{
    ReceivedRequest request;
    request.method = exchange.method();
    request.path = exchange.path();
    request.query = redact_query(exchange.query());
    request.fault = exchange.fault.name;
    const std::string authorization = exchange.header("Authorization");
    request.authorization_scheme = authorization.substr(0, authorization.find(' '));
    request.content_type = exchange.header("Content-Type");
    request.content_length = exchange.header("Content-Length");
    request.transfer_encoding = exchange.header("Transfer-Encoding");
    request.expect = exchange.header("Expect");
    request.user_agent = exchange.header("User-Agent");
    request.accept = exchange.header("Accept");
    std::string ip;
    exchange.connection().get_remote_ip_and_port(ip, request.peer_port);
    const std::lock_guard lock(m_mutex);
    request.n = m_requests.size() + 1;
    m_requests.push_back(std::move(request));
    m_changed.notify_all();
    return m_requests.size();
}

void RequestLog::set_status(std::uint64_t number, int status)
{
    const std::lock_guard lock(m_mutex);
    if (number >= 1 && number <= m_requests.size()) {
        m_requests[number - 1].status = status;
    }
}

std::vector<ReceivedRequest> RequestLog::list() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

bool RequestLog::wait_for(std::string_view method, std::string_view path, std::size_t count,
                          std::chrono::milliseconds timeout) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, timeout, [&] {
        const auto matches = [&](const ReceivedRequest &request) {
            return (method == "*" || method == request.method) && path_matches(path, request.path);
        };
        return static_cast<std::size_t>(std::count_if(m_requests.begin(), m_requests.end(), matches)) >=
               count;
    });
}

} // namespace mmf::sandbox
