// A line to a server on this machine on which every byte takes its time, as over an ocean.
// Serves on a thread of its own, from its construction until its end.
#pragma once

#include "base/files.hpp"
#include "support/loopback_sockets.hpp"

#include <chrono>
#include <cstdint>
#include <list>
#include <thread>

namespace mmf::bench {

class DelayLine
{
public:
    // A connection itself is made at once; what passes on it takes `one_way`. Throws std::runtime_error where
    // there is no port.
    DelayLine(std::uint16_t server, std::chrono::milliseconds one_way);
    DelayLine(const DelayLine &) = delete;
    DelayLine &operator=(const DelayLine &) = delete;
    ~DelayLine();

    std::uint16_t port() const { return m_listener.port; }

private:
    struct Connection;

    void serve();
    void accept();
    // Until something is due; -1: nothing is.
    int wait_time() const;

    std::uint16_t m_server;
    std::chrono::milliseconds m_one_way;
    test::Listener m_listener;
    FileDescriptor m_end_read;
    FileDescriptor m_end_write;
    std::list<Connection> m_connections; // of the thread
    std::thread m_thread;
};

} // namespace mmf::bench
