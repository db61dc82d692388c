#include "publish/visibility_check.hpp"

#include <utility>

namespace mmf::publish {

void VisibilityCheck::begin(const std::string &object_id)
{
    if (m_attempts == 0) {
        ask(object_id);
    }
}

void VisibilityCheck::ask_again(const std::string &object_id)
{
    if (m_attempts == 1 && !m_has_run_out && !is_pending() && !m_shown) {
        ask(object_id);
    }
}

void VisibilityCheck::ask(const std::string &object_id)
{
    ++m_attempts;
    m_call = m_api.object(object_id, [this](const api::Outcome<api::ObjectDetails> &outcome) {
        const auto call = std::move(m_call);
        m_shown = outcome ? outcome->visibility : std::nullopt;
        m_patience.cancel();
        m_on_change();
    });
    m_patience = m_loop.after(m_policy.visibility_timeout, [this] {
        m_has_run_out = true;
        m_call.reset();
        m_on_change();
    });
}

} // namespace mmf::publish
