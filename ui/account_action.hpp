// Who is linked, another link or none, and the way to the connection settings. [main-thread]; owned by the
// app.
#pragma once

#include "backend.hpp"
#include "connection.hpp"
#include "publish/engine.hpp"

#include <cstddef>
#include <functional>
#include <string>

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
    void handle(const publish::AvatarFound &found);
    void handle(const publish::LinkEnded &ended);

private:
    wxString show_dialog();
    void look_up_avatar();
    void link();
    void unlink();
    void switch_account();
    void change_connection();
    // By an upload; the reason is said.
    bool is_held_up(const wxString &reason);

    Backend &m_backend;
    Connection &m_connection;
    Wishes m_wishes;
    std::size_t m_asked = 0; // times, each of which is told who is linked
    publish::AccountChanged m_account;
    std::string m_pictured; // whose picture was asked for
    AccountDialog *m_shown = nullptr;
};

} // namespace mmf::ui
