/**
 * What plugins and the program have to say, below the plate, without disturbing: one row for each action
 * under way or ended, the newest last. Owned by the main window. [main-thread]
 */
#pragma once

#include "wx_host/notification_row.hpp"
#include "wx_host/offer.hpp"
#include "wx_host/outcome.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>
#include <wx/panel.h>

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
    void show_note(NotificationKind kind, const std::string &text);

private:
    struct Row
    {
        std::string key;
        NotificationRow *window;
    };

    NotificationRow &row_for(const std::string &key);
    void dismiss(const std::string &key);
    void remove(const NotificationRow *window);
    void drop_surplus();
    void layout_all();

    std::vector<Row> m_rows;
};

} // namespace wx_host
