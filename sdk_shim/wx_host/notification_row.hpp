/**
 * One line of the notification bar: an icon, a title, a text, a gauge or a link, buttons, and one to dismiss
 * it. Owned by its NotificationBar. [main-thread]
 */
#pragma once

#include <functional>
#include <string>
#include <vector>
#include <wx/panel.h>

class wxBitmapButton;
class wxBoxSizer;
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
    /** What it asks of its owner; the row may be destroyed from within with Destroy(). */
    struct Calls
    {
        std::function<void()> dismiss;
        std::function<void()> height_changed;
    };

    /** Something to do, by a button with this label. `press` may destroy the row with Destroy(). */
    struct Button
    {
        std::string label;
        std::string tooltip; // empty: none
        std::function<void()> press;
    };

    NotificationRow(wxWindow *parent, Calls calls);

    /** Texts are UTF-8; an empty link hides the link. */
    void show(NotificationKind kind, const std::string &text, const std::string &link);

    /** In place of those before; `show` takes them away. Buttons whose labels stay keep the focus. */
    void show_buttons(std::vector<Button> buttons);

    /** Before the text; UTF-8. None is shown without it. */
    void show_title(const std::string &title);

    /** From 0 to 1, or negative if unknown. */
    void show_fraction(double fraction);

    /** Whether what it tells has ended. */
    bool is_final() const { return m_kind != NotificationKind::Working; }

private:
    void press(std::size_t button);
    void remove_buttons();
    void set_label(const wxString &label);
    void fit_text();

    NotificationKind m_kind = NotificationKind::Neutral;
    wxStaticBitmap *m_icon;
    wxStaticText *m_title;
    wxStaticText *m_text;
    wxString m_label;
    int m_fitted_room = 0; // of the text, as it is wrapped; 0: not yet
    wxGauge *m_gauge;
    wxHyperlinkCtrl *m_link;
    wxBoxSizer *m_button_row;
    std::vector<Button> m_buttons;
    std::vector<wxButton *> m_button_windows; // as many
    wxBitmapButton *m_dismiss;
    Calls m_calls;
};

} // namespace wx_host
