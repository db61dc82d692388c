#include <gtk/gtk.h> // before wxWidgets, whose headers declare parts of it

#include "accessibility_gtk.hpp"

#include <wx/window.h>

namespace mmf::ui {

void set_accessible_name(wxWindow &window, const wxString &name)
{
    AtkObject *accessible = gtk_widget_get_accessible(static_cast<GtkWidget *>(window.GetHandle()));
    atk_object_set_name(accessible, name.utf8_str());
}

} // namespace mmf::ui
