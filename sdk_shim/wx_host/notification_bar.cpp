#include "wx_host/notification_bar.hpp"

#include <algorithm>
#include <wx/sizer.h>
#include <wx/statline.h>

namespace wx_host {

namespace {

/** More would push the plate out of the window. */
constexpr std::size_t MaxRows = 4;

NotificationKind kind_of(slicer_outcome_kind outcome)
{
    switch (outcome) {
    case SLICER_OUTCOME_DONE:
        return NotificationKind::Good;
    case SLICER_OUTCOME_CANCELLED:
        return NotificationKind::Neutral;
    case SLICER_OUTCOME_FAILED:
        break;
    }
    return NotificationKind::Bad;
}

} // namespace

NotificationBar::NotificationBar(wxWindow *parent) : wxPanel(parent)
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(new wxStaticLine(this), 0, wxEXPAND);
    SetSizer(column);
    Hide();
}

void NotificationBar::show_progress(const std::string &key, double fraction, const std::string &text)
{
    NotificationRow &row = row_for(key);
    row.show(NotificationKind::Working, text, "");
    row.show_fraction(fraction);
    layout_all();
}

void NotificationBar::show_outcome(const std::string &key, const Outcome &outcome)
{
    row_for(key).show(kind_of(outcome.kind), outcome.message, outcome.link);
    drop_surplus();
    layout_all();
}

void NotificationBar::show_offer(const std::string &key, const Offer &offer, std::function<void()> on_accept)
{
    NotificationRow &row = row_for(key);
    if (!row.is_final())
        return; // under way already
    row.show_offer(offer.message, offer.button, [this, key, on_accept = std::move(on_accept)] {
        dismiss(key);
        // What is accepted may run an event loop of its own, which the button must not be destroyed in.
        CallAfter(on_accept);
    });
    drop_surplus();
    layout_all();
}

void NotificationBar::show_note(NotificationKind kind, const std::string &text)
{
    // The text itself is the key: the same note twice is one row.
    row_for("note " + text).show(kind, text, "");
    drop_surplus();
    layout_all();
}

NotificationRow &NotificationBar::row_for(const std::string &key)
{
    const auto known =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.key == key; });
    if (known != m_rows.end())
        return *known->window;
    auto *window = new NotificationRow(this, [this, key] { dismiss(key); });
    GetSizer()->Add(window, 0, wxEXPAND);
    m_rows.push_back({key, window});
    return *window;
}

void NotificationBar::dismiss(const std::string &key)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &r) { return r.key == key; });
    if (row != m_rows.end())
        remove(row->window);
    layout_all();
}

void NotificationBar::remove(const NotificationRow *window)
{
    const auto row =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &r) { return r.window == window; });
    if (row == m_rows.end())
        return;
    NotificationRow *gone = row->window;
    m_rows.erase(row);
    GetSizer()->Detach(gone);
    gone->Hide();
    // Not at once: this may be called by a handler of the row's own button.
    gone->CallAfter([gone] { gone->Destroy(); });
}

void NotificationBar::drop_surplus()
{
    while (m_rows.size() > MaxRows) {
        const auto oldest =
            std::find_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.window->is_final(); });
        if (oldest == m_rows.end())
            return;
        remove(oldest->window);
    }
}

void NotificationBar::layout_all()
{
    Show(!m_rows.empty());
    InvalidateBestSize();
    GetParent()->Layout();
}

} // namespace wx_host
