#include "connection.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mmf::sandbox {

namespace {

constexpr size_t InputSize = 256 * 1024;
constexpr size_t OutputLimit = 1024 * 1024;
// Longer than any stall a client is tested with.
constexpr std::chrono::milliseconds PeerTimeout{120'000};
constexpr std::chrono::milliseconds LingerTimeout{2'000};

void read_address(const sockaddr_in &address, std::string &ip, int &port)
{
    std::array<char, INET_ADDRSTRLEN> text{};
    if (inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size()) != nullptr) {
        ip = text.data();
        port = ntohs(address.sin_port);
    }
}

} // namespace

Connection::Connection(socket_t socket, SSL_CTX *tls) : m_socket(socket), m_input(InputSize)
{
    fcntl(m_socket, F_SETFL, fcntl(m_socket, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (tls != nullptr) {
        m_tls.reset(SSL_new(tls));
        SSL_set_fd(m_tls.get(), m_socket);
    }
}

Connection::~Connection()
{
    m_tls.reset();
    ::close(m_socket);
}

bool Connection::wait_for(short events, std::chrono::milliseconds timeout) const
{
    pollfd poll_entry{m_socket, events, 0};
    int result = 0;
    do {
        result = ::poll(&poll_entry, 1, static_cast<int>(timeout.count()));
    } while (result < 0 && errno == EINTR);
    return result > 0;
}

bool Connection::wait_for_tls(int result) const
{
    switch (SSL_get_error(m_tls.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return wait_for(POLLIN, PeerTimeout);
    case SSL_ERROR_WANT_WRITE:
        return wait_for(POLLOUT, PeerTimeout);
    default:
        return false;
    }
}

bool Connection::handshake()
{
    while (m_tls) {
        ERR_clear_error();
        const int result = SSL_accept(m_tls.get());
        if (result == 1) {
            return true;
        }
        if (!wait_for_tls(result)) {
            return false;
        }
    }
    return true;
}

bool Connection::wait_readable(std::chrono::milliseconds timeout)
{
    if (m_input_begin < m_input_end || (m_tls && SSL_pending(m_tls.get()) > 0)) {
        return true;
    }
    return wait_for(POLLIN, timeout);
}

void Connection::begin_request()
{
    m_head.clear();
    m_in_head = true;
}

ssize_t Connection::receive(char *to, size_t size)
{
    while (true) {
        if (m_tls) {
            ERR_clear_error();
            const int result = SSL_read(m_tls.get(), to, static_cast<int>(size));
            if (result > 0) {
                return result;
            }
            if (!wait_for_tls(result)) {
                return 0;
            }
            continue;
        }
        const ssize_t result = ::recv(m_socket, to, size, 0);
        if (result >= 0 || (errno != EAGAIN && errno != EINTR)) {
            return result;
        }
        if (!wait_for(POLLIN, PeerTimeout)) {
            return -1;
        }
    }
}

ssize_t Connection::read(char *to, size_t size)
{
    if (m_dropped || !flush()) {
        return -1;
    }
    if (m_input_begin == m_input_end) {
        const ssize_t received = receive(m_input.data(), m_input.size());
        if (received <= 0) {
            return received;
        }
        m_input_begin = 0;
        m_input_end = static_cast<size_t>(received);
    }
    const size_t count = std::min(size, m_input_end - m_input_begin);
    std::memcpy(to, m_input.data() + m_input_begin, count);
    m_input_begin += count;
    if (m_in_head) {
        // The library reads the head one byte at a time, so nothing of the body gets in here.
        m_head.append(to, count);
        m_in_head = !m_head.ends_with("\r\n\r\n") && m_head.size() < InputSize;
    }
    return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char *from, size_t size)
{
    if (m_dropped) {
        return -1;
    }
    m_output.append(from, size);
    // A truncated answer is cut when it is complete.
    if (m_output.size() > OutputLimit && !m_truncate && !flush()) {
        return -1;
    }
    return static_cast<ssize_t>(size);
}

bool Connection::send_all(const char *from, size_t size)
{
    while (size > 0) {
        ssize_t sent = 0;
        if (m_tls) {
            ERR_clear_error();
            const int result = SSL_write(m_tls.get(), from, static_cast<int>(size));
            if (result <= 0) {
                if (!wait_for_tls(result)) {
                    return false;
                }
                continue;
            }
            sent = result;
        } else {
            sent = ::send(m_socket, from, size, MSG_NOSIGNAL);
            if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
                if (!wait_for(POLLOUT, PeerTimeout)) {
                    return false;
                }
                continue;
            }
            if (sent < 0) {
                return false;
            }
        }
        from += sent;
        size -= static_cast<size_t>(sent);
    }
    return true;
}

bool Connection::flush()
{
    if (m_dropped) {
        return false;
    }
    const std::string output = std::exchange(m_output, {});
    size_t size = output.size();
    if (m_truncate) {
        const size_t head = output.find("\r\n\r\n");
        size = head == std::string::npos ? size / 2 : head + 4 + (size - head - 4) / 2;
    }
    return send_all(output.data(), size);
}

void Connection::drop()
{
    m_dropped = true;
    m_output.clear();
}

void Connection::wait_for_peer_to_go()
{
    // POLLHUP and POLLERR are always reported; unread data must not wake this.
    while (!wait_for(POLLRDHUP, PeerTimeout)) {
    }
}

void Connection::close_gently()
{
    if (m_dropped || !flush()) {
        return;
    }
    if (m_tls && !m_truncate) {
        SSL_shutdown(m_tls.get());
    }
    ::shutdown(m_socket, SHUT_WR);
    const auto deadline = std::chrono::steady_clock::now() + LingerTimeout;
    while (m_close_after_answer && std::chrono::steady_clock::now() < deadline) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (!wait_for(POLLIN, left) || ::recv(m_socket, m_input.data(), m_input.size(), 0) <= 0) {
            return;
        }
    }
}

void Connection::shut_down() const
{
    ::shutdown(m_socket, SHUT_RDWR);
}

void Connection::get_remote_ip_and_port(std::string &ip, int &port) const
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (getpeername(m_socket, reinterpret_cast<sockaddr *>(&address), &length) == 0) {
        read_address(address, ip, port);
    }
}

void Connection::get_local_ip_and_port(std::string &ip, int &port) const
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &length) == 0) {
        read_address(address, ip, port);
    }
}

} // namespace mmf::sandbox
