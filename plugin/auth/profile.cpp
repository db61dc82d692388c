#include "auth/profile.hpp"

#include "auth/dialect.hpp"
#include "auth/profile_choices.hpp"
#include "auth/profile_file.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/json_secret.hpp"
#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace mmf::auth {

namespace {

tl::unexpected<Error> bad(const std::string &key, const std::string &what)
{
    return fail(ErrorKind::BadProfile, "'" + key + "' " + what);
}

// Reads the members of the profile one by one; after the first error the rest is skipped.
class Reader
{
public:
    explicit Reader(const rapidjson::Value &object) : m_object(object) {}

    std::string text(const char *key, std::string otherwise = {})
    {
        m_known.emplace_back(key);
        const rapidjson::Value *value = json::member(m_object, key);
        if (value == nullptr) {
            return otherwise;
        }
        std::string text = value->IsString() ? std::string(value->GetString(), value->GetStringLength()) : "";
        if (!value->IsString()) {
            refuse(key, "must be a text");
        } else if (has_control_characters(text)) {
            refuse(key, "has a control character");
        } else if (text.empty()) {
            refuse(key, "is empty; leave it out instead");
        }
        return text;
    }

    bool flag(const char *key)
    {
        m_known.emplace_back(key);
        const rapidjson::Value *value = json::member(m_object, key);
        if (value != nullptr && !value->IsBool()) {
            refuse(key, "must be true or false");
        }
        return value != nullptr && value->IsTrue();
    }

    // Nothing as well as a missing one is empty.
    std::string text_or_empty(const char *key)
    {
        const rapidjson::Value *value = json::member(m_object, key);
        const bool is_empty = value != nullptr && value->IsString() && value->GetStringLength() == 0;
        if (is_empty) {
            m_known.emplace_back(key);
        }
        return is_empty ? std::string() : text(key);
    }

    std::string required(const char *key)
    {
        if (json::member(m_object, key) == nullptr) {
            refuse(key, "is missing");
        }
        return text(key);
    }

    // An address that credentials go to.
    std::string trusted_url(const char *key, bool is_required)
    {
        std::string url = is_required ? required(key) : text(key);
        check_trusted(key, url);
        return url;
    }

    void check_trusted(const char *key, const std::string &url)
    {
        if (!url.empty()) {
            const auto parsed = http::parse_url(url);
            if (!parsed) {
                refuse(key, "is not an address: " + parsed.error().detail);
            } else if (!http::may_be_trusted(*parsed)) {
                refuse(key, "must begin with https:// (http:// only for this computer)");
            } else if (url.find('#') != std::string::npos) {
                // Nor an empty one, since what is put at the end would be in it.
                refuse(key, "must not have a fragment");
            }
        }
    }

    bool has(const char *key) const { return json::member(m_object, key) != nullptr; }

    // A key that would have no effect is a mistake of who wrote it.
    void only_if(bool is_of_use, const char *key, const std::string &where)
    {
        if (!is_of_use && has(key)) {
            refuse(key, "is for " + where + " only");
        }
    }

    template <typename Value>
    std::optional<Value> choice(const char *key, std::span<const std::pair<const char *, Value>> choices)
    {
        const std::string word = text(key);
        if (word.empty()) {
            return std::nullopt;
        }
        std::string all;
        for (const auto &[name, value] : choices) {
            if (word == name) {
                return value;
            }
            all += (all.empty() ? "" : ", ") + std::string(name);
        }
        refuse(key, "is '" + word + "'; this version knows: " + all);
        return std::nullopt;
    }

    void refuse(const std::string &key, const std::string &what)
    {
        if (!m_error) {
            m_error = bad(key, what).value();
        }
    }

    std::optional<Error> error()
    {
        for (const auto &member : m_object.GetObject()) {
            const std::string key(member.name.GetString(), member.name.GetStringLength());
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end()) {
                refuse(key, "is not a key of a profile");
            }
        }
        if (const auto key = json::repeated_member(m_object)) {
            refuse(*key, "is there twice");
        }
        return m_error;
    }

private:
    const rapidjson::Value &m_object;
    std::vector<std::string> m_known;
    std::optional<Error> m_error;
};

void read_redirect_uri(Reader &reader, Profile &profile)
{
    profile.redirect_uri = reader.text("redirect_uri", DefaultRedirectUri);
    const auto uri = http::parse_url(profile.redirect_uri);
    if (!uri || uri->has_user_info) {
        reader.refuse("redirect_uri", "is not an address");
    } else if (profile.redirect_uri.find_first_of("?#") != std::string::npos) {
        // The service returns one with a query malformed (contract §1).
        reader.refuse("redirect_uri", "must have neither a query nor a fragment");
    }
}

void read_dialect(Reader &reader, Profile &profile)
{
    std::vector<std::pair<const char *, Dialect>> choices;
    for (const DialectTraits &traits : all_dialects()) {
        choices.emplace_back(traits.name, traits.dialect);
    }
    profile.dialect = reader.choice<Dialect>("dialect", choices).value_or(Dialect::MyMiniFactory);
}

constexpr std::array Grants = {std::pair("code", Grant::Code), std::pair("implicit", Grant::Implicit),
                               std::pair("mobile", Grant::Mobile), std::pair("password", Grant::Password)};

void read_grant(Reader &reader, Profile &profile)
{
    const DialectTraits &traits = traits_of(profile.dialect);
    const bool has_secret = !profile.client_secret.empty() || profile.lacks_secret();
    const Grant by_secret = has_secret ? Grant::Code : Grant::Implicit;
    profile.grant = reader.choice<Grant>("grant", Grants).value_or(traits.usual_grant.value_or(by_secret));
    if (!has_grant(traits, profile.grant)) {
        std::string all;
        for (const auto &[name, grant] : Grants) {
            all += !has_grant(traits, grant) ? "" : (all.empty() ? "" : ", ") + std::string(name);
        }
        reader.refuse("grant",
                      std::string("is not one of the dialect '") + traits.name + "', which has: " + all);
    }
}

void read_client(Reader &reader, Profile &profile, ClientId client_id)
{
    profile.client_id =
        client_id == ClientId::Required ? reader.required("client_id") : reader.text_or_empty("client_id");
    std::string secret = reader.text("client_secret");
    profile.client_secret = Secret(secret);
    wipe(secret);

    constexpr std::array Places = {std::pair("file", SecretPlace::File),
                                   std::pair("keyring", SecretPlace::Keyring),
                                   std::pair("nowhere", SecretPlace::Nowhere)};
    profile.secret_place = reader.choice<SecretPlace>("client_secret_in", Places).value_or(SecretPlace::File);
    if (profile.secret_place != SecretPlace::File && !profile.client_secret.empty()) {
        reader.refuse("client_secret", "is in the file, and 'client_secret_in' says that it is not");
    }

    read_dialect(reader, profile);
    read_grant(reader, profile);

    constexpr std::array Ways = {std::pair("basic", ClientAuthentication::Basic),
                                 std::pair("body", ClientAuthentication::Body),
                                 std::pair("none", ClientAuthentication::None)};
    const DialectTraits &traits = traits_of(profile.dialect);
    profile.client_authentication =
        reader.choice<ClientAuthentication>("client_auth", Ways).value_or(traits.client_authentication);
    reader.only_if(traits.token_calls == TokenCalls::Form, "client_auth",
                   "a dialect with token calls as forms");
    profile.client_key = reader.text("client_key", profile.client_id);
    reader.only_if(profile.grant == Grant::Mobile, "client_key", "the grant 'mobile'");
}

// The tenant's name where the address has a place for it.
void read_token_url(Reader &reader, Profile &profile)
{
    constexpr std::string_view Place = "{accountName}";
    const bool is_required = profile.grant == Grant::Code || profile.grant == Grant::Password;
    profile.token_url = is_required ? reader.required("token_url") : reader.text("token_url");
    const std::size_t place = profile.token_url.find(Place);
    profile.account_name =
        place == std::string::npos ? reader.text("account_name") : reader.required("account_name");
    if (place == std::string::npos) {
        reader.only_if(false, "account_name", "a token_url with '" + std::string(Place) + "'");
    } else {
        profile.token_url.replace(place, Place.size(), http::percent_encode(profile.account_name));
    }
    reader.check_trusted("token_url", profile.token_url);
}

// A password goes to one place alone, which is what the person is told.
void read_create_account_url(Reader &reader, Profile &profile)
{
    profile.create_account_url = reader.trusted_url("create_account_url", false);
    const bool has_call = traits_of(profile.dialect).creates_accounts && profile.grant == Grant::Password;
    reader.only_if(has_call, "create_account_url", "the dialect 'sso' and the grant 'password'");
    const auto creation = http::parse_url(profile.create_account_url);
    const auto tokens = http::parse_url(profile.token_url);
    if (creation && tokens && creation->origin() != tokens->origin()) {
        reader.refuse("create_account_url", "is at another host than the token_url");
    }
}

void read_addresses(Reader &reader, Profile &profile)
{
    const bool has_page = profile.grant != Grant::Password;
    const bool is_mobile = profile.grant == Grant::Mobile;
    profile.authorize_url = reader.trusted_url("authorize_url", has_page);
    reader.only_if(has_page, "authorize_url", "a grant with a sign-in page");
    read_token_url(reader, profile);
    profile.introspect_url = reader.trusted_url("introspect_url", false);
    profile.mobile_login_url = reader.trusted_url("mobile_login_url", is_mobile);
    reader.only_if(is_mobile, "mobile_login_url", "the grant 'mobile'");
    profile.mobile_refresh_url = reader.trusted_url("mobile_refresh_url", false);
    reader.only_if(is_mobile, "mobile_refresh_url", "the grant 'mobile'");
    profile.register_url = reader.trusted_url("register_url", false);
    read_create_account_url(reader, profile);
    read_redirect_uri(reader, profile);
}

void read_sign_in(Reader &reader, Profile &profile)
{
    constexpr std::array SignInWays = {std::pair("embedded", SignInWay::Embedded),
                                       std::pair("browser", SignInWay::Browser)};
    profile.sign_in = reader.choice<SignInWay>("sign_in", SignInWays).value_or(SignInWay::Embedded);
    if (profile.sign_in == SignInWay::Browser) {
        if (const std::string reason = why_no_browser(profile); !reason.empty()) {
            reader.refuse("sign_in", "is 'browser', " + reason);
        }
    }
}

// Nullopt if there is no such file.
Result<std::optional<Profile>> read_profile(const std::filesystem::path &path, ClientId client_id)
{
    auto text = read_file(path, MaxProfileSize);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (!*text) {
        return std::nullopt;
    }
    auto profile = parse_profile(**text, client_id);
    wipe(**text);
    if (!profile) {
        return fail(profile.error().kind, path.string() + ": " + profile.error().detail);
    }
    return std::move(*profile);
}

// Addresses may change with a version of the plugin, so that a file need not have those of the public
// service.
void complete_service(rapidjson::Document &document)
{
    constexpr std::array Keys = {"name", "api_base_url", "authorize_url", "token_url"};
    if (std::any_of(Keys.begin(), Keys.end(),
                    [&](const char *key) { return json::member(document, key) != nullptr; })) {
        return;
    }
    const Profile service = public_service();
    set_member(document, "name", service.name);
    set_member(document, "api_base_url", service.api_base_url);
    set_member(document, "authorize_url", service.authorize_url);
    set_member(document, "token_url", service.token_url);
}

} // namespace

Result<Profile> parse_profile(std::string_view text, ClientId client_id)
{
    auto document = json::parse(text);
    if (!document) {
        return fail(ErrorKind::BadProfile, "the file is not JSON: " + document.error().detail);
    }
    if (!document->IsObject()) {
        return fail(ErrorKind::BadProfile, "the file is not a JSON object");
    }
    complete_service(*document);
    Reader reader(*document);
    Profile profile;
    profile.name = reader.required("name");
    profile.api_base_url = reader.trusted_url("api_base_url", true);
    if (profile.api_base_url.find('?') != std::string::npos) {
        reader.refuse("api_base_url", "must not have a query");
    }
    while (profile.api_base_url.ends_with('/')) {
        profile.api_base_url.pop_back();
    }
    read_client(reader, profile, client_id);
    json::wipe_member(*document, "client_secret");
    read_addresses(reader, profile);
    profile.scope = reader.text("scope");
    profile.pkce = reader.flag("pkce");
    if (profile.pkce && profile.grant != Grant::Code) {
        reader.refuse("pkce", "is for the grant 'code' only");
    }
    std::vector<std::pair<const char *, const char *>> languages;
    languages.reserve(Languages.size());
    for (const char *language : Languages) {
        languages.emplace_back(language, language);
    }
    profile.language = reader.choice<const char *>("language", languages).value_or("auto");
    read_sign_in(reader, profile);
    constexpr std::array LinkPlaces = {std::pair("keyring", LinkPlace::Keyring),
                                       std::pair("file", LinkPlace::File)};
    profile.keep_link = reader.choice<LinkPlace>("keep_link", LinkPlaces).value_or(LinkPlace::Keyring);
    profile.ca_file = reader.text("ca_file");
    if (!profile.ca_file.empty() && !profile.ca_file.is_absolute()) {
        reader.refuse("ca_file", "must be a whole path, from /");
    }
    if (auto error = reader.error()) {
        return tl::unexpected(*error);
    }
    return profile;
}

Profile public_service()
{
    Profile profile;
    profile.name = "MyMiniFactory";
    profile.api_base_url = "https://www.myminifactory.com/api/v2";
    profile.authorize_url = "https://auth.myminifactory.com/web/authorize";
    profile.token_url = "https://auth.myminifactory.com/v1/oauth/tokens";
    profile.redirect_uri = DefaultRedirectUri;
    profile.language = "auto";
    return profile;
}

Result<Profile> load_profile(const std::filesystem::path &named_file, const Paths &paths,
                             const std::string &built_in_client_id)
{
    if (!named_file.empty()) {
        return read_profile(named_file, ClientId::Required).and_then([&](std::optional<Profile> profile) {
            return profile ? Result<Profile>(std::move(*profile))
                           : fail(ErrorKind::BadProfile, "there is no file " + named_file.string());
        });
    }
    auto profile = load_service(paths, built_in_client_id);
    if (profile && profile->client_id.empty()) {
        return fail(ErrorKind::NotConfigured);
    }
    return profile;
}

Result<Profile> load_service(const Paths &paths, const std::string &built_in_client_id)
{
    return read_profile(paths.profile_file(), ClientId::MayBeMissing)
        .map([&](std::optional<Profile> profile) {
            if (!profile) {
                profile = public_service();
            }
            // The packager's client is the public service's.
            if (profile->client_id.empty() && profile->api_base_url == public_service().api_base_url) {
                profile->client_id = built_in_client_id;
            }
            return std::move(*profile);
        });
}

} // namespace mmf::auth
