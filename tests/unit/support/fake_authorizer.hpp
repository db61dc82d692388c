// A sign-in page that waits for a test to press its buttons.
#pragma once

#include "auth/authorization.hpp"

#include <optional>
#include <utility>

namespace mmf::test {

class FakeAuthorizer final : public auth::Authorizer
{
public:
    void authorize(auth::AuthorizationRequest wanted, OnGranted on_granted) override
    {
        ++asked;
        request = std::move(wanted);
        m_on_granted = std::move(on_granted);
    }
    void abandon() override
    {
        ++abandoned;
        m_on_granted = nullptr;
    }

    bool is_open() const { return static_cast<bool>(m_on_granted); }
    void finish(Result<auth::Granted> granted)
    {
        const OnGranted on_granted = std::exchange(m_on_granted, nullptr);
        on_granted(std::move(granted));
    }
    void grant_code(const char *code) { finish(auth::Granted(auth::CodeGranted{Secret(code)})); }
    void grant_token(const char *token, std::optional<seconds> expires_in)
    {
        finish(auth::Granted(auth::TokenGranted{Secret(token), expires_in}));
    }

    int asked = 0;
    int abandoned = 0;
    std::optional<auth::AuthorizationRequest> request;

private:
    OnGranted m_on_granted;
};

} // namespace mmf::test
