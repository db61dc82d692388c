#include "auth/dialect.hpp"

#include <algorithm>
#include <array>

namespace mmf::auth {

namespace {

constexpr std::array MyMiniFactoryGrants = {Grant::Code, Grant::Implicit, Grant::Mobile};
constexpr std::array OAuth2Grants = {Grant::Code, Grant::Implicit, Grant::Password};
constexpr std::array SsoGrants = {Grant::Implicit, Grant::Password};
constexpr std::array MeshyDbGrants = {Grant::Password};
constexpr std::array XeeGrants = {Grant::Code};

const std::array Dialects = {
    DialectTraits{.dialect = Dialect::MyMiniFactory,
                  .name = "myminifactory",
                  .grants = MyMiniFactoryGrants,
                  .usual_grant = std::nullopt,
                  .client_authentication = ClientAuthentication::Basic,
                  .has_page_words = true},
    DialectTraits{.dialect = Dialect::OAuth2,
                  .name = "oauth2",
                  .grants = OAuth2Grants,
                  .usual_grant = std::nullopt,
                  .client_authentication = ClientAuthentication::Basic,
                  .refusals = Refusals::ByCode,
                  .encodes_basic = true},
    DialectTraits{.dialect = Dialect::Sso,
                  .name = "sso",
                  .grants = SsoGrants,
                  .usual_grant = Grant::Implicit,
                  .client_authentication = ClientAuthentication::None,
                  .token_calls = TokenCalls::Json,
                  .refusals = Refusals::BySuccess,
                  .has_state = false,
                  .expires_at = "expiration",
                  .creates_accounts = true},
    DialectTraits{.dialect = Dialect::MeshyDb,
                  .name = "meshydb",
                  .grants = MeshyDbGrants,
                  .usual_grant = Grant::Password,
                  .client_authentication = ClientAuthentication::None,
                  .anonymous_password = "nopassword"},
    DialectTraits{.dialect = Dialect::Xee,
                  .name = "xee",
                  .grants = XeeGrants,
                  .usual_grant = Grant::Code,
                  .client_authentication = ClientAuthentication::Basic,
                  .repeats_redirect_uri = false,
                  .expires_at = "expires_at"},
};

} // namespace

std::span<const DialectTraits> all_dialects()
{
    return Dialects;
}

const DialectTraits &traits_of(Dialect dialect)
{
    return *std::find_if(Dialects.begin(), Dialects.end(),
                         [&](const DialectTraits &traits) { return traits.dialect == dialect; });
}

bool has_grant(const DialectTraits &traits, Grant grant)
{
    return std::find(traits.grants.begin(), traits.grants.end(), grant) != traits.grants.end();
}

} // namespace mmf::auth
