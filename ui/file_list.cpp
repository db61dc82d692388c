#include "file_list.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "fit_dialog.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/radiobut.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr unsigned NameColumn = 0;
constexpr int RowHeight = 24;
constexpr int HeaderHeight = 32;
constexpr int NameWidth = 210;
constexpr std::uint64_t MuchOfThem = 1'999'999; // triangles, as many as most models have

wxString format_size(const model::Size &size)
{
    return wxString::Format(tr("%s × %s × %s mm"), format_decimal(size.x), format_decimal(size.y),
                            format_decimal(size.z));
}

} // namespace

FileList::FileList(wxWindow *parent, publish::PlateDraft &made, const Policy &policy, FittingRunner &fittings,
                   std::function<void()> on_change)
    : wxPanel(parent), m_made(made), m_policy(policy), m_fittings(fittings), m_on_change(std::move(on_change))
{
    const int gap = FromDIP(6);
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_head(), wxSizerFlags().Expand());
    make_table();
    column->Add(m_table, wxSizerFlags(1).Expand().Border(wxTOP, gap));
    column->Add(make_foot(), wxSizerFlags().Expand().Border(wxTOP, gap));
    m_not_published = new wxStaticText(this, wxID_ANY, wxString());
    column->Add(m_not_published, wxSizerFlags().Expand());
    SetSizer(column);
    fill();
    m_table->SelectRow(0);
    enable_buttons();
}

wxSizer *FileList::make_head()
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    const int gap = FromDIP(12);
    wxRadioButton *for_each = nullptr;
    wxRadioButton *one = nullptr;
    if (m_made.files.has_choice()) {
        for_each = new wxRadioButton(this, wxID_ANY, tr("One file for each ob&ject"), wxDefaultPosition,
                                     wxDefaultSize, wxRB_GROUP);
        one = new wxRadioButton(this, wxID_ANY, tr("One file with &everything"));
        const bool is_one = m_made.files.arrangement() == publish::Arrangement::OneFile;
        (is_one ? one : for_each)->SetValue(true);
        for_each->Bind(wxEVT_RADIOBUTTON,
                       [this](wxCommandEvent &) { arrange(publish::Arrangement::FileForEach); });
        one->Bind(wxEVT_RADIOBUTTON, [this](wxCommandEvent &) { arrange(publish::Arrangement::OneFile); });
    }
    // Made last, so that its mnemonic leads to what is made next: the table.
    row->Add(new wxStaticText(this, wxID_ANY, tr("&Files:")), wxSizerFlags().CentreVertical());
    if (for_each != nullptr) {
        row->Add(for_each, wxSizerFlags().CentreVertical().Border(wxLEFT, gap));
        row->Add(one, wxSizerFlags().CentreVertical().Border(wxLEFT, gap));
    }
    m_for_each = for_each;
    return row;
}

void FileList::make_table()
{
    const auto rows = static_cast<int>(std::clamp<std::size_t>(m_made.draft.files.size(), 2, 5));
    m_table = new wxDataViewListCtrl(this, wxID_ANY, wxDefaultPosition,
                                     FromDIP(wxSize(560, HeaderHeight + RowHeight * rows)));
    set_accessible_name(*m_table, tr("Files"));
    const int resizable = wxDATAVIEW_COL_RESIZABLE;
    const int triangles = column_width(*this, 0, {tr("Triangles"), format_count(MuchOfThem)});
    const int dimensions = column_width(*this, 0, {tr("Dimensions"), format_size({255.5F, 255.5F, 255.5F})});
    const int bytes = column_width(*this, 0, {tr("Size"), format_bytes(50 * MuchOfThem)});
    auto *name = m_table->AppendTextColumn(tr("File"), wxDATAVIEW_CELL_EDITABLE, FromDIP(NameWidth),
                                           wxALIGN_LEFT, resizable);
    m_table->AppendTextColumn(tr("Triangles"), wxDATAVIEW_CELL_INERT, triangles, wxALIGN_RIGHT, resizable);
    m_table->AppendTextColumn(tr("Dimensions"), wxDATAVIEW_CELL_INERT, dimensions, wxALIGN_RIGHT, resizable);
    m_table->AppendTextColumn(tr("Size"), wxDATAVIEW_CELL_INERT, bytes, wxALIGN_RIGHT, resizable);
    name->GetRenderer()->SetMode(wxDATAVIEW_CELL_INERT); // but in edit_name
    m_table->Bind(wxEVT_DATAVIEW_ITEM_VALUE_CHANGED, [this](wxDataViewEvent &event) {
        if (!m_is_filling) {
            // The cell is still being written.
            CallAfter(
                [this, row = m_table->ItemToRow(event.GetItem())] { rename(static_cast<std::size_t>(row)); });
        }
    });
    m_table->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent &) { edit_name(); });
    m_table->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent &) { enable_buttons(); });
    m_table->Bind(wxEVT_KEY_DOWN, &FileList::handle_key, this);
    give_rest_to(*name, triangles + dimensions + bytes + FromDIP(2), FromDIP(NameWidth) / 2);
}

void FileList::let_shrink()
{
    m_table->SetMinSize(FromDIP(wxSize(360, HeaderHeight + RowHeight * 2)));
}

wxSizer *FileList::make_foot()
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    m_total =
        new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_fit = new wxButton(this, wxID_ANY, tr("Make &It Fit…"));
    m_rename = new wxButton(this, wxID_ANY, tr("&Rename"));
    m_remove = new wxButton(this, wxID_ANY, tr("Re&move"));
    m_put_back = new wxButton(this, wxID_ANY, tr("Put All Bac&k"));
    row->Add(m_total, wxSizerFlags(1).CentreVertical());
    for (wxButton *button : {m_fit, m_rename, m_remove, m_put_back}) {
        row->Add(button, wxSizerFlags().Border(wxLEFT, FromDIP(6)));
    }
    const bool has_choice = m_made.files.has_choice();
    m_remove->Show(has_choice);
    m_put_back->Show(has_choice);
    m_fit->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { make_fit(); });
    m_rename->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) {
        m_table->SetFocus();
        CallAfter([this] { edit_name(); }); // the focus is still on its way, and would end the editing
    });
    m_remove->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { remove(); });
    m_put_back->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { put_back(); });
    return row;
}

void FileList::fill()
{
    m_is_filling = true;
    m_table->DeleteAllItems();
    for (const publish::PlateFile &shown : m_made.sent_files()) {
        const bool is_too_large = shown.file.bytes >= m_policy.max_file_bytes;
        wxVector<wxVariant> row;
        row.push_back(wxString::FromUTF8(shown.file.filename));
        row.push_back(format_count(shown.file.triangles));
        row.push_back(shown.size ? format_size(*shown.size) : wxString());
        row.push_back((is_too_large ? wxString::FromUTF8("⚠ ") : wxString()) +
                      format_bytes(shown.file.bytes));
        m_table->AppendItem(row);
    }
    m_is_filling = false;
    show_counts();
}

void FileList::show_counts()
{
    m_total->SetLabelText(files_total(m_made.draft.files));
    const wxString not_published = not_published_text(m_made.files.removed_count(), m_made.left_out);
    m_not_published->SetLabelText(not_published);
    m_not_published->Show(!not_published.empty());
}

void FileList::arrange(publish::Arrangement arrangement)
{
    m_made.files.arrange(arrangement);
    changed(0);
}

void FileList::edit_name()
{
    if (const auto row = selected()) {
        // Only for as long as it takes to begin: GTK would edit what is merely clicked.
        wxDataViewColumn *column = m_table->GetColumn(NameColumn);
        column->GetRenderer()->SetMode(wxDATAVIEW_CELL_EDITABLE);
        m_table->EditItem(m_table->RowToItem(static_cast<int>(*row)), column);
        column->GetRenderer()->SetMode(wxDATAVIEW_CELL_INERT);
    }
}

void FileList::rename(std::size_t file)
{
    if (file < m_made.draft.files.size()) {
        m_made.files.rename(file,
                            m_table->GetTextValue(static_cast<unsigned>(file), NameColumn).utf8_string());
        changed(file);
    }
}

void FileList::remove()
{
    if (const auto row = selected(); row && m_made.files.can_remove()) {
        m_made.files.remove(*row);
        changed(std::min(*row, m_made.files.files().size() - 1));
    }
}

void FileList::put_back()
{
    m_made.files.put_back();
    changed(0);
    m_table->SetFocus(); // the button is off now
}

// The selected one if it is too large or was, else the first that still is, else the first that was.
std::optional<std::size_t> FileList::file_to_fit() const
{
    const auto files = m_made.files.files();
    const auto is_too_large = [&](const publish::PlateFile &file) {
        return file.file.bytes >= m_policy.max_file_bytes;
    };
    if (const auto row = selected(); row && *row < files.size() && is_too_large(files[*row])) {
        return row;
    }
    auto found = std::find_if(files.begin(), files.end(), [&](const publish::PlateFile &file) {
        return is_too_large(file) && m_made.fitted_for(file) == nullptr;
    });
    if (found == files.end()) {
        found = std::find_if(files.begin(), files.end(), is_too_large);
    }
    return found == files.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - files.begin()));
}

void FileList::make_fit()
{
    const auto row = file_to_fit();
    if (!row) {
        return;
    }
    const publish::PlateFile file = m_made.files.files()[*row];
    auto ways = publish::ways_to_fit(m_made.files, *row, m_policy);
    if (ways.empty()) {
        return; // nothing would be below that limit
    }
    FitDialog dialog(wxGetTopLevelParent(this),
                     {file.file, std::move(ways), m_made.origin_of(file), m_made.fitted_for(file) != nullptr},
                     m_fittings);
    if (dialog.ShowModal() != wxID_OK) {
        return;
    }
    const FitDialog::Answer &answer = dialog.answer();
    if (answer.way == publish::Way::FileForEach) {
        m_for_each->SetValue(true);
        arrange(publish::Arrangement::FileForEach);
        return;
    }
    m_made.fitted.erase(file.objects);
    if (answer.made) {
        m_made.fitted.emplace(file.objects, *answer.made);
    }
    changed(*row);
}

void FileList::changed(std::size_t select)
{
    m_made.update_files();
    fill();
    m_table->SelectRow(static_cast<unsigned>(select));
    m_table->SetCurrentItem(m_table->RowToItem(static_cast<int>(select)));
    enable_buttons();
    Layout();
    m_on_change();
}

void FileList::handle_key(wxKeyEvent &event)
{
    if (event.GetKeyCode() == WXK_F2) {
        edit_name();
    } else if (event.GetKeyCode() == WXK_DELETE && !event.HasAnyModifiers()) {
        remove();
    } else {
        event.Skip();
    }
}

void FileList::enable_buttons()
{
    const bool is_row = selected().has_value();
    m_fit->Show(file_to_fit().has_value());
    m_rename->Enable(is_row);
    m_remove->Enable(is_row && m_made.files.can_remove());
    m_put_back->Enable(m_made.files.removed_count() > 0);
}

std::optional<std::size_t> FileList::selected() const
{
    const int row = m_table->GetSelectedRow();
    return row == wxNOT_FOUND ? std::nullopt : std::optional(static_cast<std::size_t>(row));
}

} // namespace mmf::ui
