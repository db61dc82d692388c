#include "other_services.hpp"

#include "html.hpp"
#include "json.hpp"
#include "text.hpp"

#include <ctime>

namespace mmf::sandbox {

namespace {

constexpr std::uint64_t BodyLimit = 64 * 1024;
constexpr std::chrono::hours UsualLifetime{1};
constexpr std::string_view MeshyDbRoot = "/meshydb/";
constexpr std::string_view MeshyDbToken = "/connect/token";
constexpr std::string_view MeshyDbAccount = "sandbox-account";

std::time_t end_of(std::chrono::seconds lifetime)
{
    return std::time(nullptr) + lifetime.count();
}

// The user of a password, and of none where there are anonymous accounts.
const User *check_meshydb_password(const Fields &form)
{
    const std::string username = field(form, "username");
    const User *anonymous = field(form, "password") == "nopassword" ? find_user(username) : nullptr;
    return anonymous != nullptr ? anonymous : check_password(username, field(form, "password"));
}

// By Basic, or by both in the form; a client without a secret by its id.
const Client *oauth2_client(const Exchange &exchange, const Fields &form)
{
    if (const Client *client = authenticate_client(exchange.header("Authorization"))) {
        return client;
    }
    const Client *client = find_client(field(form, "client_id"));
    const bool is_right =
        client != nullptr && (client->secret == nullptr || field(form, "client_secret") == client->secret);
    return is_right ? client : nullptr;
}

void oauth2_error(Exchange &exchange, int status, std::string_view code, std::string_view description)
{
    exchange.answer_json(status, json_object([&](JsonWriter &json) {
                             put(json, "error", code);
                             put(json, "error_description", description);
                         }));
}

void xee_error(Exchange &exchange, std::string_view tip)
{
    rapidjson::StringBuffer buffer;
    JsonWriter json(buffer);
    json.StartArray();
    json.StartObject();
    put(json, "type", std::string_view("PARAMETERS_ERROR"));
    put(json, "message", std::string_view("Missing parameter"));
    put(json, "tip", tip);
    json.EndObject();
    json.EndArray();
    exchange.answer_json(400, {buffer.GetString(), buffer.GetSize()});
}

// Always with HTTP's 200, which the text neither says nor excludes: the client must look inside.
void sso_error(Exchange &exchange, int status, std::string_view error)
{
    exchange.answer_json(200, json_object([&](JsonWriter &json) {
                             put(json, "status_code", status);
                             put(json, "error", error);
                             put(json, "success", false);
                         }));
}

} // namespace

bool OtherServices::process(Exchange &exchange)
{
    const std::string &path = exchange.path();
    const bool is_meshydb = path.starts_with(MeshyDbRoot) && path.ends_with(MeshyDbToken);
    const bool is_known = is_meshydb || path == "/sso/login" || path == "/sso/token" ||
                          path == "/sso/users" || path == "/xee/v3/auth/access_token" ||
                          path == "/oauth2/token";
    if (!is_known) {
        return false;
    }
    if (path == "/sso/login" && exchange.method() == "GET") {
        sso_page(exchange);
        return true;
    }
    if (exchange.method() != "POST") {
        exchange.answer(405, "text/plain; charset=utf-8", "Method not allowed\n");
        return true;
    }
    const auto body = exchange.body(BodyLimit);
    if (!body) {
        return true;
    }
    const bool is_form = exchange.content_type() == "application/x-www-form-urlencoded";
    const Fields form = is_form ? parse_fields(*body) : Fields();
    exchange.set_header("Cache-Control", "no-store");
    if (path == "/sso/login") {
        sso_login(exchange, form);
    } else if (path == "/sso/token") {
        sso_token(exchange, *body);
    } else if (path == "/sso/users") {
        sso_users(exchange, *body);
    } else if (path == "/oauth2/token") {
        oauth2(exchange, form);
    } else if (is_meshydb) {
        meshydb(exchange, form);
    } else {
        xee(exchange, form);
    }
    return true;
}

void OtherServices::sso_page(Exchange &exchange)
{
    if (find_client(exchange.parameter("client_id")) == nullptr ||
        !is_registered_redirect(exchange.parameter("redirect_uri"))) {
        return exchange.answer(400, "text/plain; charset=utf-8", "Invalid client ID or redirect URI\n");
    }
    exchange.answer(200, "text/html; charset=utf-8",
                    html_page("Sign in", "<form method=\"post\" action=\"/sso/login?" +
                                             html_escape(exchange.query()) +
                                             "\">\n<label for=\"username\">User name</label>\n"
                                             "<input id=\"username\" name=\"username\" required autofocus>\n"
                                             "<label for=\"password\">Password</label>\n"
                                             "<input id=\"password\" name=\"password\" type=\"password\" "
                                             "required>\n<p class=\"actions\">"
                                             "<button type=\"submit\">Sign in</button></p>\n</form>\n"));
}

void OtherServices::sso_login(Exchange &exchange, const Fields &form)
{
    const User *user = check_password(field(form, "username"), field(form, "password"));
    const Client *client = find_client(exchange.parameter("client_id"));
    const std::string redirect_uri = exchange.parameter("redirect_uri");
    if (user == nullptr || client == nullptr || !is_registered_redirect(redirect_uri)) {
        return sso_page(exchange);
    }
    const Issued issued = issue(*user, *client, m_tokens.issue_refresh(*user, *client));
    exchange.redirect(redirect_uri + "?access_token=" + issued.access_token + "&refresh_token=" +
                      issued.refresh_token + "&expiration=" + std::to_string(end_of(issued.lifetime)) +
                      "&user_id=" + percent_encode(user->username));
}

void OtherServices::sso_token(Exchange &exchange, const std::string &body)
{
    rapidjson::Document asked;
    asked.Parse(body.c_str());
    if (exchange.content_type() != "application/json" || !asked.IsObject()) {
        return sso_error(exchange, 400, "not JSON");
    }
    const auto text = [&](const char *key) { return string_member(asked, key).value_or(""); };
    const Client *client = find_client(text("client_id"));
    if (client == nullptr) {
        return sso_error(exchange, 401, "unknown client");
    }
    std::optional<Issued> issued;
    if (text("response_type") == "refresh") {
        const auto found = m_tokens.find_refresh(text("refresh_token"));
        if (!found || found->client != client || text("username") != found->user->username) {
            return sso_error(exchange, 401, "the refresh token is not this user's");
        }
        issued = issue(*found->user, *client, text("refresh_token"));
    } else if (text("response_type") == "code" && asked.HasMember("scope") && asked["scope"].IsInt()) {
        const User *user = check_password(text("username"), text("password"));
        if (user == nullptr) {
            user = m_new_accounts.check_password(text("username"), text("password"));
        }
        if (user == nullptr) {
            return sso_error(exchange, 401, "wrong user name or password");
        }
        issued = issue(*user, *client, m_tokens.issue_refresh(*user, *client));
    } else {
        return sso_error(exchange, 400, "unknown response type");
    }
    exchange.answer_json(200, json_object([&](JsonWriter &json) {
                             put(json, "access_token", issued->access_token);
                             put(json, "refresh_token", issued->refresh_token);
                             put(json, "expiration", end_of(issued->lifetime));
                             put(json, "status_code", 201);
                             json.Key("error");
                             json.Null();
                             put(json, "success", true);
                         }));
}

void OtherServices::sso_users(Exchange &exchange, const std::string &body)
{
    constexpr std::size_t ShortestPassword = 4; // of S1's example
    rapidjson::Document asked;
    asked.Parse(body.c_str());
    const auto username = asked.IsObject() ? string_member(asked, "username") : std::nullopt;
    const auto password = asked.IsObject() ? string_member(asked, "password") : std::nullopt;
    const auto refuse = [&](int status, std::string_view error) {
        exchange.answer_json(status, json_object([&](JsonWriter &json) { put(json, "error", error); }));
    };
    if (exchange.content_type() != "application/json" || !username || username->empty() || !password) {
        refuse(400, "user name and password are expected");
    } else if (password->size() < ShortestPassword) {
        refuse(400, "The password is too short");
    } else if (!m_new_accounts.create(*username, *password)) {
        refuse(409, "This user name is taken");
    } else {
        exchange.answer_json(201, json_object([&](JsonWriter &json) { put(json, "username", *username); }));
    }
}

void OtherServices::meshydb(Exchange &exchange, const Fields &form)
{
    const std::string &path = exchange.path();
    const std::string account =
        path.substr(MeshyDbRoot.size(), path.size() - MeshyDbRoot.size() - MeshyDbToken.size());
    const Client *client = find_client(field(form, "client_id"));
    std::optional<Issued> issued;
    if (client != nullptr && percent_decode(account) == MeshyDbAccount) {
        if (field(form, "grant_type") == "refresh_token") {
            issued = take_refresh(field(form, "refresh_token"), *client);
        } else if (field(form, "grant_type") == "password") {
            if (const User *user = check_meshydb_password(form)) {
                issued = issue(*user, *client, m_tokens.issue_refresh(*user, *client));
            }
        }
    }
    if (!issued) {
        return exchange.answer_json(400, json_object([](JsonWriter &json) {
                                        put(json, "error", std::string_view("invalid_grant"));
                                    }));
    }
    exchange.answer_json(200, json_object([&](JsonWriter &json) {
                             put(json, "access_token", issued->access_token);
                             put(json, "expires_in", issued->lifetime.count());
                             put(json, "token_type", std::string_view("Bearer"));
                             put(json, "refresh_token", issued->refresh_token);
                         }));
}

void OtherServices::xee(Exchange &exchange, const Fields &form)
{
    const Client *client = authenticate_client(exchange.header("Authorization"));
    if (client == nullptr) {
        return exchange.answer_json(401, json_object([](JsonWriter &json) {
                                        put(json, "message", std::string_view("Invalid authentication"));
                                    }));
    }
    const bool is_refresh = field(form, "grant_type") == "refresh_token";
    const auto issued =
        is_refresh ? take_refresh(field(form, "refresh_token"), *client) : take_code(form, *client);
    if (!issued) {
        return xee_error(exchange, is_refresh ? "Check you've set the grant_type and the refresh_token"
                                              : "Check you've set the grant_type and the code");
    }
    exchange.answer_json(200, json_object([&](JsonWriter &json) {
                             put(json, "access_token", issued->access_token);
                             put(json, "expires_at", end_of(issued->lifetime));
                             put(json, "expires_in", issued->lifetime.count());
                             put(json, "refresh_token", issued->refresh_token);
                             put(json, "token_type", std::string_view("bearer"));
                         }));
}

void OtherServices::oauth2(Exchange &exchange, const Fields &form)
{
    const Client *client = oauth2_client(exchange, form);
    if (client == nullptr) {
        return oauth2_error(exchange, 401, "invalid_client",
                            "The client is not known, or its secret is wrong");
    }
    const std::string grant = field(form, "grant_type");
    std::optional<Issued> issued;
    if (grant == "authorization_code") {
        const auto code = m_tokens.find_code(field(form, "code"));
        if (code && code->redirect_uri == field(form, "redirect_uri")) {
            issued = take_code(form, *client);
        }
    } else if (grant == "refresh_token") {
        issued = take_refresh(field(form, "refresh_token"), *client);
    } else if (grant == "password") {
        if (const User *user = check_password(field(form, "username"), field(form, "password"))) {
            issued = issue(*user, *client, m_tokens.issue_refresh(*user, *client));
        }
    } else {
        return oauth2_error(exchange, 400, "unsupported_grant_type", "There is no such grant");
    }
    if (!issued) {
        return oauth2_error(exchange, 400, "invalid_grant", "It is not known, used up or wrong");
    }
    exchange.answer_json(200, json_object([&](JsonWriter &json) {
                             put(json, "access_token", issued->access_token);
                             put(json, "token_type", std::string_view("Bearer"));
                             put(json, "expires_in", issued->lifetime.count());
                             if (!issued->refresh_token.empty()) {
                                 put(json, "refresh_token", issued->refresh_token);
                             }
                         }));
}

OtherServices::Issued OtherServices::issue(const User &user, const Client &client,
                                           const std::string &refresh_token)
{
    const auto lifetime = m_settings.get().access_token_lifetime.value_or(UsualLifetime);
    return {&user, m_tokens.issue_access(user, client, lifetime), refresh_token, lifetime};
}

std::optional<OtherServices::Issued> OtherServices::take_code(const Fields &form, const Client &client)
{
    const std::string text = field(form, "code");
    const auto code = m_tokens.find_code(text);
    const std::string verifier = field(form, "code_verifier");
    const bool is_good = code && code->client == &client &&
                         code->expires > std::chrono::steady_clock::now() &&
                         code->challenge == (verifier.empty() ? "" : code_challenge(verifier));
    if (!is_good || !m_tokens.take_code(text)) {
        return std::nullopt;
    }
    return issue(*code->user, client, m_tokens.issue_refresh(*code->user, client));
}

std::optional<OtherServices::Issued> OtherServices::take_refresh(const std::string &token,
                                                                 const Client &client)
{
    const auto rotation = m_settings.get().rotation;
    const auto found = m_tokens.find_refresh(token);
    if (!found || found->client != &client || (rotation == Rotation::New && !m_tokens.take_refresh(token))) {
        return std::nullopt;
    }
    return issue(*found->user, client,
                 rotation == Rotation::New    ? m_tokens.issue_refresh(*found->user, client)
                 : rotation == Rotation::Same ? token
                                              : std::string());
}

} // namespace mmf::sandbox
