// The loopback listener over real sockets: what a browser does, and what everything else does that can reach
// a port of this machine.
#include "auth/loopback_listener.hpp"
#include "http/client.hpp"
#include "support/browser_texts.hpp"
#include "support/raw_connection.hpp"
#include "support/reserved_port.hpp"
#include "support/test_log.hpp"

#include <deque>
#include <doctest/doctest.h>
#include <future>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <memory>
#include <string>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <thread>
#include <vector>

using namespace mmf;
using namespace mmf::auth;
using namespace mmf::test;

namespace {

using std::chrono::steady_clock;

std::string redirect_uri(const ReservedPort &port, const std::string &host = "localhost")
{
    return "http://" + host + ":" + std::to_string(port.port()) + "/callback";
}

// The last sign-in's port, as soon as it is free.
Result<LoopbackPort> open_when_free(const std::string &uri, milliseconds patience)
{
    const auto end = steady_clock::now() + patience;
    auto opened = LoopbackPort::open(uri);
    while (!opened && steady_clock::now() < end) {
        std::this_thread::yield();
        opened = LoopbackPort::open(uri);
    }
    return opened;
}

// A listener on a loop with a thread of its own.
class Waiting
{
public:
    explicit Waiting(Grant grant = Grant::Code, const Policy &policy = {},
                     const std::string &host = "localhost", const BrowserTexts &texts = browser_texts())
        : uri(redirect_uri(m_port, host)),
          m_client({"contract-tests/1", {}}, policy, m_log),
          m_loop(m_clock, m_client)
    {
        auto port = LoopbackPort::open(uri);
        REQUIRE(port);
        m_listener = std::make_unique<LoopbackListener>(
            std::move(*port), ExpectedRedirect{uri, Secret("right"), grant}, texts, policy,
            LoopbackListener::Parts{m_loop, m_log}, [this](Result<Granted> granted) {
                m_listener.reset(); // as its owner may
                m_answer.set_value(std::move(granted));
            });
        m_thread = std::thread([this] { m_loop.run(); });
    }
    Waiting(const Waiting &) = delete;
    Waiting &operator=(const Waiting &) = delete;
    ~Waiting()
    {
        m_loop.post([this] { m_listener.reset(); });
        m_loop.stop();
        m_thread.join();
    }

    std::uint16_t port() const { return m_port.port(); }

    std::string head(const std::string &method, const std::string &target, const std::string &more = {}) const
    {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port()) + "\r\n" +
               more + "\r\n";
    }
    // The whole answer.
    std::string ask(const std::string &method, const std::string &target, const std::string &more = {},
                    const std::string &body = {}) const
    {
        RawConnection connection(port());
        const std::string answer = connection.ask(head(method, target, more) + body);
        CHECK(connection.ended_well);
        return answer;
    }
    std::string get(const std::string &target) const { return ask("GET", target); }
    // As our page does it.
    std::string send_fragment(const std::string &fragment, const std::string &origin) const
    {
        return ask("POST", "/callback",
                   "Origin: " + origin + "\r\nContent-Length: " + std::to_string(fragment.size()) + "\r\n",
                   fragment);
    }
    std::string origin() const { return "http://localhost:" + std::to_string(port()); }

    bool has_answer(milliseconds patience = milliseconds(0))
    {
        return m_future.wait_for(patience) == std::future_status::ready;
    }
    Result<Granted> answer()
    {
        REQUIRE(m_future.wait_for(Patience) == std::future_status::ready);
        return m_future.get();
    }

    void abandon()
    {
        m_loop.post([this] { m_listener.reset(); });
    }

private:
    ReservedPort m_port;

public:
    const std::string uri;

private:
    TestLog m_log;
    SystemClock m_clock;
    http::Client m_client;
    Loop m_loop;
    std::promise<Result<Granted>> m_answer;
    std::future<Result<Granted>> m_future = m_answer.get_future();
    std::unique_ptr<LoopbackListener> m_listener;
    std::thread m_thread;
};

bool has_status(const std::string &answer, int status)
{
    return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

bool has(const std::string &answer, const std::string &part)
{
    return answer.find(part) != std::string::npos;
}

std::string code_of(const Result<Granted> &granted)
{
    REQUIRE(granted);
    return std::string(std::get<CodeGranted>(*granted).code.view());
}

// From now on this thread has no IPv6.
bool forget_ipv6()
{
    sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAFNOSUPPORT),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog filter = {static_cast<unsigned short>(std::size(program)), program};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

} // namespace

TEST_CASE("loopback: a code arrives, whatever came before it, and nothing after it")
{
    Waiting waiting;
    CHECK(has_status(waiting.get("/favicon.ico"), 404));
    CHECK(has_status(waiting.get("/"), 404));
    CHECK(has_status(waiting.ask("POST", "/callback", "Content-Length: 0\r\n"), 405));
    CHECK(has_status(waiting.ask("HEAD", "/callback?code=c0de&state=right"), 405));
    CHECK(has_status(waiting.get("/callback?code=evil&state=wrong"), 400));
    CHECK(has_status(waiting.get("/callback?error=access_denied&state=wrong"), 400));
    CHECK(has_status(waiting.get("/callback?error=access_denied"), 400));
    CHECK_FALSE(waiting.has_answer());

    const std::string page = waiting.get("/callback?code=c0de&state=right");
    CHECK(has_status(page, 200));
    CHECK(has(page, "It is granted"));
    CHECK(page.ends_with("</html>\n"));
    CHECK(code_of(waiting.answer()) == "c0de");
    CHECK(RawConnection(waiting.port()).is_refused());
}

TEST_CASE("loopback: a token arrives by way of our page")
{
    Waiting waiting(Grant::Implicit);
    const std::string page = waiting.get("/callback");
    CHECK(has_status(page, 200));
    CHECK(has(page, "location.hash"));
    const std::string fragment = "access_token=t0ken&expires_in=21600&state=right&token_type=Bearer";
    CHECK(has_status(waiting.send_fragment(fragment, "https://evil.example"), 403));
    CHECK(has_status(waiting.send_fragment(fragment, "null"), 403));
    CHECK(waiting.send_fragment("access_token=evil&state=wrong", waiting.origin())
              .ends_with("\r\n\r\nunusable"));
    CHECK_FALSE(waiting.has_answer());
    CHECK(waiting.send_fragment(fragment, waiting.origin()).ends_with("\r\n\r\ngranted"));
    const auto answer = waiting.answer();
    REQUIRE(answer);
    CHECK(std::get<TokenGranted>(*answer).access_token.view() == "t0ken");
    CHECK(std::get<TokenGranted>(*answer).expires_in == seconds(21600));
    CHECK(RawConnection(waiting.port()).is_refused());
}

TEST_CASE("loopback: a no with the right state ends the wait")
{
    for (const Grant grant : {Grant::Code, Grant::Implicit}) {
        Waiting waiting(grant);
        CHECK(has(waiting.get("/callback?error=access_denied&state=right"), "It is refused"));
        const auto answer = waiting.answer();
        REQUIRE_FALSE(answer);
        CHECK(answer.error().kind == ErrorKind::SignInDenied);
    }
    Waiting waiting(Grant::Implicit);
    waiting.send_fragment("error=access_denied&state=right", waiting.origin());
    const auto answer = waiting.answer();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == ErrorKind::SignInDenied);
}

TEST_CASE("loopback: of two answers at once the first counts")
{
    Waiting waiting;
    RawConnection second(waiting.port());
    REQUIRE(second.send("GET /callback?code=second"));
    waiting.get("/callback?code=first&state=right");
    second.send("&state=right HTTP/1.1\r\nHost: localhost:" + std::to_string(waiting.port()) + "\r\n\r\n");
    CHECK(second.receive_all().empty());
    CHECK(code_of(waiting.answer()) == "first");
}

TEST_CASE("loopback: a request that comes in pieces is one request")
{
    Waiting waiting;
    RawConnection connection(waiting.port());
    for (const char byte : waiting.head("GET", "/callback?code=c0de&state=right")) {
        REQUIRE(connection.send(std::string_view(&byte, 1)));
    }
    CHECK(has(connection.receive_all(), "It is granted"));
    CHECK(code_of(waiting.answer()) == "c0de");
}

TEST_CASE("loopback: 'localhost' is both of its addresses, where there are both")
{
    Waiting waiting;
    RawConnection connection(waiting.port(), AF_INET6);
    if (!connection.is_connected()) {
        MESSAGE("no IPv6 on this machine");
        return;
    }
    CHECK(has(connection.ask(waiting.head("GET", "/callback?code=c0de&state=right")), "It is granted"));
    CHECK(code_of(waiting.answer()) == "c0de");
}

TEST_CASE("loopback: an address is itself alone")
{
    Waiting waiting(Grant::Code, {}, "127.0.0.1");
    CHECK(RawConnection(waiting.port()).is_connected());
    CHECK_FALSE(RawConnection(waiting.port(), AF_INET6).is_connected());
}

TEST_CASE("loopback: a machine without IPv6 goes on without it")
{
    const ReservedPort port;
    std::thread([&] {
        REQUIRE(forget_ipv6());
        const auto opened = LoopbackPort::open(redirect_uri(port));
        REQUIRE(opened);
        CHECK(opened->sockets().size() == 1);
        CHECK(RawConnection(port.port()).is_connected());
        // Where nothing else was asked for, nothing else will do.
        CHECK_FALSE(LoopbackPort::open(redirect_uri(port, "[::1]")));
    }).join();
}

TEST_CASE("loopback: a port that another program has, on either address, is not shared")
{
    const ReservedPort port;
    for (const char *taken : {"127.0.0.1", "[::1]"}) {
        CAPTURE(std::string(taken));
        const auto other = LoopbackPort::open(redirect_uri(port, taken));
        if (!other && std::string(taken) == "[::1]") {
            MESSAGE("no IPv6 on this machine");
            continue;
        }
        REQUIRE(other);
        const auto opened = LoopbackPort::open(redirect_uri(port));
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == ErrorKind::SignInFailed);
        CHECK(opened.error().detail ==
              "port " + std::to_string(port.port()) + " of this computer is in use by another program");
    }
    CHECK(LoopbackPort::open(redirect_uri(port)));
}

TEST_CASE("loopback: only a redirect URI that leads to a port of this machine")
{
    for (const std::string uri : {"https://localhost:7330/callback", "http://example.com:7330/callback",
                                  "http://127.0.0.2:7330/callback", "http://localhost.example.com:7330/",
                                  "http://user@localhost:7330/", "http://localhost:0/callback",
                                  "my-slicer://callback", "localhost:7330", ""}) {
        CAPTURE(uri);
        CHECK_FALSE(is_loopback_redirect(uri));
        CHECK_FALSE(LoopbackPort::open(uri));
    }
    for (const std::string uri : {"http://localhost:7330/callback", "http://LOCALHOST/",
                                  "http://127.0.0.1:7330", "http://[::1]:7330/callback"}) {
        CAPTURE(uri);
        CHECK(is_loopback_redirect(uri));
    }
}

TEST_CASE("loopback: clients that never finish keep nobody out")
{
    Policy policy;
    policy.loopback_connections = 8;
    Waiting waiting(Grant::Code, policy);
    std::deque<RawConnection> slow;
    for (int i = 0; i < 50; ++i) {
        slow.emplace_back(waiting.port());
        REQUIRE(slow.back().is_connected());
        slow.back().send(i % 2 == 0 ? "" : "GET /callback?code=slow&state=ri");
    }
    const auto begin = steady_clock::now();
    CHECK(has(waiting.get("/callback?code=c0de&state=right"), "It is granted"));
    CHECK(steady_clock::now() - begin < seconds(2)); // far below a connection's own time
    CHECK(code_of(waiting.answer()) == "c0de");
    for (RawConnection &connection : slow) {
        CHECK(connection.receive_all().empty());
    }
}

TEST_CASE("loopback: a connection has its time and no more")
{
    Policy policy;
    policy.loopback_request_timeout = milliseconds(60);
    Waiting waiting(Grant::Code, policy);
    RawConnection slow(waiting.port());
    const auto begin = steady_clock::now();
    slow.send("GET / HTT");
    CHECK(slow.receive_all().empty());
    CHECK(steady_clock::now() - begin >= milliseconds(50));
    CHECK_FALSE(waiting.has_answer());
    waiting.get("/callback?code=c0de&state=right");
    CHECK(code_of(waiting.answer()) == "c0de");
}

TEST_CASE("loopback: what is too large is answered and not kept")
{
    Waiting waiting(Grant::Implicit);
    {
        RawConnection connection(waiting.port());
        connection.send("GET /callback HTTP/1.1\r\nCookie: ");
        connection.send(std::string(400 * 1024, 'x')); // goes on after the answer
        CHECK(has_status(connection.receive_all(), 431));
    }
    const std::string length = "Content-Length: " + std::to_string(1 << 20) + "\r\n";
    CHECK(has_status(waiting.ask("POST", "/callback", "Origin: " + waiting.origin() + "\r\n" + length), 413));
    CHECK(has_status(waiting.ask("POST", "/callback", "Transfer-Encoding: chunked\r\n"), 501));
    CHECK_FALSE(waiting.has_answer());
    // A real token may be long.
    const std::string token(20'000, 't');
    waiting.send_fragment("state=right&access_token=" + token, waiting.origin());
    const auto answer = waiting.answer();
    REQUIRE(answer);
    CHECK(std::get<TokenGranted>(*answer).access_token.view() == token);
}

TEST_CASE("loopback: the wait ends by itself")
{
    Policy policy;
    policy.browser_timeout = milliseconds(50);
    Waiting waiting(Grant::Code, policy);
    const RawConnection silent(waiting.port());
    const auto answer = waiting.answer();
    REQUIRE_FALSE(answer);
    CHECK(answer.error() == Error{ErrorKind::SignInFailed, "no answer came from the browser in time", 0});
    CHECK(LoopbackPort::open(waiting.uri));
}

TEST_CASE("loopback: an answer counts though its page is still being sent when the time is over")
{
    Policy policy;
    policy.browser_timeout = milliseconds(500);
    policy.loopback_request_timeout = seconds(60); // of no concern here
    BrowserTexts texts = browser_texts();
    texts.granted.text = std::string(32 << 20, 'x'); // more than a connection takes unread
    Waiting waiting(Grant::Code, policy, "localhost", texts);
    RawConnection connection(waiting.port());
    REQUIRE(connection.send(waiting.head("GET", "/callback?code=c0de&state=right")));
    CHECK_FALSE(waiting.has_answer(policy.browser_timeout + milliseconds(100)));
    CHECK(connection.receive_all().ends_with("</html>\n"));
    CHECK(code_of(waiting.answer()) == "c0de");
}

TEST_CASE("loopback: abandoned, the port is free in no time, whoever is connected")
{
    Waiting waiting;
    RawConnection silent(waiting.port());
    RawConnection slow(waiting.port());
    slow.send("GET /callback?code");
    waiting.get("/favicon.ico"); // both have been accepted
    const auto begin = steady_clock::now();
    waiting.abandon();
    CHECK(open_when_free(waiting.uri, Patience));
    CHECK(steady_clock::now() - begin < milliseconds(100));
    CHECK(silent.receive_all().empty());
    CHECK(slow.receive_all().empty());
    CHECK_FALSE(waiting.has_answer());
}
