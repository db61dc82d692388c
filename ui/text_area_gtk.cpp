#include <gtk/gtk.h> // before wxWidgets, whose headers declare parts of it

#include "text_area_gtk.hpp"

#include <utility>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

GtkTextView *text_view_of(const wxTextCtrl &area)
{
    return GTK_TEXT_VIEW(gtk_bin_get_child(GTK_BIN(area.GetHandle()))); // in what scrolls it
}

struct Limit
{
    int characters;
    std::function<void()> on_refused;
};

void refuse_too_much(GtkTextBuffer *buffer, GtkTextIter * /*place*/, const char *text, int bytes,
                     Limit *limit)
{
    const glong added = g_utf8_strlen(text, bytes);
    if (gtk_text_buffer_get_char_count(buffer) + added > limit->characters) {
        g_signal_stop_emission_by_name(buffer, "insert-text");
        limit->on_refused();
    }
}

} // namespace

void pad_text_area(wxTextCtrl &area)
{
    constexpr int Beside = 8; // as Adwaita's entries
    constexpr int Above = 4;
    GtkTextView *text = text_view_of(area);
    gtk_text_view_set_left_margin(text, Beside);
    gtk_text_view_set_right_margin(text, Beside);
    gtk_text_view_set_top_margin(text, Above);
    gtk_text_view_set_bottom_margin(text, Above);
}

void limit_text_area(wxTextCtrl &area, int characters, std::function<void()> on_refused)
{
    g_signal_connect_data(
        gtk_text_view_get_buffer(text_view_of(area)), "insert-text", G_CALLBACK(refuse_too_much),
        new Limit{characters, std::move(on_refused)},
        [](gpointer limit, GClosure *) { delete static_cast<Limit *>(limit); }, GConnectFlags{});
}

} // namespace mmf::ui
