#include <gtk/gtk.h> // before wxWidgets, whose headers declare parts of it

#include "accessibility_gtk.hpp"

#include <wx/control.h>

namespace mmf::ui {

void set_accessible_name(wxWindow &window, const wxString &name)
{
    auto *widget = static_cast<GtkWidget *>(window.GetHandle());
    if (GTK_IS_SCROLLED_WINDOW(widget)) {
        widget = gtk_bin_get_child(GTK_BIN(widget)); // what has the focus, and not what scrolls it
    }
    atk_object_set_name(gtk_widget_get_accessible(widget), name.utf8_str());
}

void set_accessible_name_by_label(wxWindow &window, const wxString &label)
{
    wxString name = wxControl::RemoveMnemonics(label).BeforeLast(':');
    name.Truncate(name.find_last_not_of(L" \u00a0\u202f") + 1); // French has one before the colon
    set_accessible_name(window, name);
}

} // namespace mmf::ui
