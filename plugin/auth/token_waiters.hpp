// Those who asked for a token and have no answer yet. Belongs to the session's thread; owned by the session.
//
// Who is answered may ask again at once: that is a new question, which the same answer does not reach.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <functional>
#include <vector>

namespace mmf::auth {

// Whether a token may be had by asking a person.
enum class Interaction
{
    Allowed,
    Forbidden
};

class TokenWaiters
{
public:
    using OnToken = std::function<void(Result<Secret>)>;

    void add(Interaction interaction, OnToken on_token);
    bool empty() const { return m_waiting.empty(); }

    void answer_all(const Result<Secret> &result);
    // Those who may not wait for a person.
    void answer_forbidden(const Result<Secret> &result);

private:
    struct Waiting
    {
        Interaction interaction;
        OnToken on_token;
    };

    std::vector<Waiting> m_waiting;
};

} // namespace mmf::auth
