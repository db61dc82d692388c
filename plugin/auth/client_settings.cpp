#include "auth/client_settings.hpp"

#include "auth/loopback_port.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/json_secret.hpp"
#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <charconv>
#include <rapidjson/prettywriter.h>
#include <utility>

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

// A member with this text, or none where the text is empty.
void set_member(rapidjson::Document &object, const char *key, std::string_view text)
{
    object.RemoveMember(key);
    if (!text.empty()) {
        auto &allocator = object.GetAllocator();
        const auto size = static_cast<rapidjson::SizeType>(text.size());
        object.AddMember(rapidjson::Value(key, allocator), rapidjson::Value(text.data(), size, allocator),
                         allocator);
    }
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

Result<rapidjson::Document> document_of(std::string_view old)
{
    if (!old.empty()) {
        return json::parse(old).map_error([](const Error &error) {
            return Error{ErrorKind::BadProfile, "the file is not JSON: " + error.detail, 0};
        });
    }
    const Profile service = public_service();
    rapidjson::Document document(rapidjson::kObjectType);
    set_member(document, "name", service.name);
    set_member(document, "api_base_url", service.api_base_url);
    set_member(document, "authorize_url", service.authorize_url);
    set_member(document, "token_url", service.token_url);
    return document;
}

Result<Secret> new_text(const Paths &paths, const ClientInput &input, SecretPlace place)
{
    auto old = read_file(paths.profile_file(), MaxProfileSize);
    if (!old) {
        return tl::unexpected(old.error());
    }
    auto text = with_client(*old ? std::string_view(**old) : std::string_view(), input, place);
    if (*old) {
        wipe(**old);
    }
    return text;
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
    auto document = document_of(old);
    if (!document) {
        return tl::unexpected(document.error());
    }
    if (!document->IsObject()) {
        return fail(ErrorKind::BadProfile, "the file is not a JSON object");
    }
    // Only the first one would be replaced, and the other one be read.
    if (const auto key = json::repeated_member(*document)) {
        return fail(ErrorKind::BadProfile, "'" + *key + "' is there twice");
    }
    json::wipe_member(*document, "client_secret");
    set_member(*document, "client_id", trimmed(input.id));
    set_member(*document, "client_secret",
               place == SecretPlace::File ? trimmed(input.secret.view()) : std::string_view());
    set_member(*document, "client_secret_in", word_for(place));
    const auto given = json::string_member(*document, "redirect_uri");
    const std::string before = given.value_or(DefaultRedirectUri);
    if (const std::string after = with_port(before, input.port); after != before) {
        set_member(*document, "redirect_uri", after);
    }
    json::SecretBuffer buffer;
    rapidjson::PrettyWriter writer(buffer);
    writer.SetIndent(' ', 2);
    document->Accept(writer);
    buffer.Put('\n');
    json::wipe_member(*document, "client_secret");
    Secret text = json::secret_of(buffer);
    if (auto profile = parse_profile(text.view()); !profile) {
        return tl::unexpected(profile.error());
    }
    return text;
}

Result<Profile> preview_client(const Paths &paths, const ClientInput &input, SecretPlace place)
{
    return new_text(paths, input, place)
        .and_then([](const Secret &text) { return parse_profile(text.view()); })
        .map([&](Profile profile) {
            profile.client_secret = Secret(trimmed(input.secret.view()));
            return profile;
        });
}

Result<void> save_client(const Paths &paths, const ClientInput &input, SecretPlace place)
{
    const auto text = new_text(paths, input, place);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (auto made = make_private_folder(paths.config); !made) {
        return made;
    }
    return write_file(paths.profile_file(), text->view());
}

} // namespace mmf::auth
