#include "auth_pages.hpp"

#include "html.hpp"

namespace mmf::sandbox {

namespace {

constexpr std::uint64_t FormLimit = 64 * 1024;
// The implicit grant says six hours, whatever else is set (contract §1), unless the test asks for another
// time.
constexpr std::chrono::seconds ImplicitLifetime{21600};

std::string form_start(const Exchange &exchange, const char *path)
{
    return std::string("<form method=\"post\" action=\"") + path + "?" + html_escape(exchange.query()) +
           "\">\n";
}

} // namespace

bool AuthPages::process(Exchange &exchange)
{
    if (!exchange.path().starts_with("/web/")) {
        return false;
    }
    if (exchange.path() == "/web/authorize" && exchange.method() == "GET") {
        authorize(exchange);
        return true;
    }
    if (exchange.method() != "POST") {
        exchange.redirect("/web/authorize?" + exchange.query());
        return true;
    }
    const auto body = exchange.body(FormLimit);
    if (!body || !check_query(exchange)) {
        return true;
    }
    const Fields form = parse_fields(*body);
    if (exchange.path() == "/web/login") {
        login(exchange, form);
    } else if (exchange.path() == "/web/consent") {
        consent(exchange, form);
    } else if (exchange.path() == "/web/logout") {
        logout(exchange);
    } else {
        exchange.answer(404, "text/plain; charset=utf-8", "Not found\n");
    }
    return true;
}

bool AuthPages::check_query(Exchange &exchange) const
{
    const char *error = nullptr;
    const std::string type = exchange.parameter("response_type");
    if (find_client(exchange.parameter("client_id")) == nullptr) {
        error = "Invalid client ID\n";
    } else if (!is_registered_redirect(exchange.parameter("redirect_uri"))) {
        error = "Invalid redirect URI\n";
    } else if (type != "code" && type != "token") {
        error = "Invalid response type\n";
    } else if (!exchange.parameter("code_challenge").empty() &&
               exchange.parameter("code_challenge_method") != "S256") {
        error = "Invalid code challenge method\n";
    }
    if (error != nullptr) {
        exchange.answer(400, "text/plain; charset=utf-8", error);
    }
    return error == nullptr;
}

void AuthPages::authorize(Exchange &exchange)
{
    if (!check_query(exchange)) {
        return;
    }
    if (m_settings.get().auto_approve) {
        return approve(exchange, *find_user("designer"));
    }
    const auto session = m_sessions.find(session_id(exchange));
    if (!session || session->user == nullptr) {
        return show_login(exchange, {});
    }
    show_consent(exchange, *session);
}

void AuthPages::login(Exchange &exchange, const Fields &form)
{
    const std::string username = field(form, "username");
    const std::string session = session_id(exchange);
    if (session.empty()) {
        return show_login(exchange, "Your browser did not send our cookie back. Allow cookies and try again.",
                          username);
    }
    const User *user = check_password(username, field(form, "password"));
    if (user == nullptr) {
        return show_login(exchange, "The user name or the password is not right.", username);
    }
    m_sessions.set_user(session, user);
    exchange.redirect("/web/authorize?" + exchange.query());
}

void AuthPages::consent(Exchange &exchange, const Fields &form)
{
    const auto session = m_sessions.find(session_id(exchange));
    if (!session || session->user == nullptr) {
        return show_login(exchange, "Your session has ended. Sign in again.");
    }
    if (field(form, "csrf") != session->csrf) {
        return exchange.answer(403, "text/plain; charset=utf-8", "The form is not from this session\n");
    }
    if (field(form, "decision") == "allow") {
        return approve(exchange, *session->user);
    }
    const bool implicit = exchange.parameter("response_type") == "token";
    exchange.redirect(exchange.parameter("redirect_uri") + (implicit ? "#" : "?") + "error=access_denied" +
                      state_parameter(exchange));
}

void AuthPages::logout(Exchange &exchange)
{
    m_sessions.set_user(session_id(exchange), nullptr);
    exchange.redirect("/web/authorize?" + exchange.query());
}

void AuthPages::approve(Exchange &exchange, const User &user)
{
    const Options options = m_settings.get();
    const Client &client = *find_client(exchange.parameter("client_id"));
    const std::string redirect_uri = exchange.parameter("redirect_uri");
    if (exchange.parameter("response_type") == "code") {
        const std::string code = m_tokens.issue_code(
            user, client, redirect_uri, exchange.parameter("code_challenge"), options.code_lifetime);
        return exchange.redirect(redirect_uri + "?code=" + code + state_parameter(exchange));
    }
    const auto lifetime = options.access_token_lifetime.value_or(ImplicitLifetime);
    exchange.redirect(redirect_uri + "#access_token=" + m_tokens.issue_access(user, client, lifetime) +
                      "&expires_in=" + std::to_string(lifetime.count()) + state_parameter(exchange) +
                      "&token_type=Bearer");
}

std::string AuthPages::state_parameter(const Exchange &exchange) const
{
    const std::string state = exchange.parameter("state");
    if (state.empty()) {
        return {};
    }
    return "&state=" + percent_encode(state) + (m_settings.get().has(Quirk::AnotherState) ? "x" : "");
}

void AuthPages::show_login(Exchange &exchange, std::string_view message, std::string_view username)
{
    if (session_id(exchange).empty()) {
        exchange.set_header("Set-Cookie", cookie_name(exchange) + "=" + m_sessions.open() +
                                              "; Path=/; HttpOnly; SameSite=Lax" +
                                              (m_settings.get().tls ? "; Secure" : ""));
    }
    std::string main = message.empty() ? std::string() : html_message(message);
    main += form_start(exchange, "/web/login");
    main +=
        "<label for=\"username\">User name</label>\n<input id=\"username\" name=\"username\" type=\"text\" "
        "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" required value=\"" +
        html_escape(username) + "\"" + (username.empty() ? " autofocus" : "") +
        ">\n<label for=\"password\">Password</label>\n<input id=\"password\" name=\"password\" "
        "type=\"password\" autocomplete=\"current-password\" required" +
        (username.empty() ? "" : " autofocus") +
        ">\n<p class=\"actions\"><button type=\"submit\">Sign in</button></p>\n</form>\n"
        "<p class=\"note\">Accounts here: <b>designer</b> or <b>maker</b>, password <b>secret</b>.</p>\n";
    show(exchange, html_page("Sign in to your account", main));
}

void AuthPages::show_consent(Exchange &exchange, const BrowserSession &session)
{
    const Client &client = *find_client(exchange.parameter("client_id"));
    std::string main = "<p>The application will see your user name and can add objects to your account, also "
                       "private ones.</p>\n";
    main += form_start(exchange, "/web/consent");
    main += "<input type=\"hidden\" name=\"csrf\" value=\"" + html_escape(session.csrf) +
            "\">\n<p class=\"actions\">"
            "<button type=\"submit\" name=\"decision\" value=\"allow\">Allow</button>\n"
            "<button type=\"submit\" name=\"decision\" value=\"deny\" "
            "class=\"quiet\">Deny</button></p>\n</form>\n";
    main += form_start(exchange, "/web/logout");
    main += "<p class=\"note\">Signed in as " + html_escape(session.user->username) +
            ". <button type=\"submit\" class=\"link\">Use another account</button></p>\n</form>\n";
    const std::string heading = std::string("Allow ") + client.application + " to upload models as " +
                                session.user->display_name + "?";
    show(exchange, html_page(heading, main));
}

void AuthPages::show(Exchange &exchange, std::string page) const
{
    std::string content_policy = "default-src 'none'; style-src 'unsafe-inline'";
    switch (frame_policy(exchange)) {
    case FramePolicy::Allow:
        break;
    case FramePolicy::SameOrigin:
        exchange.set_header("X-Frame-Options", "SAMEORIGIN");
        break;
    case FramePolicy::Deny:
        exchange.set_header("X-Frame-Options", "DENY");
        break;
    case FramePolicy::Csp:
        content_policy += "; frame-ancestors 'none'";
        break;
    }
    exchange.set_header("Cache-Control", "no-store");
    exchange.set_header("Content-Security-Policy", content_policy);
    exchange.answer(200, "text/html; charset=utf-8", std::move(page));
}

FramePolicy AuthPages::frame_policy(const Exchange &exchange) const
{
    switch (exchange.fault.kind) {
    case FaultKind::FrameDeny:
        return FramePolicy::Deny;
    case FaultKind::FrameCsp:
        return FramePolicy::Csp;
    default:
        return m_settings.get().frame_policy;
    }
}

std::string AuthPages::cookie_name(const Exchange &exchange) const
{
    // A cookie has no port: two sandboxes on one machine must not take each other's.
    std::string ip;
    int port = 0;
    exchange.connection().get_local_ip_and_port(ip, port);
    return "mmf_sandbox_" + std::to_string(port);
}

std::string AuthPages::session_id(const Exchange &exchange) const
{
    const std::string id = cookie_value(exchange.header("Cookie"), cookie_name(exchange));
    return m_sessions.find(id) ? id : std::string();
}

} // namespace mmf::sandbox
