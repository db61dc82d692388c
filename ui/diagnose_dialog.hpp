// A diagnosis while it is made and when it is done: a row for each thing looked at, and what was found in
// full. [main-thread]; owned by who shows it.
#pragma once

#include "diagnosis/check.hpp"

#include <functional>
#include <vector>
#include <wx/dialog.h>

class wxActivityIndicator;
class wxButton;
class wxDataViewListCtrl;
class wxStaticBitmap;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class DiagnoseDialog final : public wxDialog
{
public:
    // `report`: the text to copy, asked for when the person wants it.
    DiagnoseDialog(wxWindow *parent, std::function<wxString()> report);

    void show_check(const diagnosis::Check &check);
    void show_end();

private:
    void add_summary(wxSizer &column);
    void add_list(wxSizer &column);
    void add_buttons(wxSizer &column);
    void show_details();
    void say(const wxString &text);

    std::function<wxString()> m_report;
    std::vector<diagnosis::Check> m_checks; // one a row, in their order
    wxString m_whole_summary;               // the label has the line breaks of the present width in it
    int m_wrapped_at = 0;

    wxActivityIndicator *m_activity = nullptr;
    wxStaticBitmap *m_icon = nullptr;
    wxStaticText *m_summary = nullptr;
    wxDataViewListCtrl *m_list = nullptr;
    wxTextCtrl *m_details = nullptr;
    wxButton *m_copy = nullptr;
    wxButton *m_close = nullptr;
};

} // namespace mmf::ui
