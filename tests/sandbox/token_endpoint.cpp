#include "token_endpoint.hpp"

#include "json.hpp"
#include "text.hpp"

namespace mmf::sandbox {

namespace {

constexpr std::uint64_t FormLimit = 64 * 1024;
constexpr std::chrono::hours AccessLifetime{6};
constexpr std::chrono::hours MobileLifetime{2};

void refuse(Exchange &exchange, int status, std::string_view sentence)
{
    exchange.answer_json(status, json_object([&](JsonWriter &json) { put(json, "error", sentence); }));
}

// The client whose Basic credentials came with the request; null after a 401.
const Client *require_client(Exchange &exchange)
{
    const Client *client = authenticate_client(exchange.header("Authorization"));
    if (client == nullptr) {
        exchange.set_header("WWW-Authenticate", "Basic realm=\"MyMiniFactory (sandbox)\"");
        refuse(exchange, 401, "Invalid client ID or secret");
    }
    return client;
}

} // namespace

bool TokenEndpoint::process(Exchange &exchange)
{
    if (!exchange.path().starts_with("/v1/oauth/")) {
        return false;
    }
    if (exchange.method() != "POST") {
        refuse(exchange, 405, "Method not allowed");
        return true;
    }
    const auto body = exchange.body(FormLimit);
    if (!body) {
        return true;
    }
    const bool is_form = exchange.content_type() == "application/x-www-form-urlencoded";
    const Fields form = is_form ? parse_fields(*body) : Fields();
    if (exchange.path() == "/v1/oauth/mobile/login") {
        mobile_login(exchange, form);
    } else if (exchange.path() == "/v1/oauth/mobile/refresh") {
        mobile_refresh(exchange, form);
    } else if (exchange.path() != "/v1/oauth/tokens" && exchange.path() != "/v1/oauth/introspect") {
        refuse(exchange, 404, "Not found");
    } else if (const Client *client = require_client(exchange)) {
        const std::string grant = field(form, "grant_type");
        if (exchange.path() == "/v1/oauth/introspect") {
            introspect(exchange, form);
        } else if (grant == "authorization_code") {
            exchange_code(exchange, form, *client);
        } else if (grant == "refresh_token") {
            refresh(exchange, form, *client);
        } else {
            refuse(exchange, 400, "Invalid grant type");
        }
    }
    return true;
}

void TokenEndpoint::exchange_code(Exchange &exchange, const Fields &form, const Client &client)
{
    const std::string text = field(form, "code");
    const auto code = m_tokens.find_code(text);
    if (!code || code->client != &client) {
        return refuse(exchange, 404, "Authorization code not found");
    }
    if (field(form, "redirect_uri") != code->redirect_uri) {
        return refuse(exchange, 400, "Invalid redirect URI");
    }
    // A verifier that nobody asked for is refused too: the challenge was taken off on its way (RFC 9700
    // §4.8.2).
    const std::string verifier = field(form, "code_verifier");
    if (code->challenge != (verifier.empty() ? "" : code_challenge(verifier))) {
        return refuse(exchange, 400, "Invalid code verifier");
    }
    if (code->expires <= std::chrono::steady_clock::now()) {
        return refuse(exchange, 400, "Authorization code expired");
    }
    if (!m_tokens.take_code(text)) {
        return refuse(exchange, 404, "Authorization code not found");
    }
    const auto lifetime = m_settings.get().access_token_lifetime.value_or(AccessLifetime);
    answer_tokens(exchange, *code->user, client, m_tokens.issue_refresh(*code->user, client), lifetime);
}

void TokenEndpoint::refresh(Exchange &exchange, const Fields &form, const Client &client)
{
    const Options options = m_settings.get();
    const std::string old = field(form, "refresh_token");
    const auto found = m_tokens.find_refresh(old);
    if (!found || found->client != &client ||
        (options.rotation == Rotation::New && !m_tokens.take_refresh(old))) {
        return refuse(exchange, 404, "Refresh token not found");
    }
    std::string next;
    if (options.rotation == Rotation::Same) {
        next = old;
    } else if (options.rotation == Rotation::New) {
        next = m_tokens.issue_refresh(*found->user, client);
    }
    answer_tokens(exchange, *found->user, client, next,
                  options.access_token_lifetime.value_or(AccessLifetime));
}

void TokenEndpoint::introspect(Exchange &exchange, const Fields &form)
{
    const std::string token = field(form, "token");
    const std::string hint = field(form, "token_type_hint");
    const auto access = hint == "refresh_token" ? std::nullopt : m_tokens.find_access(token);
    const auto refresh = hint == "access_token" ? std::nullopt : m_tokens.find_refresh(token);
    const bool active = refresh || (access && access->is_valid());
    exchange.answer_json(200, json_object([&](JsonWriter &json) {
                             put(json, "active", active);
                             if (!active) {
                                 return;
                             }
                             put(json, "client_id", access ? access->client->id : refresh->client->id);
                             put(json, "username", access ? access->user->username : refresh->user->username);
                             put(json, "token_type", "Bearer");
                             if (access) {
                                 const auto left = std::chrono::duration_cast<std::chrono::seconds>(
                                     access->expires - std::chrono::steady_clock::now());
                                 const auto now = std::chrono::system_clock::now() + left;
                                 put(json, "exp", std::chrono::system_clock::to_time_t(now));
                             }
                         }));
}

void TokenEndpoint::mobile_login(Exchange &exchange, const Fields &form)
{
    const Client *client = find_client(field(form, "client_key"));
    const auto access = m_tokens.find_access(field(form, "access_token"));
    rapidjson::Document device;
    const std::string device_info = field(form, "device_info");
    device.Parse(device_info.c_str());
    const auto device_id = device.IsObject() ? string_member(device, "device_id") : std::nullopt;
    if (client == nullptr) {
        return refuse(exchange, 401, "Invalid client key");
    }
    if (!access || !access->is_valid()) {
        return refuse(exchange, 404, "Access token not found");
    }
    if (!device_id || device_id->empty()) {
        return refuse(exchange, 400, "Invalid device info");
    }
    const auto lifetime = m_settings.get().access_token_lifetime.value_or(MobileLifetime);
    answer_tokens(exchange, *access->user, *client, {}, lifetime, *device_id);
}

void TokenEndpoint::mobile_refresh(Exchange &exchange, const Fields &form)
{
    const Client *client = find_client(field(form, "client_key"));
    const std::string old = field(form, "access_token");
    const auto access = m_tokens.find_access(old);
    if (client == nullptr) {
        return refuse(exchange, 401, "Invalid client key");
    }
    const bool right_device = access && !access->device_id.empty() &&
                              access->device_id == field(form, "device_id") && access->client == client;
    if (!right_device || !m_tokens.take_access(old)) {
        return refuse(exchange, 404, "Access token not found");
    }
    const auto lifetime = m_settings.get().access_token_lifetime.value_or(MobileLifetime);
    answer_tokens(exchange, *access->user, *client, {}, lifetime, access->device_id);
}

void TokenEndpoint::answer_tokens(Exchange &exchange, const User &user, const Client &client,
                                  const std::string &refresh_token, std::chrono::seconds lifetime,
                                  const std::string &device_id)
{
    const Options options = m_settings.get();
    exchange.set_header("Cache-Control", "no-store");
    const std::string access = m_tokens.issue_access(user, client, lifetime, device_id);
    const auto told_lifetime = options.has(Quirk::ExpiresInZero) ? 0 : lifetime.count();
    exchange.answer_json(200, json_object([&](JsonWriter &json) {
                             if (options.has(Quirk::UserIdString)) {
                                 put(json, "user_id", std::to_string(user.id));
                             } else {
                                 put(json, "user_id", user.id);
                             }
                             put(json, "access_token", access);
                             if (options.has(Quirk::ExpiresInString)) {
                                 put(json, "expires_in", std::to_string(told_lifetime));
                             } else {
                                 put(json, "expires_in", told_lifetime);
                             }
                             put(json, "token_type", "Bearer");
                             if (!refresh_token.empty()) {
                                 put(json, "refresh_token", refresh_token);
                             }
                         }));
}

} // namespace mmf::sandbox
