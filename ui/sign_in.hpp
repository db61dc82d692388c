// A person's sign-in, embedded, in the system's browser, or by user name and password: chooses the way, shows
// its window and reads what came of it. Loads the webview module at the first embedded one. [main-thread];
// owned by the app.
#pragma once

#include "auth/authorization.hpp"
#include "auth/browser_pages.hpp"
#include "auth/loopback_port.hpp"
#include "auth/pasted_redirect.hpp"
#include "auth/profile.hpp"
#include "base/log.hpp"
#include "base/policy.hpp"
#include "webview/sign_in_window.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

class wxString;
class wxWindow;

namespace mmf::ui {

class BrowserSignInDialog;
class PasswordDialog;

class SignIn
{
public:
    // The engine's part: waits on the port for the browser, then `browser_answered` is called.
    using WaitForBrowser = std::function<void(auth::LoopbackPort port, const auth::ExpectedRedirect &expected,
                                              const auth::BrowserTexts &texts)>;

    // `log` outlives it.
    SignIn(Log &log, const auth::Profile &profile, const Policy &policy, WaitForBrowser wait_for_browser);

    // Modal. With nobody there it ends by itself, after the policy's time at most, and opens no browser.
    Result<auth::Granted> run(wxWindow *parent, const auth::AuthorizationRequest &request, bool is_attended);

    // Modal, likewise; with nobody there it ends at once.
    Result<auth::Granted> ask_password(wxWindow *parent, const auth::PasswordRequest &request,
                                       bool is_attended);

    // The browser came back to the sign-in with this `state`; without effect if that is not the present one.
    void browser_answered(const Secret &state, Result<auth::Granted> granted);

    // Ends either from within another event; without effect if none is running.
    void close();

private:
    SignInPages pages_of(const auth::AuthorizationRequest &request) const;
    NavigationVerdict judge(const std::string &url, const auth::ExpectedRedirect &expected);
    Result<auth::Granted> run_embedded(wxWindow *parent, const auth::AuthorizationRequest &request,
                                       bool is_attended, const std::optional<Error> &no_browser);
    Result<auth::Granted> run_in_browser(wxWindow *parent, const auth::AuthorizationRequest &request,
                                         auth::LoopbackPort port, const wxString &reason);
    // Why it ends nothing; empty: it does.
    wxString take_pasted(std::string_view address, const auth::ExpectedRedirect &expected);

    Log &m_log;
    std::string m_authorize_url;
    std::filesystem::path m_ca_file;
    auth::SignInWay m_way;
    Policy m_policy;
    WaitForBrowser m_wait_for_browser;

    // While one is shown.
    SignInWindow *m_window = nullptr;
    BrowserSignInDialog *m_browser = nullptr;
    PasswordDialog *m_password = nullptr;
    bool m_is_abandoned = false; // also between two windows
    Secret m_state;
    std::optional<Result<auth::Granted>> m_answer;
};

} // namespace mmf::ui
