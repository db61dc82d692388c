// The service profile, and the same once a person has entered a client: what is accepted is written and read
// again the same.
#include "auth/profile.hpp"
#include "auth/client_settings.hpp"
#include "auth/dialect.hpp"
#include "auth/profile_choices.hpp"
#include "http/url.hpp"
#include "input.hpp"
#include "property.hpp"

#include <string>

using namespace mmf;
using namespace mmf::auth;
using fuzz::require;

namespace {

void check_trusted(const std::string &text)
{
    const auto url = http::parse_url(text);
    require(text.empty() || (url && http::may_be_trusted(*url)), "credentials go to trusted places");
    require(text.find('#') == std::string::npos, "and to no part of a page");
}

void check_accepted(const Profile &profile)
{
    for (const std::string *url :
         {&profile.api_base_url, &profile.authorize_url, &profile.token_url, &profile.introspect_url,
          &profile.mobile_login_url, &profile.mobile_refresh_url, &profile.register_url,
          &profile.create_account_url}) {
        check_trusted(*url);
    }
    require(!profile.name.empty() && !profile.api_base_url.empty(), "a service has a name and an address");
    const auto endpoint = http::parse_url(profile.api_base_url + "/user");
    require(endpoint && endpoint->path.ends_with("/user"), "an endpoint's path comes after the base's");
    require(has_grant(traits_of(profile.dialect), profile.grant), "a dialect has the profile's grant");
    require(!profile.lacks_secret() || profile.client_secret.empty(), "a secret is in one place");
    require(profile.ca_file.empty() || profile.ca_file.is_absolute(), "a path is whole");
}

void require_same(const Profile &a, const Profile &b)
{
    require(a.name == b.name && a.api_base_url == b.api_base_url && a.link_key() == b.link_key(),
            "the service stays");
    require(a.client_id == b.client_id && a.client_secret.equals(b.client_secret.view()) &&
                a.secret_place == b.secret_place && a.client_key == b.client_key,
            "the client stays");
    require(a.dialect == b.dialect && a.grant == b.grant &&
                a.client_authentication == b.client_authentication && a.pkce == b.pkce && a.scope == b.scope,
            "the way to sign in stays");
    require(a.authorize_url == b.authorize_url && a.token_url == b.token_url &&
                a.introspect_url == b.introspect_url && a.mobile_login_url == b.mobile_login_url &&
                a.mobile_refresh_url == b.mobile_refresh_url && a.register_url == b.register_url &&
                a.create_account_url == b.create_account_url,
            "the addresses stay");
    require(a.language == b.language && a.sign_in == b.sign_in && a.keep_link == b.keep_link &&
                a.ca_file == b.ca_file,
            "the rest stays");
}

// As the form starts that a person changes.
ClientInput input_of(const Profile &profile)
{
    return {profile.client_id, profile.client_secret, port_of(profile.redirect_uri).value_or("7330")};
}

void check_written(std::string_view text, const Profile &profile)
{
    const ClientInput input = input_of(profile);
    // A file's words may be looser than those of a form, around which white space does not count.
    const bool is_trimmed =
        trimmed(input.id) == input.id && trimmed(input.secret.view()) == input.secret.view();
    if (!is_trimmed || !check(input).empty()) {
        return;
    }
    const auto written = with_client(text, input, profile.secret_place);
    require(written.has_value(), "what was accepted can be written");
    const auto read = parse_profile(written->view());
    require(read.has_value(), "what was written can be read");
    require_same(profile, *read);
    require(port_of(read->redirect_uri) == port_of(profile.redirect_uri), "the port stays");
    const auto again = with_client(written->view(), input, profile.secret_place);
    require(again && again->equals(written->view()), "what is written twice is the same");
}

void check_chosen(std::string_view text, const Profile &profile)
{
    const auto written = with_choices(text, choices_in(profile));
    require(written.has_value(), "what was accepted can be chosen");
    const auto read = parse_profile(written->view());
    require(read.has_value(), "what was chosen can be read");
    require_same(profile, *read);
    require(read->redirect_uri == profile.redirect_uri, "a choice is no address");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const std::string_view text = input.rest();
    const auto service = parse_profile(text, ClientId::MayBeMissing);
    const auto profile = parse_profile(text);
    if (!profile) {
        fuzz::require_kind(profile.error(), {ErrorKind::BadProfile});
    }
    if (!service) {
        fuzz::require_kind(service.error(), {ErrorKind::BadProfile});
        require(!profile.has_value(), "a whole profile is one without a client too");
        return 0;
    }
    check_accepted(*service);
    require(profile.has_value() == !service->client_id.empty(), "only a client may be missing");
    if (profile) {
        check_accepted(*profile);
        check_written(text, *profile);
        check_chosen(text, *profile);
    }
    return 0;
}
