// The way to a person's consent: the address of the service's page, and the port that shows it.
#pragma once

#include "auth/redirect.hpp"
#include "base/result.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace mmf::auth {

// The service's language word for the host's language ("sp", not "es": contract §1), or empty if it has none.
std::string service_language(const std::string &profile_language, const std::string &host_language);

// The authorize URL of S0. `in_frame` adds redirect_type=iframe; of a `code_verifier`, which may be empty,
// the URL has the challenge only.
std::string authorize_url(const Profile &profile, const Secret &state, const Secret &code_verifier,
                          const std::string &language, bool in_frame);

struct AuthorizationRequest
{
    std::string service_name;
    std::string url;           // to be shown in a frame
    std::string top_level_url; // to be shown as the page itself
    ExpectedRedirect expected;
    // The redirect cannot show that it belongs to this sign-in, so no browser may bring it.
    bool is_embedded_only = false;
};

// A service that has no page: the person tells their user name and password to a window of ours.
struct PasswordRequest
{
    std::string service_name;
    std::string address;             // the origin that the password goes to
    std::string username;            // as typed before; mostly empty
    bool may_be_anonymous = false;   // there are accounts without a password
    std::string register_url;        // where an account is made; empty: not known
    bool may_create_account = false; // of the name and password that are typed
    std::optional<Error> refusal;    // of what was typed before
};

struct PasswordGranted
{
    std::string username;
    Secret password;             // empty: an anonymous account
    bool is_new_account = false; // to be created first
};

using Granted = std::variant<CodeGranted, TokenGranted, PasswordGranted>;

// What a redirect ends a sign-in with; nullopt: it is another page, and does not. Errors: SignInDenied,
// SignInFailed.
std::optional<Result<Granted>> answer_of(Redirect redirect);

// A sign-in that begins.
struct Authorization
{
    AuthorizationRequest request;
    Secret code_verifier; // stays with who exchanges the code; empty: the profile does without
};

// With a new random state.
Authorization begin_authorization(const Profile &profile, const std::string &host_language);

PasswordRequest make_password_request(const Profile &profile);

// Asks the person; implemented where there are windows.
class Authorizer
{
public:
    Authorizer() = default;
    Authorizer(const Authorizer &) = delete;
    Authorizer &operator=(const Authorizer &) = delete;
    virtual ~Authorizer() = default;

    using OnGranted = std::function<void(Result<Granted>)>;

    // Called on the session's loop; `on_granted` is called on it too, once, unless `abandon` came first.
    // Errors: SignInDenied, SignInFailed, Cancelled (the person closed it), NothingToAsk.
    virtual void authorize(AuthorizationRequest request, OnGranted on_granted) = 0;

    // Likewise, without a page; grants PasswordGranted. Asked again where the service refuses it.
    virtual void ask_password(PasswordRequest request, OnGranted on_granted) = 0;

    // Nobody waits any more: the page is closed and nothing is called back.
    virtual void abandon() = 0;
};

} // namespace mmf::auth
