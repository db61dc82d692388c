#include <gtk/gtk.h>

#include "wx_host/accessibility_gtk.hpp"

#include <wx/window.h>

namespace wx_host {

void set_accessible_name(const wxWindow &window, const std::string &name)
{
    GtkWidget *widget = window.GetHandle();
    if (AtkObject *accessible = widget != nullptr ? gtk_widget_get_accessible(widget) : nullptr)
        atk_object_set_name(accessible, name.c_str());
}

} // namespace wx_host
