#include "auth/sign_in.hpp"

#include "auth/account_creation.hpp"
#include "auth/mobile_grant.hpp"
#include "auth/token_endpoint.hpp"
#include "base/digest.hpp"

#include <utility>

namespace mmf::auth {

namespace {

// What the person gave is used up, so what was in the way is the sign-in's failure: as the network's it would
// be tried again by who waits, and each time a person would be asked to sign in.
Error failed_sign_in(Error error)
{
    const auto because = [&](std::string reason) {
        return Error{ErrorKind::SignInFailed, std::move(reason), error.status};
    };
    switch (error.kind) {
    case ErrorKind::Offline:
        return because("the service could not be reached");
    case ErrorKind::ConnectionLost:
        return because("the connection to the service was lost");
    case ErrorKind::Timeout:
        return because("the service did not answer in time");
    case ErrorKind::Unavailable:
        return because("the service is not available at the moment");
    case ErrorKind::RateLimited:
        return because("the service asks to slow down");
    case ErrorKind::BadAnswer:
        return because("the service gave an answer that cannot be understood (" + error.detail + ")");
    default:
        return error;
    }
}

} // namespace

SignIn::SignIn(const Profile &profile, const Policy &policy, Host host, Parts parts)
    : m_profile(profile),
      m_policy(policy),
      m_host(std::move(host)),
      m_parts(parts),
      m_call(parts.loop, parts.transport, policy),
      m_self(std::make_shared<SignIn *>(this))
{
}

void SignIn::begin(RenewalData earlier, OnEnded on_ended)
{
    m_renewal = std::move(earlier);
    m_on_ended = std::move(on_ended);
    if (m_profile.grant == Grant::Password) {
        ask_password(m_renewal.login, std::nullopt);
        return;
    }
    Authorization authorization = begin_authorization(m_profile, m_host.language);
    m_code_verifier = std::move(authorization.code_verifier);
    m_parts.authorizer.authorize(std::move(authorization.request), on_granted());
}

void SignIn::cancel()
{
    if (std::exchange(m_on_ended, nullptr)) {
        m_call.abort();
        m_code_verifier = Secret();
        m_parts.authorizer.abandon();
    }
}

void SignIn::ask_password(const std::string &username, std::optional<Error> refusal)
{
    PasswordRequest request = make_password_request(m_profile);
    request.username = username;
    request.refusal = std::move(refusal);
    m_parts.authorizer.ask_password(std::move(request), on_granted());
}

Authorizer::OnGranted SignIn::on_granted()
{
    return [weak = std::weak_ptr(m_self)](Result<Granted> granted) {
        const auto self = weak.lock();
        if (!self || !(*self)->m_on_ended) {
            return;
        }
        if (!granted) {
            (*self)->end(tl::unexpected(granted.error()));
            return;
        }
        std::visit([&](auto &what) { (*self)->redeem(what); }, *granted);
    };
}

void SignIn::redeem(const CodeGranted &granted)
{
    const Secret verifier = std::exchange(m_code_verifier, Secret());
    ask_tokens(code_request(m_profile, m_policy, granted.code, verifier), TokenRequestKind::Code);
}

void SignIn::redeem(TokenGranted granted)
{
    if (m_profile.grant == Grant::Mobile) {
        if (m_renewal.device_id.empty()) {
            m_renewal.device_id = random_token();
        }
        const Device device{m_renewal.device_id, m_host.language, m_host.user_agent};
        ask_tokens(mobile_login_request(m_profile, m_policy, granted.access_token, device),
                   TokenRequestKind::MobileLogin);
        return;
    }
    m_renewal.login = granted.user_id;
    end(TokenSet{std::move(granted.access_token), std::move(granted.refresh_token), granted.expires_in,
                 granted.expires_at, std::move(granted.user_id)});
}

void SignIn::redeem(const PasswordGranted &granted)
{
    m_renewal.login = granted.username;
    if (granted.is_new_account) {
        create_account(granted);
        return;
    }
    ask_tokens(password_request(m_profile, m_policy, granted.username, granted.password),
               TokenRequestKind::Password);
}

void SignIn::create_account(const PasswordGranted &granted)
{
    m_call.send(account_creation_request(m_profile, m_policy, granted.username, granted.password),
                [this, account = PasswordGranted{granted.username, granted.password}](http::Outcome outcome) {
                    const auto created = outcome ? read_account_creation(*outcome)
                                                 : Result<void>(tl::unexpected(outcome.error().error));
                    if (created) {
                        redeem(account);
                    } else {
                        refused(created.error());
                    }
                });
}

void SignIn::ask_tokens(http::Request request, TokenRequestKind kind)
{
    m_call.send(std::move(request), [this, kind](http::Outcome outcome) {
        auto tokens = outcome ? read_token_answer(m_profile.dialect, kind, std::move(*outcome))
                              : Result<TokenSet>(tl::unexpected(outcome.error().error));
        if (tokens) {
            end(std::move(tokens));
        } else {
            refused(tokens.error());
        }
    });
}

void SignIn::refused(const Error &error)
{
    const bool is_about_typed =
        error.kind == ErrorKind::WrongCredentials || error.kind == ErrorKind::AccountRefused;
    // What the service says of a password may have it in it.
    m_parts.log.write(Severity::Warning, std::string("the sign-in: ") + to_string(error.kind) +
                                             (is_about_typed ? "" : " " + error.detail));
    if (is_about_typed) {
        ask_password(m_renewal.login, error); // who mistyped, or wants a name that is taken, may try again
        return;
    }
    end(tl::unexpected(failed_sign_in(error)));
}

void SignIn::end(Result<TokenSet> tokens)
{
    m_code_verifier = Secret();
    const OnEnded on_ended = std::exchange(m_on_ended, nullptr);
    on_ended(std::move(tokens).map([this](TokenSet &&set) {
        return SignedIn{std::move(set), std::exchange(m_renewal, {})};
    }));
}

} // namespace mmf::auth
