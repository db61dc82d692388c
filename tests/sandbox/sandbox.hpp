// A local MyMiniFactory: sign-in pages, token endpoints and API on one origin at 127.0.0.1, with switchable
// faults. It serves from its construction until its destruction, on threads of its own. Every function is
// thread-safe. Users: designer and maker, password "secret". Clients: sandbox-client with the secret
// "sandbox-secret", and sandbox-public without one. Any http://localhost:PORT/callback or
// http://127.0.0.1:PORT/callback is registered.
#pragma once

#include "options.hpp"
#include "records.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::sandbox {

class Sandbox
{
public:
    // Throws std::invalid_argument for a bad fault, std::runtime_error if the port or the certificate cannot
    // be used.
    explicit Sandbox(Options options = {});
    // Closes every connection at once.
    ~Sandbox();
    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;

    // Such as http://127.0.0.1:41234, without a slash at the end.
    [[nodiscard]] const std::string &base_url() const;

    [[nodiscard]] std::vector<ReceivedObject> objects() const;
    [[nodiscard]] std::vector<ReceivedRequest> requests() const;
    // True as soon as `count` requests that match have arrived; false when the time is over. `method` may be
    // *, `path` a pattern as in faults.
    [[nodiscard]] bool wait_for_requests(std::string_view method, std::string_view path, std::size_t count,
                                         std::chrono::milliseconds timeout) const;

    // 'METHOD PATH#NTH:KIND'; NTH counts from now. Throws std::invalid_argument.
    void add_fault(std::string_view fault);
    void clear_faults();

    // Options in force for later requests; port, TLS and faults stay as they are.
    void change(const std::function<void(Options &)> &edit);
    void set_rotation(Rotation rotation);

    void expire_access_tokens();
    // What a session ended by the service looks like: neither access nor refresh tokens are known any more.
    void forget_tokens();
    // Without sign-in, for user names and client ids of this sandbox. Throw std::invalid_argument for others.
    [[nodiscard]] std::string issue_access_token(std::string_view user);
    [[nodiscard]] std::string issue_refresh_token(std::string_view user,
                                                  std::string_view client = "sandbox-client");
    // `challenge` as in the authorize request (RFC 7636, S256); empty: without.
    [[nodiscard]] std::string issue_code(std::string_view user, std::string_view client,
                                         const std::string &redirect_uri, const std::string &challenge = {});

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mmf::sandbox
