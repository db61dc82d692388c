/**
 * The main window: menus, the list of objects and the numbers of the selected one, the plate's picture, the
 * notification bar. Files can be dropped on it.
 *
 * Owned by wxWidgets once shown; the application outlives it. [main-thread]
 */
#pragma once

#include "loader/plugin_registry.hpp"
#include "shim_slicer/model_reader.hpp"
#include "shim_slicer/plate.hpp"
#include "shim_slicer/plate_view.hpp"
#include "shim_slicer/print_settings.hpp"
#include "wx_host/notification_bar.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>
#include <wx/frame.h>
#include <wx/timer.h>

namespace shim {

class ObjectList;
class PlacementPanel;

class MainFrame : public wxFrame
{
public:
    struct Options
    {
        /** Else nobody is asked anything. */
        bool is_attended = true;

        /** Fields for the numbers of an object take as long to make as all else of the window. */
        bool has_numbers = true;
        Drawing drawing = Drawing::Quick;
    };

    /** `plugins` are loaded later and outlive the window. */
    MainFrame(slicer_sdk::PluginRegistry &plugins, const Options &options);

    const Plate &plate() const { return m_plate; }
    const PrintSettings &print_settings() const { return m_print_settings; }
    wx_host::NotificationBar &notifications() { return *m_notifications; }

    /** Puts what a file has on the plate. */
    void add_models(const std::filesystem::path &path, std::vector<Model> models);

    /** Reads files beside all else and puts what they have on the plate; those that cannot be used are told
     * of, and do not stop the others. */
    void open(const std::vector<std::filesystem::path> &paths);

    /** As the action's menu item does. */
    void perform(const std::string &action_id);

    /** Makes the menus; once, when the plugins are loaded. */
    void build_menus();

    /** Closes without a question as soon as no plugin's call is under way. */
    void close_when_idle();

    /** The same, but plugins pause at once and leave their windows. What the slicer itself has open is waited
     * for. */
    void close_soon();

    /** Called once everything of the plugins has ended, right before the window goes. */
    void on_closed(std::function<void()> function) { m_on_closed = std::move(function); }

    /** A plugin's action is about to be performed. */
    void on_action(std::function<void(const std::string &)> function) { m_on_action = std::move(function); }

private:
    void open_files();
    void export_stl();
    int append(wxMenu &menu, int id, const wxString &label, const wxString &help,
               const std::function<void()> &function);
    void enable(int item, const std::function<bool()> &predicate);
    void append_edit_menu(wxMenuBar &bar);
    void append_view_menu(wxMenuBar &bar);
    wxWindow *make_side(wxWindow &parent, bool has_numbers);
    void duplicate_selected();
    void remove_selected();
    void place_shown(const Placement &placement);
    bool take_typed();
    void enter_typed();
    void arrange();
    void ask_print_settings();
    void select(std::optional<std::size_t> object);
    void show_selection();
    void on_read(const std::filesystem::path &path, ModelReader::Models models);
    void show_plate();
    void show_status();
    void show_about();
    void on_close(wxCloseEvent &event);
    void close_if_idle();
    bool may_close();
    int ask(const std::function<int()> &dialog);

    slicer_sdk::PluginRegistry &m_plugins;
    bool m_is_attended;
    Plate m_plate;
    PrintSettings m_print_settings;
    ModelReader m_reader;
    ObjectList *m_list;

    /** Null if there is none. */
    PlacementPanel *m_placement = nullptr;

    /** Whose numbers it has. */
    std::optional<std::size_t> m_shown;
    PlateView *m_view;
    wx_host::NotificationBar *m_notifications;
    std::function<void()> m_on_closed;
    std::function<void(const std::string &)> m_on_action;
    wxTimer m_closing; // runs while it is to be closed
    bool m_waits_for_nobody = false;
    int m_open_dialogs = 0;
};

} // namespace shim
