// Which service is spoken to, and as which client: what a packager or a person sets. A value, read once.
#pragma once

#include "base/paths.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace mmf::auth {

// Whose variety of OAuth the service speaks.
enum class Dialect
{
    MyMiniFactory,
    OAuth2, // plain RFC 6749
    Sso,    // contract §3's S1, as the next two
    MeshyDb,
    Xee,
};

enum class Grant
{
    Code,     // RFC 6749 §4.1
    Implicit, // §4.2
    Mobile,   // S0: the implicit one, then tokens that the same device renews
    Password, // §4.3
};

// How the client shows who it is at the token endpoint (RFC 6749 §2.3.1).
enum class ClientAuthentication
{
    Basic,
    Body,
    None,
};

// Where the service's sign-in page is shown first; a person can change to the other way.
enum class SignInWay
{
    Embedded, // in a window of the slicer
    Browser,  // in the system's browser (RFC 8252)
};

// Where the client secret is kept from one run to the next.
enum class SecretPlace
{
    File,    // in the profile itself, if there is one at all
    Keyring, // as KeyringItem::Kind::ClientSecret
    Nowhere, // a person enters it for each run
};

// Where a link is kept from one run to the next.
enum class LinkPlace
{
    Keyring,
    File, // of mode 0600: only where somebody has asked for it
};

constexpr std::uint64_t MaxProfileSize = 64 * 1024;
constexpr const char *DefaultRedirectUri = "http://localhost:7330/callback";

struct Profile
{
    std::string name;
    std::string api_base_url; // without a slash at its end
    std::string client_id;
    Secret client_secret; // empty: a public client, or it is not in the file
    SecretPlace secret_place = SecretPlace::File;
    Dialect dialect = Dialect::MyMiniFactory;
    Grant grant = Grant::Implicit;
    ClientAuthentication client_authentication = ClientAuthentication::Basic;
    std::string authorize_url;  // empty with the grant Password
    std::string token_url;      // empty where only the implicit or the mobile grant is used
    std::string introspect_url; // this one and the next are empty where that is not used
    std::string mobile_login_url;
    std::string mobile_refresh_url;
    std::string register_url;       // the page to create an account at
    std::string create_account_url; // what makes one of a user name and a password
    std::string client_key;         // of the mobile grant
    std::string account_name;       // which tenant of the service; already in `token_url`
    std::string redirect_uri;
    std::string scope;
    bool pkce = false;    // RFC 7636
    std::string language; // "auto" or one that the service knows
    SignInWay sign_in = SignInWay::Embedded;
    LinkPlace keep_link = LinkPlace::Keyring;
    std::filesystem::path ca_file;

    // Tells the links of different services and clients apart in the keyring and the journal.
    std::string link_key() const
    {
        return client_id + " at " + api_base_url + (account_name.empty() ? "" : " of " + account_name);
    }

    // There is a secret, but it is not here.
    bool lacks_secret() const { return secret_place != SecretPlace::File && client_secret.empty(); }
};

// Whether a profile without a client id, or with an empty one, is one.
enum class ClientId
{
    Required,
    MayBeMissing // and is then empty: a person is to enter it
};

// From JSON (keys: see README.md); where it names no service, the public one's. Error: BadProfile, with the
// key and what is wrong with it.
Result<Profile> parse_profile(std::string_view json, ClientId client_id = ClientId::Required);

// The public service, with no client yet.
Profile public_service();

// From the file `named_file` (the value of $MMF_PUBLISH_PROFILE) if not empty, else from
// `paths.profile_file()` if it exists, else the public service with the built-in client id. Errors:
// BadProfile, Disk; NotConfigured where only the client id is missing, and not in a file that was named.
Result<Profile> load_profile(const std::filesystem::path &named_file, const Paths &paths,
                             const std::string &built_in_client_id);

// What `load_profile` would give without a named file, with an empty client id where it gives NotConfigured:
// what a person starts from who enters one. Errors: BadProfile, Disk.
Result<Profile> load_service(const Paths &paths, const std::string &built_in_client_id);

} // namespace mmf::auth
