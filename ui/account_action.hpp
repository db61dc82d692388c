// Who is linked, the end of the link, and the way to the connection settings. [main-thread]; owned by the
// app.
#pragma once

#include "backend.hpp"
#include "connection.hpp"
#include "publish/engine.hpp"

#include <cstddef>
#include <functional>

namespace mmf::ui {

class AccountDialog;

class AccountAction
{
public:
    // What the app does for it.
    struct Wishes
    {
        // Uploads are under way, which another connection would end.
        std::function<bool()> is_busy;
        // The backend starts anew, with what has been saved.
        std::function<Result<void>()> restart;
    };

    // Both outlive it; the backend has started when a function is called.
    AccountAction(Backend &backend, Connection &connection, Wishes wishes)
        : m_backend(backend), m_connection(connection), m_wishes(std::move(wishes))
    {
    }

    // Shows it as soon as it is known; over another action's window it is only told to the host.
    void show();
    void handle(const publish::AccountChanged &account);
    void handle(const publish::LinkChecked &checked);

private:
    wxString show_dialog(const publish::AccountChanged &account);
    void change_connection(wxWindow *dialog);

    Backend &m_backend;
    Connection &m_connection;
    Wishes m_wishes;
    std::size_t m_asked = 0; // times, each of which is told who is linked
    AccountDialog *m_shown = nullptr;
};

} // namespace mmf::ui
