// The one HTTP client, over libcurl's multi interface; it is also what its loop waits with.
//
// Everything but `wake` belongs to the loop's thread. Transfers refer to the client and end before it.
// TLS is always verified, by the system's authorities and, if named, those of `ca_file`. Redirects are not
// followed. Nothing is sent to a place that http::may_be_trusted refuses.
#pragma once

#include "base/log.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace mmf::http {

// Of libcurl and its TLS library, as in "libcurl/7.88.1 OpenSSL/3.0.17". [thread-safe]
std::string library_versions();

struct ClientOptions
{
    std::string user_agent;
    // Further trusted authorities, PEM; may be empty.
    std::filesystem::path ca_file;
};

class Client final : public Transport, public Poller
{
public:
    // `log` outlives the client.
    Client(ClientOptions options, const Policy &policy, Log &log);
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;
    ~Client() override;

    [[nodiscard]] std::unique_ptr<Transfer> send(Request request, OnOutcome on_outcome) override;

    void poll(milliseconds timeout, std::span<PolledSocket> sockets) override;
    void wake() override;

    // Whether any transfer is under way.
    bool is_busy() const { return !m_exchanges.empty(); }

private:
    class Exchange;
    friend class Exchange;

    void wait(milliseconds timeout, std::span<PolledSocket> sockets);
    milliseconds until_stall() const;
    void end_stalled();

    void *m_multi;                       // CURLM, kept out of this header
    std::vector<Exchange *> m_exchanges; // those under way, each of which its caller owns
    ClientOptions m_options;
    Policy m_policy;
    Log &m_log;
};

} // namespace mmf::http
