// The border between the app module and the webview module: a window that shows the service's sign-in page.
//
// The webview module is loaded at the first sign-in, because it costs what the rest does not (WebKitGTK). It
// only shows pages: what a navigation means is decided by who opens it. Everything is [main-thread].
#pragma once

#include "base/catalogue.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

class wxWindow;

namespace mmf::ui {

enum class NavigationVerdict
{
    Load,   // an ordinary page
    Finish, // the redirect: not loaded; the window ends
};

struct SignInPages
{
    std::shared_ptr<const Catalogue> catalogue; // of the language that is spoken; null: English
    std::string service_name;                   // for the title
    std::string frame_url;                      // shown in a frame first …
    std::string page_url;                       // … and as the page itself where a frame cannot be
    std::string redirect_uri;                   // where both end, for `judge` to recognise
    std::filesystem::path ca_file;              // further trusted authorities; may be empty
    // 0: a person is there. Else nobody is: the window gives up after this time.
    std::chrono::milliseconds unattended_timeout{0};
    // Asked before every navigation of the page and its frames, with the whole URL.
    std::function<NavigationVerdict(const std::string &url)> judge;
    // Called when the person wants to use the browser instead. Empty: it can be, the window ends. Else a
    // sentence that says why not, UTF-8. Null: there is no such way.
    std::function<std::string()> use_browser;
    // Why this window is shown although another way was set, UTF-8; mostly empty.
    std::string remark;
    // For the log; never gets a URL's query or fragment.
    std::function<void(const std::string &line)> log;
};

enum class SignInEnd
{
    Finished, // `judge` said so
    Closed,   // by the person, or by `close`
    Browser,  // the person uses the browser instead
    TimedOut, // nobody was there
};

class SignInWindow
{
public:
    SignInWindow() = default;
    SignInWindow(const SignInWindow &) = delete;
    SignInWindow &operator=(const SignInWindow &) = delete;
    virtual ~SignInWindow() = default;

    // Modal; returns when it has ended. Leaves no cookie and no page behind.
    virtual SignInEnd show_modal() = 0;
    // Ends `show_modal` from within another event.
    virtual void close() = 0;
};

// The module's one symbol: makes a window over `parent`. Owned by the caller.
using CreateSignInWindow = SignInWindow *(wxWindow *parent, const SignInPages *pages);
constexpr const char *CreateSignInWindowSymbol = "mmf_create_sign_in_window";

} // namespace mmf::ui
