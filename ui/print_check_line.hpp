// The part of the publish form that says how large the model is and what would keep it from being printed. It
// is there at once and says so a moment later: the model is looked at on a thread of its own, since that
// takes up to a second. [main-thread]; owned by its parent window.
#pragma once

#include "base/policy.hpp"
#include "base/result.hpp"
#include "model/print_check.hpp"
#include "publish/source.hpp"

#include <functional>
#include <optional>
#include <stop_token>
#include <thread>
#include <wx/panel.h>

class wxButton;
class wxStaticBitmap;
class wxStaticText;

namespace mmf::ui {

class PrintCheckLine final : public wxPanel
{
public:
    // Each is called when it needs more room, or less, and is to lay it out by `wrap`: it has something else
    // to say; or the person wants to see more of it, or less.
    PrintCheckLine(wxWindow *parent, const Policy &policy, std::function<void()> on_resize,
                   std::function<void()> on_unfold);
    // Waits for the end of what is under way, which looks for the stop every few milliseconds.
    ~PrintCheckLine() override;

    // Called after every change of the form; looks again where that is another model than the last time.
    void check(const publish::Source &source);
    // To that width, in pixels.
    void wrap(int width);

private:
    // On the thread.
    void look(const publish::Source &source, unsigned run, const std::stop_token &stop) noexcept;
    void show_later(unsigned run, Result<model::PrintCheck> check);
    void show(const Result<model::PrintCheck> &check);
    void show_details(bool are_shown);

    const Policy m_policy;
    std::function<void()> m_on_resize;
    std::optional<publish::Source> m_source; // that was looked at, or is
    unsigned m_run = 0;                      // of an earlier one nothing is shown
    wxStaticBitmap *m_icon;
    wxStaticText *m_summary;
    wxButton *m_toggle;
    wxStaticText *m_details;
    wxString m_summary_text;
    wxString m_details_text;
    std::jthread m_thread;
};

} // namespace mmf::ui
