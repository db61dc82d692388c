/**
 * One line of the notification bar: an icon, a text, a gauge or a link or a button, and a button to dismiss
 * it. Owned by its NotificationBar. [main-thread]
 */
#pragma once

#include <functional>
#include <string>
#include <wx/panel.h>

class wxBitmapButton;
class wxButton;
class wxGauge;
class wxHyperlinkCtrl;
class wxStaticBitmap;
class wxStaticText;

namespace wx_host {

enum class NotificationKind
{
    Working,
    Good,
    Neutral,
    Warning,
    Bad
};

class NotificationRow : public wxPanel
{
public:
    /** `on_dismiss` is called from the button's handler; the row may be destroyed by it with Destroy(). */
    NotificationRow(wxWindow *parent, std::function<void()> on_dismiss);

    /** Texts are UTF-8; an empty link hides the link. */
    void show(NotificationKind kind, const std::string &text, const std::string &link);

    /** Something to do, by a button with this label. `on_accept` is called from the button's handler; the row
     * may be destroyed by it with Destroy(). */
    void show_offer(const std::string &text, const std::string &label, std::function<void()> on_accept);

    /** From 0 to 1, or negative if unknown. */
    void show_fraction(double fraction);

    /** Whether what it tells has ended. */
    bool is_final() const { return m_kind != NotificationKind::Working; }

private:
    void wrap_text();

    NotificationKind m_kind = NotificationKind::Neutral;
    wxStaticBitmap *m_icon;
    wxStaticText *m_text;
    wxString m_label;
    wxGauge *m_gauge;
    wxHyperlinkCtrl *m_link;
    wxButton *m_accept;
    std::function<void()> m_on_accept;
    wxBitmapButton *m_dismiss;
};

} // namespace wx_host
