// Shows the settings and has them take effect. [main-thread]; owned by the app.
#pragma once

#include "auth/profile_choices.hpp"
#include "backend.hpp"
#include "publish/settings.hpp"

#include <functional>
#include <optional>
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
        // The backend ends, once it has told what it had to.
        std::function<void()> stop;
    };

    // It outlives this; it need not have started, nor know a client id.
    SettingsAction(Backend &backend, Wishes wishes) : m_backend(backend), m_wishes(std::move(wishes)) {}

    // Modal where a person is there; else there is nothing to ask.
    void run();

private:
    // As SettingsDialog::Wishes has it.
    Result<std::optional<Error>> save(const auth::Profile &before, const auth::ProfileChoices &choices,
                                      const publish::Settings &settings);
    // All or nothing, as far as the disk lets it. The backend must not have started.
    Result<void> write(const auth::Profile &before, const auth::ProfileChoices &choices,
                       const publish::Settings &settings) const;
    // Empty: the choices that need a new start may change.
    wxString why_fixed() const;
    wxString support_details(const auth::Profile &profile) const;

    Backend &m_backend;
    Wishes m_wishes;
};

} // namespace mmf::ui
