#include "auth/token_waiters.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mmf::auth {

void TokenWaiters::add(Interaction interaction, OnToken on_token)
{
    m_waiting.push_back({interaction, std::move(on_token)});
}

void TokenWaiters::answer_all(const Result<Secret> &result)
{
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        waiting.on_token(result);
    }
}

void TokenWaiters::answer_forbidden(const Result<Secret> &result)
{
    const auto forbidden =
        std::stable_partition(m_waiting.begin(), m_waiting.end(), [](const Waiting &waiting) {
            return waiting.interaction == Interaction::Allowed;
        });
    std::vector<Waiting> refused(std::make_move_iterator(forbidden),
                                 std::make_move_iterator(m_waiting.end()));
    m_waiting.erase(forbidden, m_waiting.end());
    for (const Waiting &waiting : refused) {
        waiting.on_token(result);
    }
}

} // namespace mmf::auth
