#include "auth/loopback_port.hpp"

#include "http/url.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>

namespace mmf::auth {

namespace {

// A burst of clients that finds it full waits a second for its repeated SYN, and a browser behind it.
constexpr int Backlog = 128;

// A listening socket, or the system's reason.
tl::expected<FileDescriptor, int> listen_on(int family, const sockaddr *address, socklen_t size)
{
    FileDescriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int on = 1;
    // The last sign-in's connections may still be dying; a port that somebody listens on stays taken.
    const bool ready =
        socket.is_open() && ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
        (family != AF_INET6 || ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == 0) &&
        ::bind(socket.get(), address, size) == 0 && ::listen(socket.get(), Backlog) == 0;
    if (!ready) {
        return tl::unexpected(errno);
    }
    return socket;
}

tl::expected<FileDescriptor, int> listen_v4(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return listen_on(AF_INET, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

tl::expected<FileDescriptor, int> listen_v6(std::uint16_t port)
{
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    address.sin6_addr = in6addr_loopback;
    return listen_on(AF_INET6, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

// The machine has no such network at all: nobody can listen there in our place either.
bool is_absent(int reason)
{
    return reason == EAFNOSUPPORT || reason == EADDRNOTAVAIL || reason == EPROTONOSUPPORT;
}

} // namespace

bool is_loopback_redirect(const std::string &redirect_uri)
{
    const auto uri = http::parse_url(redirect_uri);
    return uri && uri->scheme == "http" && !uri->has_user_info && uri->port != "0" &&
           (uri->host == "localhost" || uri->host == "127.0.0.1" || uri->host == "[::1]");
}

Result<LoopbackPort> LoopbackPort::open(const std::string &redirect_uri)
{
    if (!is_loopback_redirect(redirect_uri)) {
        return fail(ErrorKind::SignInFailed,
                    "the redirect URI " + redirect_uri + " does not lead from a browser to this program");
    }
    const auto uri = http::parse_url(redirect_uri);
    std::uint16_t port = 0;
    std::from_chars(uri->port.data(), uri->port.data() + uri->port.size(), port);

    LoopbackPort opened;
    int absent = 0;
    for (const auto listen : {&listen_v4, &listen_v6}) {
        if (uri->host == (listen == &listen_v4 ? "[::1]" : "127.0.0.1")) {
            continue;
        }
        auto socket = listen(port);
        if (socket) {
            opened.m_sockets.push_back(std::move(*socket));
        } else if (uri->host == "localhost" && is_absent(socket.error())) {
            absent = socket.error();
        } else {
            const std::string name = "port " + uri->port + " of this computer ";
            return fail(ErrorKind::SignInFailed,
                        socket.error() == EADDRINUSE
                            ? name + "is in use by another program"
                            : name + "cannot be used: " + std::generic_category().message(socket.error()));
        }
    }
    if (opened.m_sockets.empty()) {
        return fail(ErrorKind::SignInFailed, std::generic_category().message(absent));
    }
    return opened;
}

} // namespace mmf::auth
