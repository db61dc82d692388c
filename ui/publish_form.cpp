#include "publish_form.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "file_list.hpp"
#include "fit_sentences.hpp"
#include "print_check_line.hpp"
#include "sentences.hpp"
#include "text_area_gtk.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/radiobut.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

constexpr int Gap = 6; // in DIPs, between the rows

wxString joined(const std::vector<std::string> &tags)
{
    wxString text;
    for (const std::string &tag : tags) {
        text += (text.empty() ? "" : ", ") + wxString::FromUTF8(tag);
    }
    return text;
}

void show_wrapped(wxStaticText *label, const wxString &text, int width)
{
    wrap_text(*label, text, width);
    label->Show(!text.empty());
}

} // namespace

PublishForm::PublishForm(wxWindow *parent, publish::PlateDraft made, const Policy &policy,
                         FittingRunner &fittings, std::function<void(bool)> on_change)
    : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL),
      m_made(std::move(made)),
      m_policy(policy),
      m_on_change(std::move(on_change))
{
    const int gap = FromDIP(Gap);
    // The last row of each field is its note.
    auto *grid = m_fields = new wxFlexGridSizer(2, 0, 2 * gap);
    grid->AddGrowableCol(1, 1);
    m_name = add_field(grid, tr("&Name:"), 0, tr("What the object is called on the site"));
    m_description = add_field(grid, tr("&Description:"), wxTE_MULTILINE, wxString());
    m_tags = add_field(grid, tr("&Tags:"), 0, tr("Separated by commas"));
    m_source_url =
        add_field(grid, tr("S&ource link:"), 0, tr("A web page about the model, such as its source"));
    add_visibility(grid);

    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(grid, wxSizerFlags(1).Expand());
    m_files = new FileList(this, m_made, m_policy, fittings, [this] { check(); });
    column->Add(m_files, wxSizerFlags(1).Expand().Border(wxTOP, 2 * gap));
    add_notes(grid);
    column->Add(m_notes.back().label, wxSizerFlags().Expand().Border(wxTOP, gap));
    m_fitted = new wxStaticText(this, wxID_ANY, wxString());
    column->Add(m_fitted, wxSizerFlags().Expand().Border(wxTOP, gap));
    m_print_check = new PrintCheckLine(this, [this] { wrap_texts(); });
    column->Add(m_print_check, wxSizerFlags().Expand().Border(wxTOP, 2 * gap));
    m_account = new wxStaticText(this, wxID_ANY, wxString());
    column->Add(m_account, wxSizerFlags().Expand().Border(wxTOP, 2 * gap));
    SetSizer(column);
    SetScrollRate(0, FromDIP(12));

    const publish::Draft &offered = m_made.draft;
    m_name->ChangeValue(wxString::FromUTF8(offered.name));
    m_description->ChangeValue(wxString::FromUTF8(offered.description));
    m_tags->ChangeValue(joined(offered.tags));
    m_source_url->ChangeValue(wxString::FromUTF8(offered.source_url));
    for (wxTextCtrl *field : {m_name, m_description, m_tags, m_source_url}) {
        field->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { check(); });
    }
    Bind(wxEVT_SIZE, [this](wxSizeEvent &event) {
        event.Skip();
        wrap_texts();
    });
    SetSize(column->GetMinSize()); // or what is wrong at once would be wrapped to nothing, and be very tall
    check();
    m_files_height = m_files->GetBestSize().y;
    share_room();
    m_preferred_size = column->GetMinSize();
    m_preferred_size.IncBy(0, 2 * gap + GetCharHeight()); // the account, which is not known yet
    m_description->SetMinSize(FromDIP(wxSize(200, 56)));
    m_files->let_shrink();
}

wxTextCtrl *PublishForm::add_field(wxFlexGridSizer *grid, const wxString &label, long style,
                                   const wxString &hint)
{
    const bool is_tall = (style & wxTE_MULTILINE) != 0;
    const int above = grid->IsEmpty() ? 0 : FromDIP(Gap);
    auto *text = new wxStaticText(this, wxID_ANY, label);
    grid->Add(text, is_tall ? wxSizerFlags().Right().Top().Border(wxTOP, above + FromDIP(4))
                            : wxSizerFlags().Right().CentreVertical().Border(wxTOP, above));
    const wxSize size = is_tall ? FromDIP(wxSize(380, 80)) : wxDefaultSize;
    auto *field = new wxTextCtrl(this, wxID_ANY, wxString(), wxDefaultPosition, size, style);
    set_accessible_name(*field, wxControl::RemoveMnemonics(label).BeforeLast(':'));
    if (!hint.empty()) {
        field->SetHint(hint);
    }
    grid->Add(field, wxSizerFlags(is_tall ? 1 : 0).Expand().Border(wxTOP, above));
    if (is_tall) {
        pad_text_area(*field);
        grid->AddGrowableRow(grid->GetItemCount() / 2 - 1, 1);
    }
    // Places for its note, which is made when all fields are: between a label and its field it would take the
    // label's mnemonic.
    grid->AddSpacer(0);
    grid->AddSpacer(0);
    return field;
}

void PublishForm::add_visibility(wxFlexGridSizer *grid)
{
    const int above = FromDIP(Gap);
    grid->Add(new wxStaticText(this, wxID_ANY, tr("Visibility:")),
              wxSizerFlags().Right().Top().Border(wxTOP, above + FromDIP(4)));
    auto *choices = new wxBoxSizer(wxVERTICAL);
    auto *only_me = new wxRadioButton(this, wxID_ANY, tr("&Private: only you can see it"), wxDefaultPosition,
                                      wxDefaultSize, wxRB_GROUP);
    m_public = new wxRadioButton(this, wxID_ANY, tr("P&ublic: shown after MyMiniFactory has reviewed it"));
    choices->Add(only_me);
    choices->Add(m_public);
    (m_made.draft.visibility == api::Visibility::Public ? m_public : only_me)->SetValue(true);
    grid->Add(choices, wxSizerFlags().Expand().Border(wxTOP, above));
}

void PublishForm::add_notes(wxFlexGridSizer *grid)
{
    using publish::DraftField;
    const auto add = [&](DraftField field) {
        m_notes.push_back({field, new wxStaticText(this, wxID_ANY, wxString()), {}});
        return m_notes.back().label;
    };
    std::size_t place = 3; // the grid's second row, right; each field has two rows
    for (const DraftField field :
         {DraftField::Name, DraftField::Description, DraftField::Tags, DraftField::SourceUrl}) {
        grid->Remove(static_cast<int>(place));
        grid->Insert(place, add(field), wxSizerFlags().Expand());
        place += 4;
    }
    add(DraftField::Files);
}

publish::Draft PublishForm::draft() const
{
    publish::Draft draft = m_made.draft;
    draft.name = m_name->GetValue().utf8_string();
    draft.description = m_description->GetValue().utf8_string();
    draft.tags = publish::split_tags(m_tags->GetValue().utf8_string());
    draft.source_url = m_source_url->GetValue().Trim().Trim(false).utf8_string();
    draft.visibility = m_public->GetValue() ? api::Visibility::Public : api::Visibility::Private;
    return draft;
}

publish::PlateDraft PublishForm::value() const
{
    publish::PlateDraft made = m_made;
    made.draft = draft();
    return made;
}

bool PublishForm::is_valid() const
{
    return publish::check(draft(), m_policy).empty();
}

void PublishForm::check()
{
    const auto findings = publish::check(draft(), m_policy);
    for (Note &note : m_notes) {
        const auto found =
            std::find_if(findings.begin(), findings.end(),
                         [&](const publish::DraftFinding &finding) { return finding.field == note.field; });
        note.text = found == findings.end() ? wxString() : wxString::FromUTF8("⚠ ") + sentence(*found);
    }
    m_print_check->check(m_made.source);
    wrap_texts();
    m_on_change(findings.empty());
}

wxString PublishForm::fitted_text() const
{
    wxString text;
    if (m_made.fitted.empty()) {
        return text;
    }
    for (const publish::PlateFile &file : m_made.files.files()) {
        if (const publish::FittedMesh *made = m_made.fitted_for(file)) {
            text += (text.empty() ? "" : "\n") + ui::fitted_text(file.file, *made);
        }
    }
    return text;
}

void PublishForm::wrap_texts()
{
    const int width = GetClientSize().x;
    for (const Note &note : m_notes) {
        const int left = note.field == publish::DraftField::Files ? 0 : m_name->GetPosition().x;
        show_wrapped(note.label, note.text, width - left);
    }
    show_wrapped(m_fitted, fitted_text(), width);
    m_print_check->wrap(width);
    show_wrapped(m_account, m_account_line, width);
    share_room();
    FitInside();
    Layout();
}

// Fields and files each get what they ask for, and of the rest a part according to it.
void PublishForm::share_room()
{
    wxSizer *column = GetSizer();
    column->GetItem(m_fields)->SetProportion(m_fields->CalcMin().y);
    column->GetItem(m_files)->SetProportion(m_files_height);
    if (column->GetMinSize().y > GetClientSize().y) {
        column->GetItem(m_files)->SetProportion(m_files->GetSizer()->CalcMin().y); // it can do with less
    }
}

void PublishForm::show_account(const wxString &line)
{
    m_account_line = line;
    wrap_texts();
}

void PublishForm::focus_first_field()
{
    m_name->SetFocus();
    m_name->SelectAll();
}

} // namespace mmf::ui
