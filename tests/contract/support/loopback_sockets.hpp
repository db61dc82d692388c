// Sockets and pipes of what stands between two programs on this machine. They throw std::runtime_error where
// there is none. Functions are thread-safe.
#pragma once

#include "base/files.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace mmf::test {

struct Listener
{
    FileDescriptor socket;
    std::uint16_t port = 0;
};

// On a free port.
Listener listen_on_loopback();

// Takes the next connection and makes one on to `server`, both without a delay of their own: the client's end
// and the server's. Nullopt: one of them is gone.
std::optional<std::array<FileDescriptor, 2>> take_on_to(const Listener &listener, std::uint16_t server);

// False: the other side is gone.
bool send_all(const FileDescriptor &socket, std::string_view bytes);

// The end that is read and the one that is written.
std::pair<FileDescriptor, FileDescriptor> make_pipe();

} // namespace mmf::test
