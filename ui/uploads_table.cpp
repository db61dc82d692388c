#include "uploads_table.hpp"

#include "accessibility_gtk.hpp"
#include "base/clock.hpp"
#include "dialog_parts.hpp"
#include "thumbnails.hpp"
#include "translate.hpp"
#include "upload_sentences.hpp"
#include "uploads_model.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>
#include <wx/dataview.h>

namespace mmf::ui {

namespace {

constexpr int IconWidth = 20; // of the state, with what is around it
constexpr int FilesWidth = 55;
constexpr int KeptWidth = 85;
constexpr std::size_t ShortName = 13; // letters that there is room for in any case

// Long ones, as the column must have room for.
std::vector<wxString> dates()
{
    std::vector<wxString> dates;
    for (int month = 0; month < 12; ++month) {
        constexpr WallTime LongAgo{seconds(978'000'000)}; // the end of December 2000
        dates.push_back(when_text(LongAgo + seconds(month * 30 * 86'400), SystemClock().wall_now()));
    }
    return dates;
}

// What under way is said in longer ones, which have an end that can be missed.
std::vector<wxString> states()
{
    std::vector<wxString> states;
    for (const publish::Standing standing : publish::EveryStanding) {
        publish::UploadRow row;
        row.standing = standing;
        states.push_back(standing_text(row, nullptr));
    }
    return states;
}

} // namespace

wxDataViewCtrl *make_uploads_table(wxWindow &parent, UploadsModel &model)
{
    auto *table = new wxDataViewCtrl(&parent, wxID_ANY, wxDefaultPosition,
                                     parent.FromDIP(wxSize(UploadsTableWidth, UploadsTableHeight)));
    set_accessible_name(*table, tr("Uploads"));
    table->AssociateModel(&model);
    const int least_of_names =
        table->FromDIP(ThumbnailWidth) + column_width(*table, 0, {wxString('n', ShortName)});
    auto *name = table->AppendIconTextColumn(tr("Name"), UploadsModel::Name, wxDATAVIEW_CELL_INERT,
                                             least_of_names, wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE);
    name->GetRenderer()->EnableEllipsize(wxELLIPSIZE_END);
    // What GTK says of a column's width is 0 until it is on the screen.
    int others = parent.FromDIP(ScrollBarWidth);
    const auto width_of = [&](int least, const std::vector<wxString> &words) {
        const int width = column_width(*table, least, words);
        others += width;
        return width;
    };
    const auto add_text = [&](const wxString &title, UploadsModel::Column column, int width,
                              wxAlignment alignment) {
        table->AppendTextColumn(title, column, wxDATAVIEW_CELL_INERT, width, alignment,
                                wxDATAVIEW_COL_RESIZABLE);
    };
    add_text(tr("Date"), UploadsModel::When, width_of(0, dates()), wxALIGN_LEFT);
    const int icon = table->FromDIP(IconWidth);
    others += icon;
    table
        ->AppendIconTextColumn(tr("State"), UploadsModel::Standing, wxDATAVIEW_CELL_INERT,
                               icon + width_of(0, states()), wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE)
        ->GetRenderer()
        ->EnableEllipsize(wxELLIPSIZE_END);
    add_text(tr("Files"), UploadsModel::Files, width_of(FilesWidth, {tr("Files")}), wxALIGN_RIGHT);
    add_text(tr("Kept here"), UploadsModel::Kept, width_of(KeptWidth, {tr("Kept here")}), wxALIGN_RIGHT);
    give_rest_to(*name, others, least_of_names);
    table->SetMinSize(wxSize(std::max(table->FromDIP(UploadsTableWidth), others + least_of_names),
                             table->FromDIP(UploadsTableHeight)));
    return table;
}

} // namespace mmf::ui
