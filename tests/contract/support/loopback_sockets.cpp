#include "support/loopback_sockets.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace mmf::test {

namespace {

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

FileDescriptor new_socket()
{
    return FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

FileDescriptor connect_to(std::uint16_t port)
{
    FileDescriptor socket = new_socket();
    const sockaddr_in address = loopback(port);
    const bool is_connected =
        ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    return is_connected ? std::move(socket) : FileDescriptor();
}

void send_at_once(const FileDescriptor &socket)
{
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

Listener listen_on_loopback()
{
    constexpr int Backlog = 64;
    Listener listener{new_socket()};
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto *any = reinterpret_cast<sockaddr *>(&address);
    if (::bind(listener.socket.get(), any, size) != 0 || ::listen(listener.socket.get(), Backlog) != 0 ||
        ::getsockname(listener.socket.get(), any, &size) != 0) {
        throw std::runtime_error("no port to listen on");
    }
    listener.port = ntohs(address.sin_port);
    return listener;
}

std::optional<std::array<FileDescriptor, 2>> take_on_to(const Listener &listener, std::uint16_t server)
{
    std::array ends = {FileDescriptor(::accept4(listener.socket.get(), nullptr, nullptr, SOCK_CLOEXEC)),
                       connect_to(server)};
    for (const FileDescriptor &end : ends) {
        if (!end.is_open()) {
            return std::nullopt;
        }
        send_at_once(end);
    }
    return ends;
}

bool send_all(const FileDescriptor &socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    }
    return true;
}

std::pair<FileDescriptor, FileDescriptor> make_pipe()
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

} // namespace mmf::test
