#include "delay_line.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <tuple>
#include <utility>
#include <vector>

namespace mmf::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t ReadSize = 64 * 1024;

// One way of a connection. Empty bytes are its end.
struct OneWay
{
    struct Parcel
    {
        Clock::time_point due;
        std::string bytes;
    };

    FileDescriptor from;
    std::deque<Parcel> under_way;
    bool has_ended = false; // no more is read
    bool is_over = false;   // no more is to be passed on
};

void receive(OneWay &way, Clock::time_point due)
{
    std::string bytes(ReadSize, '\0');
    const ssize_t count = ::recv(way.from.get(), bytes.data(), bytes.size(), 0);
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    way.has_ended = bytes.empty();
    way.under_way.push_back({due, std::move(bytes)});
}

void deliver(OneWay &way, const FileDescriptor &to, Clock::time_point now)
{
    while (!way.under_way.empty() && way.under_way.front().due <= now) {
        const std::string &bytes = way.under_way.front().bytes;
        if (bytes.empty() || !test::send_all(to, bytes)) {
            ::shutdown(to.get(), SHUT_WR);
            way.is_over = true;
        }
        way.under_way.pop_front();
    }
}

} // namespace

struct DelayLine::Connection
{
    std::array<OneWay, 2> ways; // to the server and from it
};

DelayLine::DelayLine(std::uint16_t server, std::chrono::milliseconds one_way)
    : m_server(server), m_one_way(one_way), m_listener(test::listen_on_loopback())
{
    std::tie(m_end_read, m_end_write) = test::make_pipe();
    m_thread = std::thread([this] { serve(); });
}

DelayLine::~DelayLine()
{
    m_end_write = FileDescriptor();
    m_thread.join();
}

void DelayLine::serve()
{
    for (;;) {
        std::vector<pollfd> waiting = {{m_end_read.get(), POLLIN, 0}, {m_listener.socket.get(), POLLIN, 0}};
        for (const Connection &connection : m_connections) {
            for (const OneWay &way : connection.ways) {
                waiting.push_back({way.has_ended ? -1 : way.from.get(), POLLIN, 0});
            }
        }
        ::poll(waiting.data(), waiting.size(), wait_time());
        if (waiting[0].revents != 0) {
            return;
        }
        const Clock::time_point now = Clock::now();
        std::size_t next = 2;
        for (Connection &connection : m_connections) {
            for (std::size_t i = 0; i < connection.ways.size(); ++i) {
                OneWay &way = connection.ways.at(i);
                if (waiting[next++].revents != 0) {
                    receive(way, now + m_one_way);
                }
                deliver(way, connection.ways.at(1 - i).from, now);
            }
        }
        m_connections.remove_if([](const Connection &connection) {
            return std::all_of(connection.ways.begin(), connection.ways.end(),
                               [](const OneWay &way) { return way.is_over; });
        });
        if (waiting[1].revents != 0) {
            accept();
        }
    }
}

void DelayLine::accept()
{
    auto ends = test::take_on_to(m_listener, m_server);
    if (!ends) {
        return;
    }
    Connection connection;
    for (std::size_t i = 0; i < ends->size(); ++i) {
        connection.ways.at(i).from = std::move(ends->at(i));
    }
    m_connections.push_back(std::move(connection));
}

int DelayLine::wait_time() const
{
    std::chrono::milliseconds least(-1);
    const Clock::time_point now = Clock::now();
    for (const Connection &connection : m_connections) {
        for (const OneWay &way : connection.ways) {
            if (!way.under_way.empty()) {
                const auto left =
                    std::max(std::chrono::milliseconds(0),
                             std::chrono::ceil<std::chrono::milliseconds>(way.under_way.front().due - now));
                least = least.count() < 0 ? left : std::min(least, left);
            }
        }
    }
    return static_cast<int>(least.count());
}

} // namespace mmf::bench
