#include "shim_slicer/object_list.hpp"

#include "wx_host/accessibility_gtk.hpp"

namespace shim {

namespace {

wxString size_text(const Bounds &bounds)
{
    const Point size = bounds.size();
    return wxString::Format(L"%.1f \u00d7 %.1f \u00d7 %.1f mm", static_cast<double>(size[0]),
                            static_cast<double>(size[1]), static_cast<double>(size[2]));
}

} // namespace

ObjectList::ObjectList(wxWindow *parent)
    : wxDataViewListCtrl(parent, wxID_ANY, wxDefaultPosition, parent->FromDIP(wxSize(384, 120)),
                         wxDV_SINGLE | wxDV_ROW_LINES)
{
    AppendTextColumn("Name", wxDATAVIEW_CELL_INERT, FromDIP(134));
    AppendTextColumn("Triangles", wxDATAVIEW_CELL_INERT, FromDIP(90), wxALIGN_RIGHT);
    AppendTextColumn("Size", wxDATAVIEW_CELL_INERT, FromDIP(150));
    wx_host::set_accessible_list_name(*this, "Objects on the plate");
    Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent &) {
        if (!m_is_showing && m_on_selected)
            m_on_selected();
    });
}

void ObjectList::show(const PlateSnapshot &plate)
{
    const int row_before = GetSelectedRow();
    m_is_showing = true;
    for (std::size_t i = 0; i < plate.objects.size(); ++i)
        show_row(static_cast<unsigned>(i), plate.objects[i]);
    while (static_cast<std::size_t>(GetItemCount()) > plate.objects.size())
        DeleteItem(static_cast<unsigned>(GetItemCount()) - 1);
    if (row_before != wxNOT_FOUND && row_before != GetSelectedRow() && row_before < GetItemCount())
        SelectRow(static_cast<unsigned>(row_before));
    m_is_showing = false;
}

/** A row that changes is put in anew: of a cell with another text, assistive technology would keep the old
 * one. */
void ObjectList::show_row(unsigned row, const PlacedObject &object)
{
    const bool is_there = row < static_cast<unsigned>(GetItemCount());
    wxVector<wxVariant> cells;
    cells.push_back(wxString::FromUTF8(object.name));
    cells.push_back(wxString::Format("%zu", object.mesh->triangle_count()));
    cells.push_back(size_text(object.bounds));
    bool is_same = is_there;
    for (unsigned column = 0; is_same && column < cells.size(); ++column)
        is_same = GetTextValue(row, column) == cells[column].GetString();
    if (is_same)
        return;
    if (is_there)
        DeleteItem(row);
    InsertItem(row, cells);
}

std::optional<std::size_t> ObjectList::selected() const
{
    const int row = GetSelectedRow();
    return row != wxNOT_FOUND ? std::optional(static_cast<std::size_t>(row)) : std::nullopt;
}

void ObjectList::select(std::optional<std::size_t> object)
{
    UnselectAll();
    if (object) {
        const wxDataViewItem item = RowToItem(static_cast<int>(*object));
        SetCurrentItem(item); // where the arrow keys go on
        Select(item);
        EnsureVisible(item);
    }
}

} // namespace shim
