#include "webview/sign_in_flow.hpp"

#include "http/url.hpp"
#include "webview/url_scheme.hpp"

#include <utility>

namespace mmf::ui {

std::string web_origin(const std::string &url)
{
    const auto parsed = http::parse_url(url);
    return parsed && is_web(parsed->scheme) ? parsed->origin() : std::string();
}

std::string url_without_secrets(const std::string &url)
{
    const auto parsed = http::parse_url(url);
    return parsed && is_web(parsed->scheme) ? parsed->origin() + parsed->path : scheme_of(url) + ":";
}

bool frame_can_redirect(const std::string &frame_url, const std::string &redirect_uri)
{
    const std::string scheme = scheme_of(redirect_uri);
    return is_web(scheme) && (scheme == "https" || scheme_of(frame_url) != "https");
}

SignInFlow::SignInFlow(const std::string &frame_url, std::function<bool(const std::string &)> is_redirect)
    : m_is_redirect(std::move(is_redirect)), m_origin(web_origin(frame_url)), m_base_url(m_origin + "/")
{
}

void SignInFlow::show_shell()
{
    m_showing = Showing::Shell;
    m_shell_expected = true;
    m_heard.clear();
}

void SignInFlow::show_page()
{
    m_showing = Showing::Page;
    m_shell_expected = false;
}

SignInFlow::Verdict SignInFlow::judge(const std::string &url)
{
    const std::string scheme = scheme_of(url);
    if (m_finished || scheme.empty()) {
        return Verdict::Block;
    }
    if (is_local(scheme)) {
        // Pages make empty frames, and fill them by script.
        return url == "about:blank" || url == "about:srcdoc" ? Verdict::Load : Verdict::Block;
    }
    if (m_is_redirect(url)) {
        m_finished = true;
        return Verdict::Finish;
    }
    return is_web(scheme) ? Verdict::Load : Verdict::Block;
}

SignInFlow::Verdict SignInFlow::navigating(const std::string &url)
{
    if (m_shell_expected && url == m_base_url && !m_finished) {
        m_shell_expected = false;
        return Verdict::Load;
    }
    const Verdict verdict = judge(url);
    if (verdict == Verdict::Load && m_showing == Showing::Shell && is_web(scheme_of(url)) &&
        web_origin(url) != m_origin) {
        return Verdict::ShowPage;
    }
    return verdict;
}

SignInFlow::Verdict SignInFlow::opening_window(const std::string &url)
{
    const Verdict verdict = judge(url);
    return verdict == Verdict::Load && !is_web(scheme_of(url)) ? Verdict::Block : verdict;
}

bool SignInFlow::arrived(const std::string &url)
{
    // The shell's place is its base URL; the way there may pass through "about:blank".
    if (m_showing == Showing::Page || url == m_base_url || !is_web(scheme_of(url))) {
        return false;
    }
    show_page();
    return true;
}

std::optional<ShellMessage> SignInFlow::message(std::string_view title)
{
    if (m_showing != Showing::Shell || m_finished) {
        return std::nullopt;
    }
    constexpr std::size_t MostHeard = 10;
    auto message = read_shell_message(title);
    if (!message || m_heard.size() == MostHeard) {
        return std::nullopt;
    }
    const bool says_several = message->word == ShellWord::Blocked;
    const bool is_new =
        m_heard.emplace(message->word, says_several ? message->quotation : std::string()).second;
    return is_new ? message : std::nullopt;
}

} // namespace mmf::ui
