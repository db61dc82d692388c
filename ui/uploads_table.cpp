#include "uploads_table.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "thumbnails.hpp"
#include "translate.hpp"
#include "uploads_model.hpp"

#include <wx/dataview.h>

namespace mmf::ui {

namespace {

constexpr int WhenWidth = 150;
constexpr int StandingWidth = 205;
constexpr int FilesWidth = 55;
constexpr int KeptWidth = 85;
constexpr int ScrollBar = 16;
constexpr int NameWidth = ThumbnailWidth + 120; // at least

} // namespace

wxDataViewCtrl *make_uploads_table(wxWindow &parent, UploadsModel &model)
{
    auto *table = new wxDataViewCtrl(&parent, wxID_ANY, wxDefaultPosition,
                                     parent.FromDIP(wxSize(UploadsTableWidth, UploadsTableHeight)));
    set_accessible_name(*table, tr("Uploads"));
    table->AssociateModel(&model);
    auto *name =
        table->AppendIconTextColumn(tr("Name"), UploadsModel::Name, wxDATAVIEW_CELL_INERT,
                                    parent.FromDIP(NameWidth), wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE);
    name->GetRenderer()->EnableEllipsize(wxELLIPSIZE_END);
    // What GTK says of a column's width is 0 until it is on the screen.
    int others = parent.FromDIP(ScrollBar);
    const auto width_of = [&](const wxString &title, int least) {
        const int width = column_width(*table, least, {title});
        others += width;
        return width;
    };
    const auto add_text = [&](const wxString &title, UploadsModel::Column column, int least,
                              wxAlignment alignment) {
        table->AppendTextColumn(title, column, wxDATAVIEW_CELL_INERT, width_of(title, least), alignment,
                                wxDATAVIEW_COL_RESIZABLE);
    };
    add_text(tr("Date"), UploadsModel::When, WhenWidth, wxALIGN_LEFT);
    table
        ->AppendIconTextColumn(tr("State"), UploadsModel::Standing, wxDATAVIEW_CELL_INERT,
                               width_of(tr("State"), StandingWidth), wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE)
        ->GetRenderer()
        ->EnableEllipsize(wxELLIPSIZE_END);
    add_text(tr("Files"), UploadsModel::Files, FilesWidth, wxALIGN_RIGHT);
    add_text(tr("Kept here"), UploadsModel::Kept, KeptWidth, wxALIGN_RIGHT);
    give_rest_to(*name, others, table->FromDIP(NameWidth));
    return table;
}

} // namespace mmf::ui
