// How the slicer is known to MyMiniFactory: how to get a client id, the entries for it, and a try. It saves
// and tries through its owner. [main-thread]; owned by who shows it.
#pragma once

#include "auth/client_settings.hpp"
#include "base/result.hpp"
#include "diagnosis/check.hpp"
#include "notice.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>
#include <wx/dialog.h>

class wxBoxSizer;
class wxButton;
class wxFlexGridSizer;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class ConnectionDialog final : public wxDialog
{
public:
    struct Wishes
    {
        // Ends with `show_saved`. A secret goes to `place`; where none was entered there, the one of before
        // stays.
        std::function<void(const auth::ClientInput &, auth::SecretPlace place)> save;
        // Ends with `show_test`, unless `stop_test` comes first.
        std::function<Result<void>(const auth::ClientInput &, auth::SecretPlace place)> test;
        std::function<void()> stop_test;
    };

    // `profile`: what is set now. `file`: where it is kept. `save_label`: what follows. ShowModal gives
    // wxID_OK once it is saved.
    ConnectionDialog(wxWindow *parent, const auth::Profile &profile, const std::filesystem::path &file,
                     const wxString &save_label, Wishes wishes);

    void show_test(const std::vector<diagnosis::Check> &checks);
    // After an error of the keyring the person chooses another place.
    void show_saved(const Result<void> &saved);

private:
    struct Field
    {
        wxTextCtrl *entry = nullptr;
        wxStaticText *note = nullptr;
    };

    void add_redirect_uri(wxBoxSizer &column);
    void add_fields(wxBoxSizer &column, const auth::Profile &profile);
    Field add_field(wxFlexGridSizer &grid, const wxString &label, const wxString &value, long style,
                    const wxString &hint);
    void add_other_places(wxBoxSizer &column);
    void add_buttons(wxBoxSizer &column, const wxString &save_label);
    // Where a secret belongs; in the file, if there is none.
    auth::SecretPlace usual_place(const auth::ClientInput &entered) const;
    void offer_other_places(bool is_offered);
    auth::ClientInput input() const;
    void check();
    void test();
    void save(auth::SecretPlace place);
    void say(const wxString &text, std::optional<Icon> icon = std::nullopt);
    void fit();

    const std::string m_redirect_uri; // with the port that is set now
    const std::string m_kept_for;     // the client whose secret is in the keyring; empty: none is
    Wishes m_wishes;
    bool m_is_tested = false; // by a test that is under way
    bool m_is_touched = false;

    wxTextCtrl *m_shown_uri = nullptr;
    Field m_id;
    Field m_secret;
    Field m_port;                   // without an entry where there is none to choose
    std::optional<Notice> m_result; // always there once it is built
    wxBoxSizer *m_other_places = nullptr;
    wxButton *m_test = nullptr;
    wxButton *m_save = nullptr;
};

} // namespace mmf::ui
