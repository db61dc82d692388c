// A line to a server on this machine that breaks at a chosen byte of a chosen connection. Serves on a thread
// of its own, from its construction until its end.
#pragma once

#include "base/files.hpp"
#include "support/loopback_sockets.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mmf::test {

enum class Direction
{
    Up,   // to the server
    Down, // to the client
};

struct Cut
{
    enum class Kind
    {
        End,   // as a server that goes away in order
        Reset, // as one that crashes
        Hold,  // nothing moves any more, and nobody says so
    };

    std::size_t connection = std::numeric_limits<std::size_t>::max(); // in order of arrival, from 0
    Direction direction = Direction::Up;
    std::uint64_t after = 0; // so many bytes that way get through
    Kind kind = Kind::End;
};

class Relay
{
public:
    // What passed one way or the other on a connection.
    using Passed = std::array<std::string, 2>; // by Direction

    // Throws std::runtime_error where there is no port.
    explicit Relay(std::uint16_t server, Cut cut = {});
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;
    ~Relay();

    std::string base_url() const { return "http://" + authority(); }
    std::string authority() const { return "127.0.0.1:" + std::to_string(m_listener.port); }
    // New connections go there from now on. [thread-safe]
    void lead_to(std::uint16_t server) { m_server = server; }
    // [thread-safe]
    std::vector<Passed> passed() const;
    bool has_cut() const;

private:
    struct Connection
    {
        std::size_t number = 0;
        std::array<FileDescriptor, 2> from; // by the direction of what is read there
        std::array<bool, 2> has_ended = {};
        bool is_held = false;
    };

    void serve();
    void accept();
    // Returns whether the connection lives on.
    bool pass(Connection &connection, Direction direction);
    bool cut(Connection &connection);

    std::atomic<std::uint16_t> m_server;
    Cut m_cut;
    Listener m_listener;
    FileDescriptor m_end_read;
    FileDescriptor m_end_write;
    std::vector<std::unique_ptr<Connection>> m_connections; // of the thread

    mutable std::mutex m_mutex; // guards the two below
    std::vector<Passed> m_passed;
    bool m_has_cut = false;

    std::thread m_thread;
};

} // namespace mmf::test
