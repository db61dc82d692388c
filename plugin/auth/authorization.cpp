#include "auth/authorization.hpp"

#include "auth/dialect.hpp"
#include "auth/pkce.hpp"
#include "base/digest.hpp"
#include "http/url.hpp"

#include <utility>

namespace mmf::auth {

std::string service_language(const std::string &profile_language, const std::string &host_language)
{
    if (profile_language != "auto") {
        return profile_language;
    }
    const std::string language = host_language.substr(0, host_language.find_first_of("_-.@"));
    if (language == "es") {
        return "sp";
    }
    return language == "en" || language == "hu" || language == "fr" ? language : "";
}

std::string authorize_url(const Profile &profile, const Secret &state, const Secret &code_verifier,
                          const std::string &language, bool in_frame)
{
    const DialectTraits &traits = traits_of(profile.dialect);
    http::Parameters parameters = {{"client_id", profile.client_id}, {"redirect_uri", profile.redirect_uri}};
    if (traits.has_state) {
        parameters.emplace_back("response_type", profile.grant == Grant::Code ? "code" : "token");
        parameters.emplace_back("state", std::string(state.view()));
    }
    if (!profile.scope.empty()) {
        parameters.emplace_back("scope", profile.scope);
    }
    if (!code_verifier.empty()) {
        parameters.emplace_back("code_challenge", code_challenge(code_verifier));
        parameters.emplace_back("code_challenge_method", "S256");
    }
    if (traits.has_page_words) {
        if (!language.empty()) {
            parameters.emplace_back("lang", language);
        }
        if (in_frame) {
            parameters.emplace_back("redirect_type", "iframe");
        }
    }
    return http::with_query(profile.authorize_url, parameters);
}

Authorization begin_authorization(const Profile &profile, const std::string &host_language)
{
    const Secret state(random_token());
    Secret verifier = profile.pkce ? make_code_verifier() : Secret();
    const std::string language = service_language(profile.language, host_language);
    AuthorizationRequest request = {profile.name,
                                    authorize_url(profile, state, verifier, language, true),
                                    authorize_url(profile, state, verifier, language, false),
                                    {profile.redirect_uri, state, profile.grant, profile.dialect},
                                    !traits_of(profile.dialect).has_state};
    return {std::move(request), std::move(verifier)};
}

PasswordRequest make_password_request(const Profile &profile)
{
    PasswordRequest request;
    request.service_name = profile.name;
    const auto url = http::parse_url(profile.token_url);
    request.address = url ? url->origin() : std::string();
    request.may_be_anonymous = !traits_of(profile.dialect).anonymous_password.empty();
    request.register_url = profile.register_url;
    request.may_create_account = !profile.create_account_url.empty();
    return request;
}

std::optional<Result<Granted>> answer_of(Redirect redirect)
{
    if (std::holds_alternative<NotTheRedirect>(redirect)) {
        return std::nullopt;
    }
    if (auto *code = std::get_if<CodeGranted>(&redirect)) {
        return Result<Granted>(Granted(std::move(*code)));
    }
    if (auto *token = std::get_if<TokenGranted>(&redirect)) {
        return Result<Granted>(Granted(std::move(*token)));
    }
    if (const auto *refused = std::get_if<AccessRefused>(&redirect)) {
        return refused->error == "access_denied"
                   ? Result<Granted>(fail(ErrorKind::SignInDenied))
                   : Result<Granted>(fail(ErrorKind::SignInFailed, refused->error));
    }
    return Result<Granted>(fail(ErrorKind::SignInFailed, "the page's answer cannot be used: " +
                                                             std::get<UnusableRedirect>(redirect).reason));
}

} // namespace mmf::auth
