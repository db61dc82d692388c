#include "publish_form.hpp"

#include "accessibility_gtk.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <wx/dataview.h>
#include <wx/radiobut.h>
#include <wx/settings.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

wxString joined(const std::vector<std::string> &tags)
{
    wxString text;
    for (const std::string &tag : tags) {
        text += (text.empty() ? "" : ", ") + wxString::FromUTF8(tag);
    }
    return text;
}

wxString format_size(const model::Size &size)
{
    return wxString::Format(tr("%.1f × %.1f × %.1f mm"), size.x, size.y, size.z);
}

} // namespace

PublishForm::PublishForm(wxWindow *parent, const publish::PlateDraft &made, const Policy &policy,
                         std::function<void(bool)> on_change)
    : wxPanel(parent), m_offered(made.draft), m_policy(policy), m_on_change(std::move(on_change))
{
    const int gap = FromDIP(6);
    auto *grid = new wxFlexGridSizer(2, gap, 2 * gap);
    grid->AddGrowableCol(1, 1);
    m_name = add_field(grid, tr("&Name:"), 0, tr("What the object is called on the site"));
    m_name_note = add_note(grid);
    m_description = add_field(grid, tr("&Description:"), wxTE_MULTILINE, wxString());
    m_description_note = add_note(grid);
    m_tags = add_field(grid, tr("&Tags:"), 0, tr("Separated by commas"));
    m_tags_note = add_note(grid);
    add_visibility(grid);

    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(grid, wxSizerFlags(1).Expand());
    add_files(column, made);
    m_account = new wxStaticText(this, wxID_ANY, wxString());
    column->Add(m_account, wxSizerFlags().Expand().Border(wxTOP, 2 * gap));
    SetSizer(column);

    m_name->ChangeValue(wxString::FromUTF8(m_offered.name));
    m_description->ChangeValue(wxString::FromUTF8(m_offered.description));
    m_tags->ChangeValue(joined(m_offered.tags));
    for (wxTextCtrl *field : {m_name, m_description, m_tags}) {
        field->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { check(); });
    }
    check();
}

wxTextCtrl *PublishForm::add_field(wxFlexGridSizer *grid, const wxString &label, long style,
                                   const wxString &hint)
{
    auto *text = new wxStaticText(this, wxID_ANY, label);
    const bool is_tall = (style & wxTE_MULTILINE) != 0;
    grid->Add(text,
              is_tall ? wxSizerFlags().Top().Border(wxTOP, FromDIP(4)) : wxSizerFlags().CentreVertical());
    const wxSize size = is_tall ? FromDIP(wxSize(380, 96)) : wxDefaultSize;
    auto *field = new wxTextCtrl(this, wxID_ANY, wxString(), wxDefaultPosition, size, style);
    // With the notes in between, GTK does not take the label for the field's.
    set_accessible_name(*field, wxControl::RemoveMnemonics(label).BeforeLast(':'));
    if (!hint.empty()) {
        field->SetHint(hint);
    }
    grid->Add(field, wxSizerFlags(is_tall ? 1 : 0).Expand());
    if (is_tall) {
        grid->AddGrowableRow(grid->GetItemCount() / 2 - 1, 1);
    }
    return field;
}

wxStaticText *PublishForm::add_note(wxFlexGridSizer *grid)
{
    grid->AddSpacer(0);
    auto *note = new wxStaticText(this, wxID_ANY, wxString());
    note->Hide();
    grid->Add(note, wxSizerFlags().Expand());
    return note;
}

void PublishForm::add_visibility(wxFlexGridSizer *grid)
{
    grid->Add(new wxStaticText(this, wxID_ANY, tr("Visibility:")),
              wxSizerFlags().Top().Border(wxTOP, FromDIP(4)));
    auto *choices = new wxBoxSizer(wxVERTICAL);
    auto *only_me = new wxRadioButton(this, wxID_ANY, tr("&Private: only you can see it"), wxDefaultPosition,
                                      wxDefaultSize, wxRB_GROUP);
    m_public = new wxRadioButton(this, wxID_ANY, tr("P&ublic: shown after MyMiniFactory has reviewed it"));
    choices->Add(only_me);
    choices->Add(m_public, wxSizerFlags().Border(wxTOP, FromDIP(4)));
    (m_offered.visibility == api::Visibility::Public ? m_public : only_me)->SetValue(true);
    grid->Add(choices, wxSizerFlags().Expand());
}

void PublishForm::add_files(wxSizer *column, const publish::PlateDraft &made)
{
    const int gap = FromDIP(6);
    column->Add(new wxStaticText(this, wxID_ANY, tr("&Files:")), wxSizerFlags().Border(wxTOP, 2 * gap));
    const int rows = static_cast<int>(std::clamp<std::size_t>(made.draft.files.size(), 2, 5));
    m_files = new wxDataViewListCtrl(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(560, 36 + 26 * rows)));
    set_accessible_name(*m_files, tr("Files"));
    const int resizable = wxDATAVIEW_COL_RESIZABLE;
    m_files->AppendTextColumn(tr("File"), wxDATAVIEW_CELL_INERT, FromDIP(200), wxALIGN_LEFT, resizable);
    m_files->AppendTextColumn(tr("Triangles"), wxDATAVIEW_CELL_INERT, FromDIP(90), wxALIGN_RIGHT, resizable);
    m_files->AppendTextColumn(tr("Dimensions"), wxDATAVIEW_CELL_INERT, FromDIP(170), wxALIGN_RIGHT,
                              resizable);
    m_files->AppendTextColumn(tr("Size"), wxDATAVIEW_CELL_INERT, FromDIP(80), wxALIGN_RIGHT, resizable);
    for (std::size_t i = 0; i < made.draft.files.size(); ++i) {
        const publish::DraftFile &file = made.draft.files[i];
        wxVector<wxVariant> row;
        row.push_back(wxString::FromUTF8(file.filename));
        row.push_back(format_count(file.triangles));
        row.push_back(i < made.sizes.size() ? format_size(made.sizes[i]) : wxString());
        row.push_back(format_bytes(file.bytes));
        m_files->AppendItem(row);
    }
    column->Add(m_files, wxSizerFlags().Expand().Border(wxTOP, gap));
    m_files_note = new wxStaticText(this, wxID_ANY, wxString());
    m_files_note->Hide();
    column->Add(m_files_note, wxSizerFlags().Expand().Border(wxTOP, gap));
}

publish::Draft PublishForm::draft() const
{
    publish::Draft draft = m_offered;
    draft.name = m_name->GetValue().utf8_string();
    draft.description = m_description->GetValue().utf8_string();
    draft.tags = publish::split_tags(m_tags->GetValue().utf8_string());
    draft.visibility = m_public->GetValue() ? api::Visibility::Public : api::Visibility::Private;
    return draft;
}

bool PublishForm::is_valid() const
{
    return publish::check(draft(), m_policy).empty();
}

void PublishForm::check()
{
    const auto findings = publish::check(draft(), m_policy);
    const auto show = [&](wxStaticText *note, publish::DraftField field) {
        const auto found =
            std::find_if(findings.begin(), findings.end(),
                         [&](const publish::DraftFinding &finding) { return finding.field == field; });
        note->SetLabelText(found == findings.end() ? wxString()
                                                   : wxString::FromUTF8("⚠ ") + sentence(*found));
        note->Show(found != findings.end());
    };
    show(m_name_note, publish::DraftField::Name);
    show(m_description_note, publish::DraftField::Description);
    show(m_tags_note, publish::DraftField::Tags);
    show(m_files_note, publish::DraftField::Files);
    Layout();
    m_on_change(findings.empty());
}

void PublishForm::show_account(const wxString &line)
{
    m_account->SetLabelText(line);
    Layout();
}

void PublishForm::focus_first_field()
{
    m_name->SetFocus();
    m_name->SelectAll();
}

} // namespace mmf::ui
