#include "sign_in.hpp"

#include "browser_sign_in_dialog.hpp"
#include "http/url.hpp"
#include "password_dialog.hpp"
#include "sentences.hpp"
#include "translate.hpp"
#include "webview_module.hpp"

#include <utility>

namespace mmf::ui {

namespace {

// A browser is opened for nothing but the service's own page.
bool is_page_of(const std::string &authorize_url, const std::string &url)
{
    const auto service = http::parse_url(authorize_url);
    const auto page = http::parse_url(url);
    return service && page && http::may_be_trusted(*page) && page->origin() == service->origin();
}

tl::unexpected<Error> nobody_there()
{
    return fail(ErrorKind::NothingToAsk,
                "the account is not linked, and the sign-in did not complete by itself");
}

} // namespace

SignIn::SignIn(Log &log, const auth::Profile &profile, const Policy &policy, WaitForBrowser wait_for_browser)
    : m_log(log),
      m_authorize_url(profile.authorize_url),
      m_ca_file(profile.ca_file),
      m_way(profile.sign_in),
      m_policy(policy),
      m_wait_for_browser(std::move(wait_for_browser))
{
}

SignInPages SignIn::pages_of(const auth::AuthorizationRequest &request) const
{
    SignInPages pages;
    pages.catalogue = used_catalogue();
    pages.service_name = request.service_name;
    pages.frame_url = request.url;
    pages.page_url = request.top_level_url;
    pages.redirect_uri = request.expected.redirect_uri;
    pages.ca_file = m_ca_file;
    pages.log = [this](const std::string &line) { m_log.write(Severity::Info, line); };
    return pages;
}

Result<auth::Granted> SignIn::run(wxWindow *parent, const auth::AuthorizationRequest &request,
                                  bool is_attended)
{
    m_answer.reset();
    m_is_abandoned = false;
    std::optional<Error> no_browser;
    if (m_way == auth::SignInWay::Browser && !request.is_embedded_only) {
        if (!is_attended) {
            return nobody_there();
        }
        auto port = auth::LoopbackPort::open(request.expected.redirect_uri);
        if (port) {
            return run_in_browser(parent, request, std::move(*port), wxString());
        }
        m_log.write(Severity::Warning, "sign-in: not in the browser: " + port.error().detail);
        no_browser = port.error();
    }
    return run_embedded(parent, request, is_attended, no_browser);
}

NavigationVerdict SignIn::judge(const std::string &url, const auth::ExpectedRedirect &expected)
{
    if (!m_answer) {
        m_answer = auth::answer_of(auth::read_redirect(url, expected));
        if (m_answer && !*m_answer) {
            m_log.write(Severity::Warning, "sign-in: refused: " + m_answer->error().detail);
        }
    }
    // Once there is a result nothing more is loaded.
    if (m_answer) {
        return NavigationVerdict::Finish;
    }
    if (const auto place = auth::place_of_stray_answer(url, expected)) {
        m_log.write(Severity::Warning,
                    "sign-in: an answer goes to " + *place + ", which is not the redirect URI");
    }
    return NavigationVerdict::Load;
}

Result<auth::Granted> SignIn::run_embedded(wxWindow *parent, const auth::AuthorizationRequest &request,
                                           bool is_attended, const std::optional<Error> &no_browser)
{
    std::optional<auth::LoopbackPort> port;
    SignInPages pages = pages_of(request);
    pages.unattended_timeout = is_attended ? milliseconds(0) : m_policy.unattended_sign_in_timeout;
    pages.judge = [&](const std::string &url) { return judge(url, request.expected); };
    const bool may_use_browser =
        !request.is_embedded_only && auth::is_loopback_redirect(request.expected.redirect_uri);
    if (is_attended && may_use_browser) {
        pages.use_browser = [&]() -> std::string {
            auto opened = auth::LoopbackPort::open(request.expected.redirect_uri);
            if (!opened) {
                return browser_cannot_be_used(opened.error()).utf8_string();
            }
            port = std::move(*opened);
            return {};
        };
    }
    if (no_browser) {
        pages.remark = browser_cannot_be_used(*no_browser).utf8_string();
    }

    const auto create = load_webview_module();
    const std::unique_ptr<SignInWindow> window(create ? (*create)(parent, &pages) : nullptr);
    if (!window) {
        const Error error =
            create ? Error{ErrorKind::SignInFailed, "WebKitGTK cannot be used", 0} : create.error();
        m_log.write(Severity::Warning, "sign-in: not embedded: " + error.detail);
        if (!is_attended) {
            return tl::unexpected(error);
        }
        if (request.is_embedded_only) {
            return fail(ErrorKind::NoWayToSignIn, "the answer of this service is not safe there");
        }
        if (no_browser) {
            return fail(ErrorKind::NoWayToSignIn, no_browser->detail);
        }
        auto opened = auth::LoopbackPort::open(request.expected.redirect_uri);
        return opened ? run_in_browser(parent, request, std::move(*opened), window_cannot_be_shown())
                      : Result<auth::Granted>(fail(ErrorKind::NoWayToSignIn, opened.error().detail));
    }
    m_window = window.get();
    const SignInEnd end = window->show_modal();
    m_window = nullptr;
    if (m_answer) {
        return *std::exchange(m_answer, std::nullopt);
    }
    if (end == SignInEnd::TimedOut) {
        return nobody_there();
    }
    if (end == SignInEnd::Browser && port && !m_is_abandoned) {
        return run_in_browser(parent, request, std::move(*port), wxString());
    }
    return fail(ErrorKind::Cancelled);
}

Result<auth::Granted> SignIn::run_in_browser(wxWindow *parent, const auth::AuthorizationRequest &request,
                                             auth::LoopbackPort port, const wxString &reason)
{
    if (!is_page_of(m_authorize_url, request.top_level_url)) {
        return fail(ErrorKind::Internal, "the sign-in page is not the service's");
    }
    m_state = request.expected.state;
    m_wait_for_browser(std::move(port), request.expected, browser_texts(request.service_name));
    BrowserSignInDialog::UsePasted use_pasted;
    if (auth::may_be_pasted(request.expected)) {
        use_pasted = [&](std::string_view address) { return take_pasted(address, request.expected); };
    }
    BrowserSignInDialog dialog(parent, request.service_name, request.top_level_url, reason,
                               std::move(use_pasted));
    m_browser = &dialog;
    dialog.run();
    m_browser = nullptr;
    return m_answer ? *std::exchange(m_answer, std::nullopt) : fail(ErrorKind::Cancelled);
}

Result<auth::Granted> SignIn::ask_password(wxWindow *parent, const auth::PasswordRequest &request,
                                           bool is_attended)
{
    if (!is_attended) {
        return fail(ErrorKind::NothingToAsk, "the account is not linked, and " + request.service_name +
                                                 " asks for user name and password");
    }
    PasswordDialog dialog(parent, request);
    m_password = &dialog;
    auto granted = dialog.run();
    m_password = nullptr;
    return granted.map([](auth::PasswordGranted typed) { return auth::Granted(std::move(typed)); });
}

wxString SignIn::take_pasted(std::string_view address, const auth::ExpectedRedirect &expected)
{
    auto pasted = auth::read_pasted(address, expected);
    if (!pasted) {
        m_log.write(Severity::Info, "sign-in: the pasted address was not taken");
        return cannot_be_used(pasted.error(), expected.redirect_uri);
    }
    m_answer = std::move(*pasted);
    return {};
}

void SignIn::browser_answered(const Secret &state, Result<auth::Granted> granted)
{
    if (m_browser != nullptr && !m_answer && m_state.equals(state.view())) {
        m_answer = std::move(granted);
        m_browser->finish();
    }
}

void SignIn::close()
{
    m_is_abandoned = true;
    if (m_window != nullptr) {
        m_window->close();
    }
    if (m_browser != nullptr) {
        m_browser->finish();
    }
    if (m_password != nullptr) {
        m_password->close();
    }
}

} // namespace mmf::ui
