#include "auth/client_settings.hpp"

#include "auth/loopback_port.hpp"
#include "auth/profile_file.hpp"
#include "base/json.hpp"
#include "base/json_secret.hpp"
#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <charconv>

namespace mmf::auth {

namespace {

bool is_plain(std::string_view text, std::string_view without)
{
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return c > 0x20 && c < 0x7F && without.find(c) == std::string_view::npos;
    });
}

bool is_port(std::string_view text)
{
    constexpr int Highest = 65535;
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port > 0 && port <= Highest;
}

// Empty: that is what a file without a word means.
std::string_view word_for(SecretPlace place)
{
    switch (place) {
    case SecretPlace::Keyring:
        return "keyring";
    case SecretPlace::Nowhere:
        return "nowhere";
    case SecretPlace::File:
        break;
    }
    return {};
}

} // namespace

std::vector<ClientFinding> check(const ClientInput &input)
{
    std::vector<ClientFinding> findings;
    const std::string_view id = trimmed(input.id);
    if (id.empty()) {
        findings.push_back({ClientField::Id, ClientProblem::Missing});
    } else if (!is_plain(id, ":")) {
        findings.push_back({ClientField::Id, ClientProblem::NotPlain});
    } else if (id.size() > MaxClientIdLength) {
        findings.push_back({ClientField::Id, ClientProblem::TooLong});
    }
    const std::string_view secret = trimmed(input.secret.view());
    if (!is_plain(secret, {})) {
        findings.push_back({ClientField::Secret, ClientProblem::NotPlain});
    } else if (secret.size() > MaxClientSecretLength) {
        findings.push_back({ClientField::Secret, ClientProblem::TooLong});
    }
    if (!is_port(trimmed(input.port))) {
        findings.push_back({ClientField::Port, ClientProblem::NotAPort});
    }
    return findings;
}

std::optional<std::string> port_of(const std::string &redirect_uri)
{
    const auto uri = http::parse_url(redirect_uri);
    return uri && is_loopback_redirect(redirect_uri) ? std::optional(uri->port) : std::nullopt;
}

std::string with_port(const std::string &redirect_uri, std::string_view port)
{
    const auto uri = http::parse_url(redirect_uri);
    if (!uri || !is_loopback_redirect(redirect_uri)) {
        return redirect_uri;
    }
    return uri->scheme + "://" + uri->host + ":" + std::string(trimmed(port)) + uri->path;
}

Result<Secret> with_client(std::string_view old, const ClientInput &input, SecretPlace place)
{
    const auto change = [&](rapidjson::Document &profile) {
        json::wipe_member(profile, "client_secret");
        set_member(profile, "client_id", trimmed(input.id));
        set_member(profile, "client_secret",
                   place == SecretPlace::File ? trimmed(input.secret.view()) : std::string_view());
        set_member(profile, "client_secret_in", word_for(place));
        const std::string before = json::string_member(profile, "redirect_uri").value_or(DefaultRedirectUri);
        if (const std::string after = with_port(before, input.port); after != before) {
            set_member(profile, "redirect_uri", after);
        }
    };
    return with_change(old, change, ClientId::Required);
}

Result<Profile> preview_client(const Paths &paths, const ClientInput &input, SecretPlace place)
{
    return rewritten_profile_file(paths, [&](std::string_view old) { return with_client(old, input, place); })
        .and_then([](const Secret &text) { return parse_profile(text.view()); })
        .map([&](Profile profile) {
            profile.client_secret = Secret(trimmed(input.secret.view()));
            return profile;
        });
}

Result<void> save_client(const Paths &paths, const ClientInput &input, SecretPlace place)
{
    return rewrite_profile_file(paths, [&](std::string_view old) { return with_client(old, input, place); });
}

} // namespace mmf::auth
