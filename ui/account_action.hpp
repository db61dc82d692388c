// Who is linked, and the end of the link. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "publish/engine.hpp"

namespace mmf::ui {

class AccountAction
{
public:
    // `backend` outlives it, and has started when a function is called.
    explicit AccountAction(Backend &backend) : m_backend(backend) {}

    // Shows it as soon as it is known.
    void show();
    void handle(const publish::AccountChanged &account);

private:
    Backend &m_backend;
    bool m_is_wanted = false;
};

} // namespace mmf::ui
