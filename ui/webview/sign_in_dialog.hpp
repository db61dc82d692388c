// The window with the service's sign-in page. [main-thread] Lives for one sign-in, owned by who shows it.
#pragma once

#include "webview/notice_line.hpp"
#include "webview/origin_line.hpp"
#include "webview/sign_in_flow.hpp"
#include "webview/sign_in_window.hpp"
#include "webview/web_engine.hpp"

#include <memory>
#include <string>
#include <wx/dialog.h>
#include <wx/timer.h>

class wxButton;
class wxWebView;
class wxWebViewEvent;

namespace mmf::ui {

class SignInDialog : public wxDialog
{
public:
    // Throws std::runtime_error if there is no engine for it.
    SignInDialog(wxWindow *parent, SignInPages pages);

    // Modal.
    SignInEnd run();
    // From within any event.
    void finish(SignInEnd end);

private:
    void build();
    void bind_events();

    void start();     // the shell, from the beginning
    void show_page(); // the page itself
    void show_notice(const wxString &text, bool with_button);
    void show_no_notice();
    void use_browser();
    void open_window(const std::string &url);

    void on_navigating(wxWebViewEvent &event);
    void on_navigated(const wxWebViewEvent &event);
    void on_title(const wxWebViewEvent &event);
    void on_frame_failed(const std::string &url);
    void on_load_error(const wxWebViewEvent &event);
    void on_bad_certificate(const std::string &url, bool trusted_now);
    void on_loaded();

    void log(const std::string &line) const;

    SignInPages m_pages;
    SignInFlow m_flow;
    OriginLine *m_origin_line = nullptr;
    NoticeLine *m_notice_line = nullptr;
    wxButton *m_browser = nullptr; // null: there is no such way
    wxWebView *m_web = nullptr;
    std::unique_ptr<WebEngine> m_engine; // before the view goes
    bool m_page_arrived = false;         // the page itself, or one that followed it
    bool m_ending = false;
    SignInEnd m_end = SignInEnd::Closed;
    wxTimer m_silence;
    wxTimer m_long_silence;
    wxTimer m_unattended;
};

} // namespace mmf::ui
