// The publish dialog while an upload is under way: how far all of it is, and each file. [main-thread]; owned
// by the dialog.
//
// Paints a few times a second, and only what has changed; what a stage begins or ends is shown at once.
#pragma once

#include "base/clock.hpp"
#include "publish/engine.hpp"
#include "publish/rate.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>
#include <wx/panel.h>
#include <wx/timer.h>

class wxDataViewListCtrl;
class wxGauge;
class wxHyperlinkCtrl;
class wxSizer;
class wxStaticText;

namespace mmf::ui {

class ProgressPage final : public wxPanel
{
public:
    // `try_now`: the person does not want to wait for the next attempt.
    ProgressPage(wxWindow *parent, std::function<void()> try_now);

    // Another attempt, of these files.
    void begin(const publish::JobFiles &files);
    void show(const publish::JobProgress &progress);
    void show(const publish::VisibilityDiffers &differs);
    void show_cancelling();
    // Nothing moves any more.
    void end();

    publish::Phase phase() const { return m_progress.phase; }

private:
    void add_list(wxSizer *column);
    void add_warning(wxSizer *column);
    void add_waiting(wxSizer *column);
    void paint();
    void paint_gauge();
    void paint_waiting();
    int text_width() const;
    void paint_files();

    SystemClock m_clock;
    wxTimer m_timer;
    publish::JobProgress m_progress;
    publish::RateEstimator m_rate;
    std::uint64_t m_unsent = 0; // bytes that were there before this attempt
    int m_gauge_value = 0;
    bool m_is_cancelling = false;

    wxStaticText *m_title = nullptr;
    wxGauge *m_gauge = nullptr;
    wxStaticText *m_line = nullptr;
    wxDataViewListCtrl *m_files = nullptr;
    std::vector<publish::FileProgress> m_painted;
    wxPanel *m_warning = nullptr;
    wxStaticText *m_warning_text = nullptr;
    wxHyperlinkCtrl *m_warning_link = nullptr;
    std::function<void()> m_try_now;
    wxPanel *m_waiting = nullptr; // for the next attempt
    wxStaticText *m_waiting_text = nullptr;
    wxString m_waiting_said; // before it was wrapped
};

} // namespace mmf::ui
