#include "webview/sign_in_dialog.hpp"

#include "base/digest.hpp"
#include "http/url.hpp"
#include "webview/sentences.hpp"

#include <algorithm>
#include <utility>
#include <wx/button.h>
#include <wx/display.h>
#include <wx/sizer.h>
#include <wx/webview.h>

namespace mmf::ui {

namespace {

constexpr int SilenceMs = 10'000;
constexpr int LongSilenceMs = 20'000;

std::string host_of(const std::string &url)
{
    const auto parsed = http::parse_url(url);
    return parsed ? parsed->host : std::string();
}

std::string to_utf8(const wxString &text)
{
    return text.utf8_string();
}

} // namespace

SignInDialog::SignInDialog(wxWindow *parent, SignInPages pages)
    : wxDialog(parent, wxID_ANY, sentences::title(pages.service_name), wxDefaultPosition, wxDefaultSize,
               wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
      m_pages(std::move(pages)),
      m_flow(m_pages.frame_url,
             [this](const std::string &url) { return m_pages.judge(url) == NavigationVerdict::Finish; })
{
    build();
    bind_events();
}

void SignInDialog::build()
{
    m_origin_line = new OriginLine(this);
    m_origin_line->show_origin(web_origin(m_pages.frame_url));
    m_web = make_private_web_view(this);
    m_web->EnableContextMenu(false);
    m_web->EnableAccessToDevTools(false);
    m_notice_line = new NoticeLine(this, sentences::try_again(), [this] { start(); });

    const int gap = FromDIP(10);
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_origin_line, wxSizerFlags().Expand().Border(wxALL, gap));
    column->Add(m_web, wxSizerFlags(1).Expand());
    column->Add(m_notice_line, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, gap));
    auto *buttons = new wxBoxSizer(wxHORIZONTAL);
    if (m_pages.use_browser) {
        m_browser = new wxButton(this, wxID_ANY, sentences::use_browser());
        buttons->Add(m_browser);
    }
    buttons->AddStretchSpacer();
    buttons->Add(new wxButton(this, wxID_CANCEL));
    column->Add(buttons, wxSizerFlags().Expand().Border(wxALL, gap));
    SetSizer(column);

    // A small screen has less room than the page would like.
    const wxSize room = wxDisplay(GetParent() != nullptr ? GetParent() : this).GetClientArea().GetSize();
    const wxSize size = FromDIP(wxSize(520, 680));
    SetSize(std::min(size.x, room.x * 9 / 10), std::min(size.y, room.y * 9 / 10));
    SetMinSize(FromDIP(wxSize(320, 300)));
    CentreOnParent();
}

void SignInDialog::bind_events()
{
    m_web->Bind(wxEVT_WEBVIEW_NAVIGATING, &SignInDialog::on_navigating, this);
    m_web->Bind(wxEVT_WEBVIEW_NEWWINDOW,
                [this](const wxWebViewEvent &event) { open_window(to_utf8(event.GetURL())); });
    m_web->Bind(wxEVT_WEBVIEW_NAVIGATED, [this](const wxWebViewEvent &event) { on_navigated(event); });
    m_web->Bind(wxEVT_WEBVIEW_TITLE_CHANGED, [this](const wxWebViewEvent &event) { on_title(event); });
    m_web->Bind(wxEVT_WEBVIEW_ERROR, [this](const wxWebViewEvent &event) { on_load_error(event); });
    m_web->Bind(wxEVT_WEBVIEW_LOADED, [this](const wxWebViewEvent &) {
        // It also comes for the shell, for a load that failed and for one that was replaced.
        if (m_page_arrived) {
            on_loaded();
        }
    });
    m_engine = attach_web_engine(
        *m_web, m_pages.ca_file,
        {[this](const std::string &url, bool trusted_now) { on_bad_certificate(url, trusted_now); },
         [this](const std::string &url) { on_frame_failed(url); },
         [this](const std::string &url) { open_window(url); },
         [this](const std::string &url) { log("sign-in: no download: " + url_without_secrets(url)); },
         [this] { show_notice(sentences::engine_stopped(), true); }});

    Bind(
        wxEVT_BUTTON, [this](wxCommandEvent &) { finish(SignInEnd::Closed); }, wxID_CANCEL);
    if (m_browser != nullptr) {
        m_browser->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { use_browser(); });
    }
    m_silence.Bind(wxEVT_TIMER, [this](wxTimerEvent &) {
        if (m_flow.showing() == SignInFlow::Showing::Shell) {
            log("sign-in: nothing in the frame, showing the page itself");
            show_page();
        }
    });
    m_long_silence.Bind(wxEVT_TIMER, [this](wxTimerEvent &) {
        show_notice(sentences::taking_long(m_browser != nullptr), false);
        if (m_browser != nullptr) {
            m_browser->SetDefault();
            m_browser->SetFocus();
        }
    });
    m_unattended.Bind(wxEVT_TIMER, [this](wxTimerEvent &) { finish(SignInEnd::TimedOut); });
}

SignInEnd SignInDialog::run()
{
    if (m_pages.unattended_timeout.count() > 0) {
        m_unattended.StartOnce(static_cast<int>(m_pages.unattended_timeout.count()));
    }
    start();
    ShowModal();
    return m_end;
}

void SignInDialog::start()
{
    if (m_ending) {
        return;
    }
    show_no_notice();
    m_silence.StartOnce(SilenceMs);
    m_long_silence.StartOnce(LongSilenceMs);
    m_page_arrived = false;
    m_engine->set_backdrop(GetBackgroundColour()); // no white flash before a page is there
    m_web->SetFocus();
    if (!frame_can_redirect(m_pages.frame_url, m_pages.redirect_uri)) {
        log("sign-in: the redirect would get lost in a frame, showing the page itself");
        show_page();
        return;
    }
    m_flow.show_shell();
    m_engine->watch_frame(m_pages.frame_url);
    m_origin_line->show_origin(web_origin(m_pages.frame_url));
    m_web->SetPage(wxString::FromUTF8(make_shell_page(m_pages.frame_url, random_token())),
                   wxString::FromUTF8(m_flow.shell_base_url()));
}

void SignInDialog::show_page()
{
    m_flow.show_page();
    m_page_arrived = false;
    // Not from within an event of the load that this one replaces.
    CallAfter([this] {
        if (!m_ending) {
            m_web->LoadURL(wxString::FromUTF8(m_pages.page_url));
        }
    });
}

void SignInDialog::show_notice(const wxString &text, bool with_button)
{
    if (m_ending) {
        return;
    }
    m_silence.Stop();
    m_long_silence.Stop();
    m_notice_line->say(text, with_button);
}

void SignInDialog::show_no_notice()
{
    if (m_pages.remark.empty()) {
        m_notice_line->clear();
    } else {
        m_notice_line->say(wxString::FromUTF8(m_pages.remark), false);
    }
}

void SignInDialog::use_browser()
{
    if (m_ending) {
        return;
    }
    const std::string why_not = m_pages.use_browser();
    if (why_not.empty()) {
        finish(SignInEnd::Browser);
    } else {
        show_notice(wxString::FromUTF8(why_not), false);
    }
}

void SignInDialog::on_navigating(wxWebViewEvent &event)
{
    const std::string url = to_utf8(event.GetURL());
    const auto verdict = m_ending ? SignInFlow::Verdict::Block : m_flow.navigating(url);
    if (verdict == SignInFlow::Verdict::Load) {
        return;
    }
    event.Veto();
    if (verdict == SignInFlow::Verdict::Finish) {
        finish(SignInEnd::Finished);
    } else if (verdict == SignInFlow::Verdict::ShowPage) {
        log("sign-in: leaves for " + url_without_secrets(url) + ", showing the page itself");
        show_page();
    } else if (!m_ending) {
        log("sign-in: not loaded: " + url_without_secrets(url));
    }
}

void SignInDialog::open_window(const std::string &url)
{
    const auto verdict = m_ending ? SignInFlow::Verdict::Block : m_flow.opening_window(url);
    if (verdict == SignInFlow::Verdict::Finish) {
        finish(SignInEnd::Finished);
    } else if (verdict == SignInFlow::Verdict::Load) {
        log("sign-in: no other window, here instead: " + url_without_secrets(url));
        m_flow.show_page();
        CallAfter([this, url] {
            if (!m_ending) {
                m_web->LoadURL(wxString::FromUTF8(url));
            }
        });
    } else if (!m_ending) {
        log("sign-in: no other window: " + url_without_secrets(url));
    }
}

void SignInDialog::on_navigated(const wxWebViewEvent &event)
{
    const std::string url = to_utf8(event.GetURL());
    if (m_flow.arrived(url)) {
        log("sign-in: the page left its frame");
    }
    if (m_flow.showing() == SignInFlow::Showing::Page && !web_origin(url).empty()) {
        m_page_arrived = true;
        m_engine->set_backdrop(*wxWHITE); // what a page without a background counts on
        m_origin_line->show_origin(web_origin(url));
    }
}

void SignInDialog::on_frame_failed(const std::string &url)
{
    if (!m_ending && m_flow.showing() == SignInFlow::Showing::Shell) {
        log("sign-in: not loaded in the frame: " + url_without_secrets(url) + ", showing the page itself");
        show_page();
    }
}

void SignInDialog::on_title(const wxWebViewEvent &event)
{
    const auto message = m_flow.message(to_utf8(event.GetString()));
    if (!message || m_ending) {
        return;
    }
    if (message->word == ShellWord::ScriptMessage) {
        log("sign-in: the page sent a script message, which is no answer");
        return;
    }
    if (message->word == ShellWord::Blocked) {
        log("sign-in: not loaded: " + message->quotation + ":");
        return;
    }
    if (message->word == ShellWord::Refused) {
        log("sign-in: the page cannot be framed, showing the page itself");
        show_page();
        return;
    }
    on_loaded();
    if (message->word == ShellWord::PlainText) {
        log("sign-in: the service answered with plain text");
        show_notice(sentences::quotation(message->quotation), true);
    }
}

void SignInDialog::on_load_error(const wxWebViewEvent &event)
{
    // A load that another one replaced, or that was vetoed here.
    if (m_ending || event.GetInt() == wxWEBVIEW_NAV_ERR_USER_CANCELLED) {
        return;
    }
    const std::string url = to_utf8(event.GetURL());
    m_page_arrived = false;
    log("sign-in: not loaded: " + url_without_secrets(url) + ": kind " + std::to_string(event.GetInt()));
    m_origin_line->show_origin(web_origin(url));
    show_notice(sentences::could_not_load(host_of(url)), true);
}

void SignInDialog::on_bad_certificate(const std::string &url, bool trusted_now)
{
    if (m_ending) {
        return;
    }
    m_page_arrived = false;
    if (trusted_now) {
        m_origin_line->show_origin(web_origin(url));
        log("sign-in: the set authority vouches for " + web_origin(url));
        CallAfter([this] { start(); });
    } else {
        m_origin_line->show_unverified(web_origin(url));
        log("sign-in: certificate not verified: " + web_origin(url));
        show_notice(sentences::bad_certificate(host_of(url)), true);
    }
}

void SignInDialog::on_loaded()
{
    m_silence.Stop();
    m_long_silence.Stop();
    show_no_notice();
}

void SignInDialog::finish(SignInEnd end)
{
    if (m_ending) {
        return;
    }
    m_ending = true;
    m_end = end;
    m_silence.Stop();
    m_long_silence.Stop();
    m_unattended.Stop();
    // The view may be in the middle of an event of its own.
    CallAfter([this] { EndModal(wxID_CANCEL); });
}

void SignInDialog::log(const std::string &line) const
{
    if (m_pages.log) {
        m_pages.log(line);
    }
}

} // namespace mmf::ui
