// The publish dialog: form, progress, outcome. It decides nothing about publishing; it tells its owner what
// the person wants and shows what the owner tells. [main-thread]; owned by the app while it is shown.
#pragma once

#include "base/policy.hpp"
#include "publish/engine.hpp"
#include "publish/plate_draft.hpp"

#include <functional>
#include <optional>
#include <string>
#include <wx/dialog.h>

class wxButton;
class wxGauge;
class wxHyperlinkCtrl;
class wxSimplebook;
class wxStaticBitmap;
class wxStaticText;

namespace mmf::ui {

class PublishForm;

class PublishDialog final : public wxDialog
{
public:
    struct Wishes
    {
        std::function<void(const publish::Draft &)> publish;
        std::function<void(bool keep)> cancel;
    };

    PublishDialog(wxWindow *parent, const publish::PlateDraft &made, const Policy &policy, Wishes wishes);

    void show_account(const publish::AccountChanged &account);
    void show_progress(const publish::JobProgress &progress);
    void show_outcome(const publish::JobEnded &ended);

    // What the form says, for the next time.
    publish::Draft draft() const;

private:
    enum Page : std::size_t
    {
        FormPage,
        ProgressPage,
        OutcomePage
    };

    wxWindow *make_progress_page();
    wxWindow *make_outcome_page();
    void show_page(Page page);
    void publish();
    void leave();
    void ask_and_cancel();

    Wishes m_wishes;
    publish::JobProgress m_progress;
    bool m_is_cancelling = false;

    wxSimplebook *m_book = nullptr;
    PublishForm *m_form = nullptr;
    wxStaticText *m_progress_title = nullptr;
    wxStaticText *m_progress_text = nullptr;
    wxGauge *m_gauge = nullptr;
    wxStaticBitmap *m_outcome_icon = nullptr;
    wxStaticText *m_outcome_text = nullptr;
    wxHyperlinkCtrl *m_object_link = nullptr;
    wxHyperlinkCtrl *m_status_link = nullptr;
    wxButton *m_back = nullptr;
    wxButton *m_leave = nullptr;
    wxButton *m_publish = nullptr;
};

} // namespace mmf::ui
