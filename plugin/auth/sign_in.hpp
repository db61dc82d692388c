// A sign-in, from the question to a person to the tokens: the service's page or a user name and password,
// and the calls that make tokens of the answer. One at a time; belongs to the loop's thread.
#pragma once

#include "auth/authorization.hpp"
#include "auth/token_answer.hpp"
#include "auth/token_store.hpp"
#include "base/log.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"
#include "http/repeated_call.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mmf::auth {

struct SignedIn
{
    TokenSet tokens;
    RenewalData renewal;
};

class SignIn
{
public:
    // How this program is told of to the service.
    struct Host
    {
        std::string language; // of the sign-in page
        std::string user_agent;
    };
    // All outlive it.
    struct Parts
    {
        Loop &loop;
        http::Transport &transport;
        Authorizer &authorizer;
        Log &log;
    };
    // The profile is looked at when a sign-in begins and when its tokens are asked for.
    SignIn(const Profile &profile, const Policy &policy, Host host, Parts parts);

    // Errors: those of the Authorizer, SignInFailed, Tls. No failure of the network is told as one: what the
    // person gave is used up, so that trying again means to ask them again.
    using OnEnded = std::function<void(Result<SignedIn>)>;

    // `earlier`: of the link before, which a new one may share. Calls back once, from the loop, unless it is
    // cancelled.
    void begin(RenewalData earlier, OnEnded on_ended);

    // Closes the question, too. Nothing is called back any more.
    void cancel();

private:
    void ask_password(const std::string &username, std::optional<Error> refusal);
    Authorizer::OnGranted on_granted();
    void redeem(const CodeGranted &granted);
    void redeem(TokenGranted granted);
    void redeem(const PasswordGranted &granted);
    void create_account(const PasswordGranted &granted);
    void ask_tokens(http::Request request, TokenRequestKind kind);
    void refused(const Error &error);
    void end(Result<TokenSet> tokens);

    const Profile &m_profile;
    const Policy m_policy;
    const Host m_host;
    Parts m_parts;
    http::RepeatedCall m_call;
    OnEnded m_on_ended; // none: no sign-in is under way
    RenewalData m_renewal;
    Secret m_code_verifier;
    // What a person answers after this one's end finds gone.
    std::shared_ptr<SignIn *> m_self;
};

} // namespace mmf::auth
