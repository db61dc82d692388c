// Somebody who knows whose a token is, and tells it when the test lets them.
#pragma once

#include "auth/account.hpp"

#include <functional>
#include <optional>
#include <utility>

namespace mmf::test {

class FakeAccountPort final : public auth::AccountPort
{
public:
    void ask_account(OnTold on_told) override
    {
        ++asked;
        m_on_told = std::move(on_told);
    }
    void account_changed() override
    {
        ++changes;
        if (on_change) {
            on_change();
        }
    }

    // Answers what was asked, unless it is held back.
    void answer()
    {
        if (!is_held_back) {
            if (const OnTold on_told = std::exchange(m_on_told, nullptr)) {
                on_told(account);
            }
        }
    }

    std::optional<auth::Account> account; // nullopt: does not tell
    bool is_held_back = false;
    int asked = 0;
    int changes = 0;
    std::function<void()> on_change;

private:
    OnTold m_on_told;
};

} // namespace mmf::test
