#include "http/repeated_call.hpp"

#include "http/retry.hpp"

#include <utility>

namespace mmf::http {

namespace {

// Of one person's doing: there is no crowd to be spread.
constexpr double NoJitter = 0.5;

bool may_be_sent_again(const Failure &failure)
{
    return !failure.may_have_arrived && failure.error.kind != ErrorKind::Tls;
}

} // namespace

RepeatedCall::RepeatedCall(Loop &loop, Transport &transport, const Policy &policy)
    : m_loop(loop), m_transport(transport), m_policy(policy)
{
}

void RepeatedCall::send(Request request, OnOutcome on_outcome)
{
    send_attempt(std::move(request), std::move(on_outcome), 1);
}

void RepeatedCall::send_attempt(Request request, OnOutcome on_outcome, int attempt)
{
    Request sent = request;
    m_transfer =
        m_transport.send(std::move(sent), [this, request = std::move(request),
                                           on_outcome = std::move(on_outcome), attempt](Outcome outcome) {
            // Kept until this call has ended: it owns what runs now.
            const auto transfer = std::move(m_transfer);
            const auto delay = !outcome && may_be_sent_again(outcome.error())
                                   ? delay_before_retry(m_policy, attempt, std::nullopt, NoJitter)
                                   : std::nullopt;
            if (!delay) {
                on_outcome(std::move(outcome));
                return;
            }
            m_pause = m_loop.after(*delay, [this, request, on_outcome, attempt] {
                send_attempt(request, on_outcome, attempt + 1);
            });
        });
}

void RepeatedCall::abort()
{
    m_transfer.reset();
    m_pause.cancel();
}

} // namespace mmf::http
