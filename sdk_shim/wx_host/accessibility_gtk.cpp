#include <gtk/gtk.h>

#include "wx_host/accessibility_gtk.hpp"

#include <wx/dataview.h>
#include <wx/window.h>

namespace wx_host {

namespace {

void set_name(GtkWidget *widget, const std::string &name)
{
    if (AtkObject *accessible = widget != nullptr ? gtk_widget_get_accessible(widget) : nullptr)
        atk_object_set_name(accessible, name.c_str());
}

gboolean focus_rows(GtkWidget *, gboolean, gpointer rows)
{
    gtk_widget_grab_focus(GTK_WIDGET(rows));
    return TRUE;
}

} // namespace

void set_accessible_name(const wxWindow &window, const std::string &name)
{
    set_name(window.GetHandle(), name);
}

void set_accessible_list_name(wxDataViewCtrl &list, const std::string &name)
{
    GtkWidget *rows = list.GtkGetTreeView();
    set_name(rows, name);
    g_signal_connect(list.GetHandle(), "mnemonic-activate", G_CALLBACK(&focus_rows), rows);
}

} // namespace wx_host
