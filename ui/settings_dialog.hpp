// What a person may set: how to sign in, where the link is kept, the language, what Publish Now makes,
// whether the desktop tells what has ended; and what lies on this computer. It saves and looks through its
// owner. [main-thread]; owned by who shows it.
#pragma once

#include "auth/profile_choices.hpp"
#include "base/result.hpp"
#include "notice.hpp"
#include "publish/settings.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <wx/dialog.h>
#include <wx/string.h>

class wxBoxSizer;
class wxButton;
class wxCheckBox;
class wxChoice;
class wxFlexGridSizer;
class wxRadioButton;
class wxStaticText;

namespace mmf::ui {

struct SettingsShown
{
    auth::ProfileChoices choices;
    publish::Settings settings;
    bool may_use_browser = true;  // with this service
    wxString fixed_because;       // a sentence; empty: the choices may change
    std::uint64_t kept_bytes = 0; // of uploads that have not arrived
};

class SettingsDialog final : public wxDialog
{
public:
    struct Wishes
    {
        // An error: all is as before. A value: saved, and what keeps it from taking effect, if something
        // does.
        std::function<Result<std::optional<Error>>(const auth::ProfileChoices &, const publish::Settings &)>
            save;
        std::function<wxString()> support_details;
    };

    // ShowModal gives wxID_OK once it is saved.
    SettingsDialog(wxWindow *parent, SettingsShown shown, Wishes wishes);

private:
    struct Pair
    {
        wxRadioButton *first = nullptr;
        wxRadioButton *second = nullptr;
        wxBoxSizer *column = nullptr; // both are in it
    };

    void add_sign_in(wxFlexGridSizer &grid);
    void add_link(wxFlexGridSizer &grid);
    void add_language(wxFlexGridSizer &grid);
    void add_publish_now(wxFlexGridSizer &grid);
    void add_notification(wxFlexGridSizer &grid);
    void add_kept(wxFlexGridSizer &grid);
    void add_buttons(wxBoxSizer &column);
    void add_label(wxFlexGridSizer &grid, const wxString &label);
    Pair add_pair(wxFlexGridSizer &grid, const wxString &label, const wxString &first, const wxString &second,
                  bool is_second);
    void add_fixed_note(wxBoxSizer &column);
    void show_link_note();
    void save();
    void fit();

    const SettingsShown m_shown;
    const Wishes m_wishes;
    Pair m_sign_in;
    Pair m_link;
    Pair m_publish_now;
    wxCheckBox *m_notification = nullptr;
    wxStaticText *m_link_note = nullptr;
    wxChoice *m_language = nullptr;
    std::optional<Notice> m_notice; // always there once it is built
};

} // namespace mmf::ui
