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
    void ask_password(auth::PasswordRequest wanted, OnGranted on_granted) override
    {
        ++asked;
        password_request = std::move(wanted);
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
    void grant_password(const char *username, const char *password)
    {
        finish(auth::Granted(auth::PasswordGranted{username, Secret(password)}));
    }

    int asked = 0;
    int abandoned = 0;
    std::optional<auth::AuthorizationRequest> request;
    std::optional<auth::PasswordRequest> password_request;

private:
    OnGranted m_on_granted;
};

} // namespace mmf::test
