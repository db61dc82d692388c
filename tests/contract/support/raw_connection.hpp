// One TCP connection to this machine, byte by byte, for clients that no library would be. Throws where it
// cannot even begin.
#pragma once

#include "base/files.hpp"
#include "support/event_queue.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>

namespace mmf::test {

class RawConnection
{
public:
    explicit RawConnection(std::uint16_t port, int family = AF_INET)
        : m_socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (!m_socket.is_open()) {
            throw std::runtime_error("no socket for the test");
        }
        m_error = family == AF_INET ? connect_v4(port) : connect_v6(port);
    }

    bool is_refused() const { return m_error == ECONNREFUSED; }
    bool is_connected() const { return m_error == 0; }

    // False if the other side has closed.
    bool send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // Everything up to the other side's end; whether that was an orderly one: `ended_well`.
    std::string receive_all()
    {
        std::string all;
        for (;;) {
            pollfd waiting = {m_socket.get(), POLLIN, 0};
            char chunk[4096];
            const bool is_ready = ::poll(&waiting, 1, static_cast<int>(Patience.count())) == 1;
            const ssize_t count = is_ready ? ::recv(m_socket.get(), chunk, sizeof chunk, 0) : -1;
            if (count <= 0) {
                ended_well = count == 0;
                return all;
            }
            all.append(chunk, static_cast<std::size_t>(count));
        }
    }

    std::string ask(std::string_view request) { return send(request) ? receive_all() : std::string(); }

    bool ended_well = false;

private:
    int connect_v4(std::uint16_t port) const
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return connect_to(reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }

    int connect_v6(std::uint16_t port) const
    {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(port);
        address.sin6_addr = in6addr_loopback;
        return connect_to(reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }

    int connect_to(const sockaddr *address, socklen_t size) const
    {
        return ::connect(m_socket.get(), address, size) == 0 ? 0 : errno;
    }

    FileDescriptor m_socket;
    int m_error = 0;
};

} // namespace mmf::test
