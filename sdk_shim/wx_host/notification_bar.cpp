#include "wx_host/notification_bar.hpp"

#include <algorithm>
#include <utility>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/statline.h>

namespace wx_host {

namespace {

/** More would push the plate out of the window. */
constexpr std::size_t MostInSight = 4;

/** Of what has ended. */
constexpr std::size_t MostFinalRows = 4;

constexpr int ScrollStep = 8;

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

std::string key_of(const TaskName &task)
{
    return "task " + task.plugin_id + "/" + task.id;
}

} // namespace

NotificationBar::NotificationBar(wxWindow *parent)
    : wxPanel(parent),
      m_list(new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL))
{
    m_list->SetScrollRate(0, FromDIP(ScrollStep));
    m_list->SetSizer(new wxBoxSizer(wxVERTICAL));
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(new wxStaticLine(this), 0, wxEXPAND);
    column->Add(m_list, 1, wxEXPAND);
    SetSizer(column);
    Hide();
}

void NotificationBar::show_progress(const std::string &key, double fraction, const std::string &text)
{
    NotificationRow &row = *row_for(key).window;
    row.show(NotificationKind::Working, text, "");
    row.show_fraction(fraction);
    layout_all();
}

void NotificationBar::show_outcome(const std::string &key, const Outcome &outcome)
{
    row_for(key).window->show(kind_of(outcome.kind), outcome.message, outcome.link);
    show_news();
}

void NotificationBar::show_offer(const std::string &key, const Offer &offer, std::function<void()> on_accept)
{
    Row &row = row_for(key);
    if (!row.window->is_final())
        return; // under way already
    row.is_offer = true;
    row.window->show(NotificationKind::Neutral, offer.message, "");
    row.window->show_buttons({{offer.button, {}, [this, key, on_accept = std::move(on_accept)] {
                                   dismiss(key);
                                   // What is accepted may run an event loop of its own, which the button must
                                   // not be destroyed in.
                                   CallAfter(on_accept);
                               }}});
    show_news();
}

bool NotificationBar::is_offer_shown(const std::string &key) const
{
    const auto row = find(key);
    return row != m_rows.end() && row->is_offer;
}

void NotificationBar::withdraw_offer(const std::string &key)
{
    if (is_offer_shown(key))
        dismiss(key);
}

void NotificationBar::show_note(NotificationKind kind, const std::string &text)
{
    // The text itself is the key: the same note twice is one row.
    row_for("note " + text).window->show(kind, text, "");
    show_news();
}

void NotificationBar::show_task(const Task &task, const std::function<void(const std::string &)> &on_command)
{
    NotificationRow &row = *row_for(key_of(task.name)).window;
    row.show(NotificationKind::Working, task.text, "");
    row.show_title(task.title);
    row.show_fraction(task.fraction);
    std::vector<NotificationRow::Button> buttons;
    for (const TaskCommand &command : task.commands)
        buttons.push_back({command.label, task.title, [this, on_command, id = command.id] {
                               CallAfter([on_command, id] { on_command(id); });
                           }});
    row.show_buttons(std::move(buttons));
    layout_all();
}

void NotificationBar::end_task(const TaskName &task, const Outcome &outcome)
{
    show_outcome(key_of(task), outcome); // beside its title
}

void NotificationBar::remove_task(const TaskName &task)
{
    dismiss(key_of(task));
}

NotificationBar::Row &NotificationBar::row_for(const std::string &key)
{
    const auto known =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.key == key; });
    if (known != m_rows.end()) {
        known->is_offer = false;
        return *known;
    }
    auto *window = new NotificationRow(m_list, {[this, key] { dismiss(key); }, [this] { layout_later(); }});
    m_list->GetSizer()->Add(window, 0, wxEXPAND);
    return m_rows.emplace_back(Row{key, window});
}

NotificationBar::Rows::const_iterator NotificationBar::find(const std::string &key) const
{
    return std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.key == key; });
}

void NotificationBar::dismiss(const std::string &key)
{
    if (const auto row = find(key); row != m_rows.end())
        remove(row);
    layout_all();
}

void NotificationBar::remove(Rows::const_iterator row)
{
    NotificationRow *gone = row->window;
    m_rows.erase(row);
    m_list->GetSizer()->Detach(gone);
    gone->Hide();
    // Not at once: this may be called by a handler of the row's own button.
    gone->CallAfter([gone] { gone->Destroy(); });
}

/** What has just been told is to be in sight. */
void NotificationBar::show_news()
{
    drop_surplus();
    layout_all();
    if (m_rows.size() > MostInSight)
        m_list->Scroll(0, m_list->GetVirtualSize().y);
}

void NotificationBar::drop_surplus()
{
    const auto is_final = [](const Row &row) { return row.window->is_final(); };
    while (std::count_if(m_rows.begin(), m_rows.end(), is_final) > static_cast<std::ptrdiff_t>(MostFinalRows))
        remove(std::find_if(m_rows.begin(), m_rows.end(), is_final));
}

void NotificationBar::layout_later()
{
    if (std::exchange(m_is_layout_due, true))
        return;
    CallAfter([this] { layout_all(); });
}

void NotificationBar::layout_all()
{
    m_is_layout_due = false;
    int height = 0;
    for (std::size_t i = 0; i < std::min(m_rows.size(), MostInSight); ++i)
        height += m_rows[i].window->GetBestSize().y;
    if (height != m_list->GetMinHeight() || IsShown() == m_rows.empty()) {
        Show(!m_rows.empty());
        m_list->SetMinSize(wxSize(-1, height));
        InvalidateBestSize();
        GetParent()->Layout();
    }
    m_list->FitInside(); // now that it has its height, or a scroll bar would come and go
    m_list->Layout();    // also where its own size stays
}

} // namespace wx_host
