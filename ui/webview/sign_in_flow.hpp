// What may be loaded during a sign-in, and when the way of showing it changes: first in the shell's frame,
// then, once, as the page itself. Decides only; whoever owns it acts. [main-thread]
#pragma once

#include "webview/shell_page.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace mmf::ui {

// "scheme://host[:port]", or empty if `url` is not an http or https URL.
std::string web_origin(const std::string &url);

// For people and the log: the URL without query, fragment and user info; for another scheme, that alone.
std::string url_without_secrets(const std::string &url);

// Whether the redirect can come from within a frame. From a page of https to http or to a scheme of its own
// ("slicer://login") it does not arrive: the engine stops it before anyone is asked about it, as mixed
// content. Nor would the shell's policy let one with a scheme of its own pass.
bool frame_can_redirect(const std::string &frame_url, const std::string &redirect_uri);

class SignInFlow
{
public:
    enum class Showing
    {
        Shell,
        Page,
    };

    enum class Verdict
    {
        Load,
        Block,    // not for this window
        Finish,   // the redirect: blocked, and the sign-in is over
        ShowPage, // blocked: it leaves the origin that the frame is first-party to
    };

    // `is_redirect` is asked once for every navigation that could be the redirect.
    SignInFlow(const std::string &frame_url, std::function<bool(const std::string &)> is_redirect);

    // Before the shell or the page is loaded. `show_shell` begins anew.
    void show_shell();
    void show_page();
    // The base URL to load the shell with: the authorize origin and nothing else.
    const std::string &shell_base_url() const { return m_base_url; }

    // Before each navigation of the page and its frames. After Finish, everything is blocked.
    Verdict navigating(const std::string &url);
    // Before another window would open: Load means in this one.
    Verdict opening_window(const std::string &url);

    // The main frame now shows `url`. Says whether it changed to the page itself thereby, as a page does that
    // leaves its frame.
    bool arrived(const std::string &url);

    // A title; the message in it if it is the shell that speaks, and for the first time. Of what was blocked
    // each scheme counts; there is an end to it, since a page that shares the shell's origin can speak for
    // it.
    std::optional<ShellMessage> message(std::string_view title);

    Showing showing() const { return m_showing; }
    bool finished() const { return m_finished; }

private:
    Verdict judge(const std::string &url);

    std::function<bool(const std::string &)> m_is_redirect;
    std::string m_origin;
    std::string m_base_url;
    Showing m_showing = Showing::Shell;
    bool m_shell_expected = false; // the shell's own load also comes as a navigation
    bool m_finished = false;
    std::set<std::pair<ShellWord, std::string>> m_heard; // the text only where the shell says several
};

} // namespace mmf::ui
