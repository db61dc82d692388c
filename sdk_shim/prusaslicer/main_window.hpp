/**
 * The host's main window with plugins in it: their menu items, a notification bar at its foot, a question
 * before it closes while they are at work. [main-thread]
 *
 * Owned by the adapter, and gone with the host's window; the host makes a new one when its language changes.
 */
#pragma once

#include "loader/plugin_registry.hpp"
#include "prusaslicer/host_menu.hpp"
#include "prusaslicer/plate_export.hpp"
#include "wx_host/action_menu.hpp"
#include "wx_host/notification_bar.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <wx/frame.h>
#include <wx/weakref.h>

namespace prusaslicer {

class MainWindow
{
public:
    /** What it asks of its owner, who outlives it. */
    struct Calls
    {
        std::function<std::optional<std::filesystem::path>()> last_folder;
        wx_host::Perform perform;
        std::function<void()> on_gone; // the frame goes; ends this object
    };

    /** `frame` is the host's; `plugins` outlive this. */
    MainWindow(wxFrame &frame, const HostMenu &menu, slicer_sdk::PluginRegistry &plugins, Calls calls);
    MainWindow(const MainWindow &) = delete;
    MainWindow &operator=(const MainWindow &) = delete;
    ~MainWindow();

    /** Puts the plugins' items into the menus; once, when they are loaded. */
    void add_items();

    wxFrame &frame() const { return m_frame; }
    PlateExport &plate_export() { return m_plate_export; }
    bool can_export() const { return is_enabled_by_host(*m_menu.stl_item); }

    /** Null where the host's window has no room for one. */
    wx_host::NotificationBar *notifications() { return m_notifications; }

private:
    void on_close(wxCloseEvent &event);
    void on_destroy(wxWindowDestroyEvent &event);

    wxFrame &m_frame;
    HostMenu m_menu;
    slicer_sdk::PluginRegistry &m_plugins;
    Calls m_calls;
    PlateExport m_plate_export;
    wxWeakRef<wx_host::NotificationBar> m_notifications;
    bool m_is_asking = false;
};

} // namespace prusaslicer
