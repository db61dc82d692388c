// The form of the publish dialog: what the person says about the model, checked while they type.
// [main-thread]; owned by its parent window.
#pragma once

#include "base/policy.hpp"
#include "publish/plate_draft.hpp"

#include <functional>
#include <wx/panel.h>

class wxDataViewListCtrl;
class wxFlexGridSizer;
class wxRadioButton;
class wxSizer;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class PublishForm final : public wxPanel
{
public:
    // `on_change` is called after each change, with whether the draft can be sent.
    PublishForm(wxWindow *parent, const publish::PlateDraft &made, const Policy &policy,
                std::function<void(bool)> on_change);

    // What the fields say now.
    publish::Draft draft() const;
    bool is_valid() const;
    void show_account(const wxString &line);
    void focus_first_field();

private:
    wxTextCtrl *add_field(wxFlexGridSizer *grid, const wxString &label, long style, const wxString &hint);
    wxStaticText *add_note(wxFlexGridSizer *grid);
    void add_visibility(wxFlexGridSizer *grid);
    void add_files(wxSizer *column, const publish::PlateDraft &made);
    void check();

    publish::Draft m_offered;
    Policy m_policy;
    std::function<void(bool)> m_on_change;
    wxTextCtrl *m_name = nullptr;
    wxStaticText *m_name_note = nullptr;
    wxTextCtrl *m_description = nullptr;
    wxStaticText *m_description_note = nullptr;
    wxTextCtrl *m_tags = nullptr;
    wxStaticText *m_tags_note = nullptr;
    wxRadioButton *m_public = nullptr;
    wxDataViewListCtrl *m_files = nullptr;
    wxStaticText *m_files_note = nullptr;
    wxStaticText *m_account = nullptr;
};

} // namespace mmf::ui
