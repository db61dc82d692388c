#include "publish_form.hpp"

#include "accessibility_gtk.hpp"
#include "description_field.hpp"
#include "dialog_parts.hpp"
#include "file_list.hpp"
#include "fit_sentences.hpp"
#include "licence_choice.hpp"
#include "pictures_box.hpp"
#include "print_check_line.hpp"
#include "printing_hints_pane.hpp"
#include "sentences.hpp"
#include "tag_field.hpp"
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

// Where what is wrong with it is said: printing hints have one place for all.
publish::DraftField place_of(publish::DraftField field)
{
    return field > publish::DraftField::Files ? publish::DraftField::HowTo : field;
}

// Printing hints may be out of sight, so theirs is named.
wxString note_text(const publish::DraftFinding &finding)
{
    const bool is_hint = place_of(finding.field) == publish::DraftField::HowTo;
    return is_hint ? field_name(finding.field) + ": " + sentence(finding) : sentence(finding);
}

void show_wrapped(wxStaticText *label, const wxString &text, int width)
{
    wrap_text(*label, text, width);
    label->Show(!text.empty());
}

} // namespace

PublishForm::PublishForm(wxWindow *parent, publish::PlateDraft made, const Policy &policy,
                         FittingRunner &fittings, Calls calls)
    : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL),
      m_made(std::move(made)),
      m_policy(policy),
      m_calls(std::move(calls))
{
    const int gap = FromDIP(Gap);
    // The last row of each field is its note.
    auto *grid = new wxFlexGridSizer(2, 0, 2 * gap);
    grid->AddGrowableCol(1, 1);
    m_name = add_field(grid, tr("&Name:"), tr("What the object is called on the site"));
    add_description(grid);
    add_tags(grid);
    m_source_url = add_field(grid, tr("S&ource link:"), tr("A web page about the model, such as its source"));
    add_visibility(grid);
    add_licence(grid);

    auto *column = new wxBoxSizer(wxVERTICAL);
    const auto show_more = [this] {
        wrap_texts();
        ask_for_height();
    };
    m_pictures = new PicturesBox(this, m_made.pictures, show_more);
    m_top = new wxBoxSizer(wxHORIZONTAL);
    m_top->Add(grid, wxSizerFlags(1).Expand());
    m_top->Add(m_pictures, wxSizerFlags().Border(wxLEFT, 3 * gap));
    column->Add(m_top, wxSizerFlags(1).Expand());
    m_files = new FileList(this, m_made, m_policy, fittings, [this] { check(); });
    column->Add(m_files, wxSizerFlags(1).Expand().Border(wxTOP, 2 * gap));
    add_notes(grid);
    column->Add(m_notes.back().label, wxSizerFlags().Expand().Border(wxTOP, gap));
    m_hints = new PrintingHintsPane(
        this, [this] { check(); },
        [this] {
            ask_for_height();
            scroll_to(*m_hints); // where there is no more
        });
    column->Add(m_hints, wxSizerFlags().Expand().Border(wxTOP, gap));
    m_notes.push_back({publish::DraftField::HowTo, new wxStaticText(this, wxID_ANY, wxString()), {}});
    column->Add(m_notes.back().label, wxSizerFlags().Expand());
    m_fitted = new wxStaticText(this, wxID_ANY, wxString());
    column->Add(m_fitted, wxSizerFlags().Expand().Border(wxTOP, gap));
    m_print_check = new PrintCheckLine(
        this, m_policy, [this] { wrap_texts(); }, show_more);
    column->Add(m_print_check, wxSizerFlags().Expand().Border(wxTOP, 2 * gap));
    m_account = new wxStaticText(this, wxID_ANY, wxString());
    column->Add(m_account, wxSizerFlags().Expand().Border(wxTOP, 2 * gap));
    SetSizer(column);
    SetScrollRate(0, FromDIP(12));

    const publish::Draft &offered = m_made.draft;
    m_name->ChangeValue(wxString::FromUTF8(offered.name));
    m_description->set(offered.description);
    m_tags->set_tags(offered.tags);
    m_licence->set(offered.licence);
    m_hints->set(offered.hints);
    m_hints->set_print_settings(m_made.print_settings);
    m_hints->set_measured(m_made.measured_dimensions);
    m_source_url->ChangeValue(wxString::FromUTF8(offered.source_url));
    for (wxTextCtrl *field : {m_name, m_source_url}) {
        field->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { check(); });
    }
    Bind(wxEVT_SIZE, [this](wxSizeEvent &event) {
        event.Skip();
        wrap_texts();
    });
    SetExtraStyle(GetExtraStyle() | wxWS_EX_PROCESS_IDLE);
    Bind(wxEVT_IDLE, &PublishForm::on_idle, this);
    SetSize(column->GetMinSize()); // or what is wrong at once would be wrapped to nothing, and be very tall
    check();
    m_files_height = m_files->GetBestSize().y;
    share_room();
    m_preferred_size = column->GetMinSize();
    // The account, which is not known yet, and a row of tags.
    m_preferred_size.IncBy(0, 3 * gap + GetCharHeight() + m_name->GetBestSize().y);
    m_description->text()->SetMinSize(FromDIP(wxSize(200, 56)));
    m_files->let_shrink();
}

PublishForm::~PublishForm() = default;

wxTextCtrl *PublishForm::add_field(wxFlexGridSizer *grid, const wxString &label, const wxString &hint)
{
    auto *text = new wxStaticText(this, wxID_ANY, label);
    auto *field = make_entry(*this);
    set_accessible_name_by_label(*field, label);
    field->SetHint(hint);
    auto *row = new wxBoxSizer(wxVERTICAL);
    row->Add(field, wxSizerFlags().Expand());
    add_row(grid, text, row);
    return field;
}

void PublishForm::add_row(wxFlexGridSizer *grid, wxStaticText *label, wxSizer *field)
{
    const int above = grid->IsEmpty() ? 0 : FromDIP(Gap);
    // At the first line of what may have several.
    grid->Add(label, wxSizerFlags().Right().Top().Border(wxTOP, above + FromDIP(4)));
    grid->Add(field, wxSizerFlags(1).Expand().Border(wxTOP, above));
    // Places for its note, which is made when all fields are: between a label and its field it would take the
    // label's mnemonic.
    grid->AddSpacer(0);
    grid->AddSpacer(0);
}

void PublishForm::add_description(wxFlexGridSizer *grid)
{
    auto *label = new wxStaticText(this, wxID_ANY, tr("&Description:"));
    m_description = std::make_unique<DescriptionField>(this, [this] { check(); });
    add_row(grid, label, m_description->make_sizer());
    grid->AddGrowableRow(grid->GetItemCount() / 2 - 2, 1);
}

void PublishForm::add_tags(wxFlexGridSizer *grid)
{
    auto *label = new wxStaticText(this, wxID_ANY, tr("&Tags:"));
    m_tags = std::make_unique<TagField>(this, [this] { check(); });
    add_row(grid, label, m_tags->make_sizer());
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

void PublishForm::add_licence(wxFlexGridSizer *grid)
{
    const int above = FromDIP(Gap);
    grid->Add(new wxStaticText(this, wxID_ANY, tr("Licence:")),
              wxSizerFlags().Right().Top().Border(wxTOP, above + FromDIP(8)));
    m_licence = new LicenceChoice(this, [this] { check(); });
    grid->Add(m_licence, wxSizerFlags().Expand().Border(wxTOP, above));
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
    draft.description = m_description->value();
    draft.tags = m_tags->tags();
    draft.source_url = m_source_url->GetValue().Trim().Trim(false).utf8_string();
    draft.visibility = m_public->GetValue() ? api::Visibility::Public : api::Visibility::Private;
    draft.licence = m_licence->value();
    draft.hints = m_hints->value();
    return draft;
}

publish::PlateDraft PublishForm::value() const
{
    publish::PlateDraft made = m_made;
    made.draft = draft();
    made.pictures = m_pictures->value();
    return made;
}

bool PublishForm::is_valid() const
{
    return publish::check(draft(), m_policy).empty();
}

wxBitmap PublishForm::cover() const
{
    return m_pictures->cover();
}

void PublishForm::check()
{
    m_hints->set_measured(m_made.measured_dimensions);
    const auto findings = publish::check(draft(), m_policy);
    for (Note &note : m_notes) {
        const auto found =
            std::find_if(findings.begin(), findings.end(), [&](const publish::DraftFinding &finding) {
                return place_of(finding.field) == note.field;
            });
        note.text = found == findings.end() ? wxString() : wxString::FromUTF8("⚠ ") + note_text(*found);
    }
    if (m_has_been_shown) {
        look_at_model();
    }
    wrap_texts();
    m_calls.changed(findings.empty());
}

// On threads of their own; not anew where the model is as before.
void PublishForm::look_at_model()
{
    m_print_check->check(m_made.source);
    m_pictures->show_source(m_made.source);
}

// What takes the processors while the window opens would only hold it up.
void PublishForm::on_idle(wxIdleEvent &event)
{
    event.Skip();
    if (IsShownOnScreen()) {
        Unbind(wxEVT_IDLE, &PublishForm::on_idle, this);
        m_has_been_shown = true;
        look_at_model();
    }
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
    wrap_texts(width);
    if (const int left = GetClientSize().x; left < width) { // there is a scroll bar now
        wrap_texts(left);
    }
}

void PublishForm::wrap_texts(int width)
{
    // Of the fields, between their labels and the pictures.
    const int beside = width - m_name->GetPosition().x - m_pictures->GetBestSize().x - FromDIP(3 * Gap);
    for (const Note &note : m_notes) {
        show_wrapped(note.label, note.text, note.field < publish::DraftField::Files ? beside : width);
    }
    m_description->wrap(beside);
    m_tags->wrap(beside);
    m_hints->wrap(width);
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
    column->GetItem(m_top)->SetProportion(m_top->CalcMin().y);
    column->GetItem(m_files)->SetProportion(m_files_height);
    if (column->GetMinSize().y > GetClientSize().y) {
        column->GetItem(m_files)->SetProportion(m_files->GetSizer()->CalcMin().y); // it can do with less
    }
}

void PublishForm::ask_for_height()
{
    const int lacking = GetSizer()->CalcMin().y - GetClientSize().y;
    if (lacking > 0) {
        m_calls.more_height(lacking);
    }
}

// As far as there is room, its end too.
void PublishForm::scroll_to(const wxWindow &part)
{
    const wxRect place = part.GetRect();
    const int below = std::min(place.GetBottom() + 1 - GetClientSize().y, place.y);
    int unit = 0;
    GetScrollPixelsPerUnit(nullptr, &unit);
    if (below > 0 && unit > 0) {
        Scroll(wxDefaultCoord, GetViewStart().y + (below + unit - 1) / unit);
    }
}

void PublishForm::show_account(const wxString &line)
{
    m_account_line = line;
    wrap_texts();
}

void PublishForm::suggest_tags(std::vector<std::string> known)
{
    m_tags->suggest_from(std::move(known));
}

void PublishForm::focus_first_field()
{
    m_name->SetFocus();
    m_name->SelectAll();
}

} // namespace mmf::ui
