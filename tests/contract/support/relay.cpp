#include "support/relay.hpp"

#include <algorithm>
#include <poll.h>
#include <string_view>
#include <sys/socket.h>
#include <tuple>
#include <utility>

namespace mmf::test {

namespace {

constexpr std::size_t Up = static_cast<std::size_t>(Direction::Up);
constexpr std::size_t Down = static_cast<std::size_t>(Direction::Down);

// The end of such a socket tells the other side so.
void reset_at_end(const FileDescriptor &socket)
{
    const linger at_once = {1, 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

} // namespace

Relay::Relay(std::uint16_t server, Cut cut) : m_server(server), m_cut(cut), m_listener(listen_on_loopback())
{
    std::tie(m_end_read, m_end_write) = make_pipe();
    m_thread = std::thread([this] { serve(); });
}

Relay::~Relay()
{
    m_end_write = FileDescriptor();
    m_thread.join();
}

std::vector<Relay::Passed> Relay::passed() const
{
    const std::lock_guard lock(m_mutex);
    return m_passed;
}

bool Relay::has_cut() const
{
    const std::lock_guard lock(m_mutex);
    return m_has_cut;
}

void Relay::serve()
{
    for (;;) {
        std::vector<pollfd> waiting = {{m_end_read.get(), POLLIN, 0}, {m_listener.socket.get(), POLLIN, 0}};
        for (const auto &connection : m_connections) {
            for (const std::size_t way : {Up, Down}) {
                const bool is_open = !connection->has_ended[way] && !connection->is_held;
                waiting.push_back({is_open ? connection->from[way].get() : -1, POLLIN, 0});
            }
        }
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[0].revents != 0) {
            return;
        }
        std::vector<std::size_t> over;
        for (std::size_t i = 0; i < m_connections.size(); ++i) {
            bool lives = true;
            for (const std::size_t way : {Up, Down}) {
                const bool is_ready = waiting[2 + 2 * i + way].revents != 0;
                lives = lives && (!is_ready || pass(*m_connections[i], static_cast<Direction>(way)));
            }
            if (!lives) {
                over.push_back(i);
            }
        }
        for (auto i = over.rbegin(); i != over.rend(); ++i) {
            m_connections.erase(m_connections.begin() + static_cast<std::ptrdiff_t>(*i));
        }
        if (waiting[1].revents != 0) {
            accept();
        }
    }
}

void Relay::accept()
{
    auto ends = take_on_to(m_listener, m_server);
    if (!ends) {
        return;
    }
    auto connection = std::make_unique<Connection>();
    connection->from = std::move(*ends);
    {
        const std::lock_guard lock(m_mutex);
        connection->number = m_passed.size();
        m_passed.emplace_back();
    }
    const bool is_cut =
        connection->number == m_cut.connection && m_cut.direction == Direction::Up && m_cut.after == 0;
    if (!is_cut || cut(*connection)) {
        m_connections.push_back(std::move(connection));
    }
}

bool Relay::pass(Connection &connection, Direction direction)
{
    const auto way = static_cast<std::size_t>(direction);
    const FileDescriptor &from = connection.from[way];
    const FileDescriptor &to = connection.from[1 - way];
    char bytes[16 * 1024];
    const ssize_t count = ::recv(from.get(), bytes, sizeof bytes, 0);
    if (count <= 0) {
        connection.has_ended[way] = true;
        ::shutdown(to.get(), SHUT_WR);
        return count == 0 && !connection.has_ended[1 - way];
    }
    std::string_view what(bytes, static_cast<std::size_t>(count));
    bool is_cut = false;
    {
        const std::lock_guard lock(m_mutex);
        std::string &passed = m_passed[connection.number][way];
        if (connection.number == m_cut.connection && direction == m_cut.direction) {
            what = what.substr(0, m_cut.after - std::min<std::uint64_t>(m_cut.after, passed.size()));
            is_cut = passed.size() + what.size() >= m_cut.after;
        }
        passed += what;
    }
    return send_all(to, what) && (!is_cut || cut(connection));
}

// Returns whether the connection lives on.
bool Relay::cut(Connection &connection)
{
    {
        const std::lock_guard lock(m_mutex);
        m_has_cut = true;
    }
    connection.is_held = m_cut.kind == Cut::Kind::Hold;
    if (m_cut.kind == Cut::Kind::Reset) {
        reset_at_end(connection.from[Up]);
        reset_at_end(connection.from[Down]);
    }
    return connection.is_held;
}

} // namespace mmf::test
