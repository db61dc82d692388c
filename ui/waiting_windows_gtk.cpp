#include "waiting_windows_gtk.hpp"

#include <gtk/gtk.h>
#include <wx/dialog.h>

namespace mmf::ui {

namespace {

wxDialog *dialog_of(const GtkWidget *widget)
{
    for (wxWindow *window : wxTopLevelWindows) {
        auto *dialog = wxDynamicCast(window, wxDialog);
        if (dialog != nullptr && dialog->GetHandle() == widget && dialog->IsModal()) {
            return dialog;
        }
    }
    return nullptr;
}

} // namespace

const void *innermost_window()
{
    return gtk_grab_get_current();
}

void leave_innermost_window()
{
    GtkWidget *grabbing = gtk_grab_get_current(); // as every modal window does
    if (grabbing == nullptr) {
        return;
    }
    GtkWidget *window = gtk_widget_get_toplevel(grabbing);
    if (GTK_IS_MENU_SHELL(grabbing)) {
        gtk_menu_shell_cancel(GTK_MENU_SHELL(grabbing)); // what it is open in comes next
    } else if (wxDialog *dialog = dialog_of(window)) {
        dialog->EndModal(wxID_CANCEL);
    } else if (GTK_IS_DIALOG(window)) { // a question is GTK's own
        gtk_dialog_response(GTK_DIALOG(window), GTK_RESPONSE_CANCEL);
    } else { // a list that has unfolded, or something that is dragged
        gtk_grab_remove(grabbing);
    }
}

} // namespace mmf::ui
