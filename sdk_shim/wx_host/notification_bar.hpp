/**
 * What plugins and the program have to say, below the plate, without disturbing: one row for each task and
 * each action under way or ended, the newest last; what is more than some scrolls. Owned by the main window.
 * [main-thread]
 */
#pragma once

#include "wx_host/notification_row.hpp"
#include "wx_host/offer.hpp"
#include "wx_host/outcome.hpp"
#include "wx_host/task.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>
#include <wx/panel.h>

class wxScrolledWindow;

namespace wx_host {

class NotificationBar : public wxPanel
{
public:
    explicit NotificationBar(wxWindow *parent);

    /** `key` tells apart what is under way; texts are UTF-8. */
    void show_progress(const std::string &key, double fraction, const std::string &text);
    void show_outcome(const std::string &key, const Outcome &outcome);
    /** `on_accept` is called once, after the button's handler has returned; by then the row has gone. */
    void show_offer(const std::string &key, const Offer &offer, std::function<void()> on_accept);
    bool is_offer_shown(const std::string &key) const;
    void withdraw_offer(const std::string &key);
    void show_note(NotificationKind kind, const std::string &text);

    /** `on_command` is called with a command's id, after the button's handler has returned. */
    void show_task(const Task &task, const std::function<void(const std::string &)> &on_command);
    void end_task(const TaskName &task, const Outcome &outcome);
    void remove_task(const TaskName &task);

private:
    struct Row
    {
        std::string key;
        NotificationRow *window;
        bool is_offer = false;
    };

    using Rows = std::vector<Row>;

    Row &row_for(const std::string &key);
    Rows::const_iterator find(const std::string &key) const;
    void dismiss(const std::string &key);
    void remove(Rows::const_iterator row);
    void show_news();
    void drop_surplus();
    void layout_later();
    void layout_all();

    wxScrolledWindow *m_list;
    Rows m_rows;
    bool m_is_layout_due = false;
};

} // namespace wx_host
