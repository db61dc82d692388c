// The port of a redirect URI such as "http://localhost:7330/callback", bound before the browser opens
// (RFC 8252 §7.3). Any thread; a value that owns its sockets. Nobody but this machine reaches it.
#pragma once

#include "base/files.hpp"
#include "base/result.hpp"

#include <string>
#include <vector>

namespace mmf::auth {

// Whether the redirect URI leads to a port of this machine: http, host "localhost", "127.0.0.1" or "[::1]".
bool is_loopback_redirect(const std::string &redirect_uri);

class LoopbackPort
{
public:
    // Listens where the redirect URI's host may lead a browser: "localhost" to 127.0.0.1 and ::1, of which
    // one suffices where the machine has no other; the two addresses to themselves. Error: SignInFailed, with
    // the reason, above all that another program has the port: then a code could go to that one instead.
    static Result<LoopbackPort> open(const std::string &redirect_uri);

    // Non-blocking, listening; valid as long as this object.
    const std::vector<FileDescriptor> &sockets() const { return m_sockets; }

private:
    std::vector<FileDescriptor> m_sockets;
};

} // namespace mmf::auth
