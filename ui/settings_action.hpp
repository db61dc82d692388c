// Shows the settings and has them take effect. [main-thread]; owned by the app.
#pragma once

#include "auth/profile_choices.hpp"
#include "backend.hpp"
#include "publish/settings.hpp"

#include <functional>
#include <wx/string.h>

namespace mmf::ui {

class SettingsAction
{
public:
    // What the app does for it.
    struct Wishes
    {
        // Uploads are under way, which a new start would end.
        std::function<bool()> is_busy;
        // The backend starts anew, with what has been saved.
        std::function<Result<void>()> restart;
    };

    // It outlives this; it need not have started, nor know a client id.
    SettingsAction(Backend &backend, Wishes wishes) : m_backend(backend), m_wishes(std::move(wishes)) {}

    // Modal where a person is there; else there is nothing to ask.
    void run();

private:
    Result<void> save(const auth::Profile &before, const auth::ProfileChoices &choices,
                      const publish::Settings &settings);
    // Empty: the choices that need a new start may change.
    wxString why_fixed() const;
    wxString support_details(const auth::Profile &profile) const;

    Backend &m_backend;
    Wishes m_wishes;
};

} // namespace mmf::ui
