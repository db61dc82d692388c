// A port of this machine that nobody listens on and nobody else gets. A sandbox may still be started on it.
#pragma once

#include <cstdint>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace mmf::test {

class ReservedPort
{
public:
    ReservedPort() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const int on = 1;
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *any = reinterpret_cast<sockaddr *>(&address);
        if (::setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
            ::bind(m_socket, any, size) != 0 || ::getsockname(m_socket, any, &size) != 0) {
            ::close(m_socket);
            throw std::runtime_error("no port for the test");
        }
        m_port = ntohs(address.sin_port);
    }
    ReservedPort(const ReservedPort &) = delete;
    ReservedPort &operator=(const ReservedPort &) = delete;
    ~ReservedPort() { ::close(m_socket); }

    std::uint16_t port() const { return m_port; }
    std::string base_url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

private:
    int m_socket;
    std::uint16_t m_port = 0;
};

} // namespace mmf::test
