// Waits for the system's browser to come back with the answer of a sign-in (RFC 8252 §7.3, §8.3).
//
// Belongs to the loop's thread, which it never blocks: plain non-blocking sockets that the loop watches. A
// server library would bring threads of its own, which a slow client holds and a cancel has to wait for, and
// its parser's limits in place of the few lines that are needed here.
//
// Whoever connects is not trusted: a browser's favicon, another program, a page of another site. None of them
// ends the wait; every connection has a deadline and a size, and their number is bounded.
#pragma once

#include "auth/loopback_port.hpp"
#include "auth/loopback_reply.hpp"
#include "base/log.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"

#include <functional>
#include <list>
#include <optional>
#include <string>
#include <vector>

namespace mmf::auth {

class LoopbackListener
{
public:
    using OnAnswer = std::function<void(Result<Granted>)>;

    struct Parts
    {
        Loop &loop;
        Log &log;
    };

    // Calls back once, from the loop, when the page that says so has been sent; never after its own end,
    // which the call may bring about. Errors: SignInDenied, SignInFailed (also when the policy's time is
    // over).
    LoopbackListener(LoopbackPort port, ExpectedRedirect expected, BrowserTexts texts, const Policy &policy,
                     Parts parts, OnAnswer on_answer);
    LoopbackListener(const LoopbackListener &) = delete;
    LoopbackListener &operator=(const LoopbackListener &) = delete;
    // The port is free and every connection closed when this returns.
    ~LoopbackListener();

private:
    struct Connection;
    using Place = std::list<Connection>::iterator;

    void watch_port();
    void accept_all(int socket);
    void add(FileDescriptor socket);
    void read(Place place);
    void understand(Place place);
    void write(Place place);
    void drain(Place place);
    void close(Place place);
    void take(Place place, Result<Granted> granted);
    void finish(Result<Granted> granted);

    ExpectedRedirect m_expected;
    BrowserTexts m_texts;
    Policy m_policy;
    Parts m_parts;
    OnAnswer m_on_answer;

    std::optional<LoopbackPort> m_port; // nullopt: nobody is let in any more
    std::vector<SocketWatch> m_port_watches;
    std::list<Connection> m_connections; // the oldest first
    std::optional<Result<Granted>> m_granted;
    Timer m_deadline;
    Timer m_pause;
};

} // namespace mmf::auth
