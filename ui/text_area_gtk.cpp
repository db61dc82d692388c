#include <gtk/gtk.h> // before wxWidgets, whose headers declare parts of it

#include "text_area_gtk.hpp"

#include <wx/textctrl.h>

namespace mmf::ui {

void pad_text_area(wxTextCtrl &area)
{
    constexpr int Beside = 8; // as Adwaita's entries
    constexpr int Above = 4;
    GtkWidget *text = gtk_bin_get_child(GTK_BIN(area.GetHandle())); // in what scrolls it
    if (GTK_IS_TEXT_VIEW(text)) {
        gtk_text_view_set_left_margin(GTK_TEXT_VIEW(text), Beside);
        gtk_text_view_set_right_margin(GTK_TEXT_VIEW(text), Beside);
        gtk_text_view_set_top_margin(GTK_TEXT_VIEW(text), Above);
        gtk_text_view_set_bottom_margin(GTK_TEXT_VIEW(text), Above);
    }
}

} // namespace mmf::ui
