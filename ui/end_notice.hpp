// Tells on the desktop that an upload has ended, where nobody was looking and the settings do not forbid it.
// [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "desktop_notifier_gtk.hpp"
#include "publish/engine.hpp"

namespace mmf::ui {

class EndNotice
{
public:
    // `backend` outlives it.
    explicit EndNotice(Backend &backend);

    // `is_in_dialog`: its dialog is open.
    void tell(const publish::JobEnded &ended, bool is_in_dialog);

private:
    bool is_wanted() const;

    Backend &m_backend;
    DesktopNotifier m_notifier;
};

} // namespace mmf::ui
