#include "uploads_table.hpp"

#include "accessibility_gtk.hpp"
#include "translate.hpp"
#include "uploads_model.hpp"

#include <algorithm>
#include <wx/dataview.h>

namespace mmf::ui {

namespace {

constexpr int WhenWidth = 150;
constexpr int StandingWidth = 205;
constexpr int FilesWidth = 55;
constexpr int KeptWidth = 85;
constexpr int ScrollBar = 16;
constexpr int NameWidth = UploadsTableWidth - WhenWidth - StandingWidth - FilesWidth - KeptWidth - ScrollBar;

} // namespace

wxDataViewCtrl *make_uploads_table(wxWindow &parent, UploadsModel &model)
{
    auto *table = new wxDataViewCtrl(&parent, wxID_ANY, wxDefaultPosition,
                                     parent.FromDIP(wxSize(UploadsTableWidth, UploadsTableHeight)));
    set_accessible_name(*table, tr("Uploads"));
    table->AssociateModel(&model);
    const auto add_text = [&](const wxString &title, UploadsModel::Column column, int width,
                              wxAlignment alignment) {
        return table->AppendTextColumn(title, column, wxDATAVIEW_CELL_INERT, parent.FromDIP(width), alignment,
                                       wxDATAVIEW_COL_RESIZABLE);
    };
    auto *name = add_text(tr("Name"), UploadsModel::Name, NameWidth, wxALIGN_LEFT);
    name->GetRenderer()->EnableEllipsize(wxELLIPSIZE_END);
    add_text(tr("Date"), UploadsModel::When, WhenWidth, wxALIGN_LEFT);
    table
        ->AppendIconTextColumn(tr("State"), UploadsModel::Standing, wxDATAVIEW_CELL_INERT,
                               parent.FromDIP(StandingWidth), wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE)
        ->GetRenderer()
        ->EnableEllipsize(wxELLIPSIZE_END);
    add_text(tr("Files"), UploadsModel::Files, FilesWidth, wxALIGN_RIGHT);
    add_text(tr("Kept here"), UploadsModel::Kept, KeptWidth, wxALIGN_RIGHT);
    table->Bind(wxEVT_SIZE, [table, name](wxSizeEvent &event) {
        const int over = event.GetSize().x - table->FromDIP(UploadsTableWidth);
        name->SetWidth(table->FromDIP(NameWidth) + std::max(over, 0));
        event.Skip();
    });
    return table;
}

} // namespace mmf::ui
