#include "active_window_gtk.hpp"

#include <gtk/gtk.h>
#include <memory>

namespace mmf::ui {

bool is_slicer_active()
{
    const std::unique_ptr<GList, decltype(&g_list_free)> windows(gtk_window_list_toplevels(), &g_list_free);
    for (const GList *window = windows.get(); window != nullptr; window = window->next) {
        if (gtk_window_is_active(static_cast<GtkWindow *>(window->data)) != FALSE) {
            return true;
        }
    }
    return false;
}

} // namespace mmf::ui
