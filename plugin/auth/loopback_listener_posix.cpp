#include "auth/loopback_listener.hpp"

#include "base/secret.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <sys/socket.h>
#include <utility>

namespace mmf::auth {

namespace {

constexpr std::size_t ChunkSize = 16 * 1024;
// So long may the page of a sign-in that is over take to be sent.
constexpr milliseconds LastPageTimeout = seconds(2);
// Where the system has no descriptor left: better than asking it without end.
constexpr milliseconds AcceptPause(200);

bool would_block(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

struct LoopbackListener::Connection
{
    explicit Connection(FileDescriptor new_socket) : socket(std::move(new_socket)) {}
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection() { wipe(received); } // a code or a token

    FileDescriptor socket;
    std::string received;
    std::string reply;
    std::size_t sent = 0;
    std::size_t drained = 0;
    Timer deadline;
    SocketWatch watch;
};

LoopbackListener::LoopbackListener(LoopbackPort port, ExpectedRedirect expected, BrowserTexts texts,
                                   const Policy &policy, Parts parts, OnAnswer on_answer)
    : m_expected(std::move(expected)),
      m_texts(std::move(texts)),
      m_policy(policy),
      m_parts(parts),
      m_on_answer(std::move(on_answer)),
      m_port(std::move(port))
{
    watch_port();
    m_deadline = m_parts.loop.after(m_policy.browser_timeout, [this] {
        finish(fail(ErrorKind::SignInFailed, "no answer came from the browser in time"));
    });
}

LoopbackListener::~LoopbackListener() = default;

void LoopbackListener::watch_port()
{
    m_port_watches.clear();
    for (const FileDescriptor &socket : m_port->sockets()) {
        m_port_watches.push_back(m_parts.loop.watch(socket.get(), SocketEvent::Readable,
                                                    [this, fd = socket.get()] { accept_all(fd); }));
    }
}

void LoopbackListener::accept_all(int socket)
{
    // The rest waits for the next round of the loop, so that a flood keeps nothing else out.
    for (std::size_t i = 0; i < m_policy.loopback_connections; ++i) {
        FileDescriptor accepted(::accept4(socket, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (accepted.is_open()) {
            add(std::move(accepted));
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            m_port_watches.clear();
            m_pause = m_parts.loop.after(AcceptPause, [this] { watch_port(); });
            return;
        } else if (errno != ECONNABORTED && errno != EINTR) {
            return;
        }
    }
}

void LoopbackListener::add(FileDescriptor socket)
{
    // A browser's request comes whole and at once; what hangs about is something else.
    if (m_connections.size() >= m_policy.loopback_connections) {
        close(m_connections.begin());
    }
    m_connections.emplace_back(std::move(socket));
    const Place place = std::prev(m_connections.end());
    // All that it may ever hold: a string that grows leaves what it held behind.
    place->received.reserve(m_policy.loopback_max_head_bytes + m_policy.loopback_max_body_bytes + ChunkSize);
    place->deadline = m_parts.loop.after(m_policy.loopback_request_timeout, [this, place] { close(place); });
    place->watch =
        m_parts.loop.watch(place->socket.get(), SocketEvent::Readable, [this, place] { read(place); });
}

void LoopbackListener::read(Place place)
{
    // Straight to where it is wiped, with no copy on the stack.
    std::string &received = place->received;
    const std::size_t size = received.size();
    received.resize(size + ChunkSize);
    const ssize_t count = ::recv(place->socket.get(), received.data() + size, ChunkSize, 0);
    received.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count > 0) {
        understand(place);
    } else if (count == 0 || !would_block(errno)) {
        close(place);
    }
}

void LoopbackListener::understand(Place place)
{
    ParsedRequest parsed = parse_loopback_request(place->received, m_policy);
    if (std::holds_alternative<IncompleteRequest>(parsed)) {
        return;
    }
    std::optional<Result<Granted>> granted;
    if (const auto *bad = std::get_if<BadRequest>(&parsed)) {
        place->reply = plain_answer(bad->status, "Bad request\n");
    } else {
        auto &request = std::get<LoopbackRequest>(parsed);
        LoopbackReply reply = reply_to(request, m_expected, m_texts);
        wipe(request.query);
        wipe(request.body);
        place->reply = std::move(reply.bytes);
        granted = std::move(reply.granted);
    }
    m_parts.log.write(Severity::Debug, "sign-in: a request from the browser's side, answered with " +
                                           place->reply.substr(0, place->reply.find('\r')));
    place->watch =
        m_parts.loop.watch(place->socket.get(), SocketEvent::Writable, [this, place] { write(place); });
    if (granted) {
        take(place, std::move(*granted));
    }
    write(place); // may end this object
}

// The sign-in is over, but for the page that says so.
void LoopbackListener::take(Place place, Result<Granted> granted)
{
    m_granted = std::move(granted);
    m_deadline.cancel(); // the page has its own
    m_pause.cancel();
    m_port_watches.clear();
    m_port.reset();
    for (Place other = m_connections.begin(); other != m_connections.end();) {
        other = other == place ? std::next(other) : m_connections.erase(other);
    }
    place->deadline = m_parts.loop.after(LastPageTimeout, [this, place] { close(place); });
}

void LoopbackListener::write(Place place)
{
    const std::string_view left = std::string_view(place->reply).substr(place->sent);
    const ssize_t count = ::send(place->socket.get(), left.data(), left.size(), MSG_NOSIGNAL);
    if (count < 0) {
        if (!would_block(errno)) {
            close(place);
        }
        return;
    }
    place->sent += static_cast<std::size_t>(count);
    if (place->sent < place->reply.size()) {
        return;
    }
    ::shutdown(place->socket.get(), SHUT_WR);
    if (m_granted) {
        close(place);
        return;
    }
    // Closed with bytes unread, the connection would be reset and the answer lost on its way.
    place->watch =
        m_parts.loop.watch(place->socket.get(), SocketEvent::Readable, [this, place] { drain(place); });
}

void LoopbackListener::drain(Place place)
{
    constexpr std::size_t Enough = 1 << 20;
    std::array<char, ChunkSize> chunk; // NOLINT(cppcoreguidelines-pro-type-member-init): not looked at
    const ssize_t count = ::recv(place->socket.get(), chunk.data(), chunk.size(), 0);
    if (count > 0 && place->drained < Enough) {
        place->drained += static_cast<std::size_t>(count);
    } else if (count >= 0 || !would_block(errno)) {
        close(place);
    }
}

void LoopbackListener::close(Place place)
{
    m_connections.erase(place);
    // With the answer in hand there was only this one.
    if (m_granted) {
        finish(std::move(*m_granted));
    }
}

void LoopbackListener::finish(Result<Granted> granted)
{
    m_port_watches.clear();
    m_port.reset();
    m_pause.cancel();
    m_connections.clear();
    m_deadline.cancel();
    // The call may end this object: nothing of it is touched afterwards.
    const OnAnswer on_answer = std::move(m_on_answer);
    on_answer(std::move(granted));
}

} // namespace mmf::auth
