#include "shim_slicer/main_frame.hpp"

#include "shim_slicer/file_choice.hpp"
#include "shim_slicer/importer_process.hpp"
#include "shim_slicer/object_list.hpp"
#include "shim_slicer/placement_panel.hpp"
#include "shim_slicer/print_settings_dialog.hpp"
#include "shim_slicer/stl_file.hpp"
#include "slicer_sdk/menu.h"
#include "wx_host/action_menu.hpp"
#include "wx_host/quit_question.hpp"
#include "wx_host/utf8.hpp"

#include <algorithm>
#include <utility>
#include <wx/app.h>
#include <wx/filedlg.h>
#include <wx/menu.h>
#include <wx/msgdlg.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace shim {

namespace {

constexpr int CloseAttempts = 20; // milliseconds between two

wxString from_utf8(const std::string &text)
{
    return wxString::FromUTF8(text.c_str());
}

} // namespace

MainFrame::MainFrame(slicer_sdk::PluginRegistry &plugins, const Options &options)
    : wxFrame(nullptr, wxID_ANY, "Shim Slicer"),
      m_plugins(plugins),
      m_is_attended(options.is_attended),
      m_reader(
          installed_importer(), [this](const std::function<void()> &function) { CallAfter(function); },
          [this](const std::filesystem::path &path, ModelReader::Models models) {
              on_read(path, std::move(models));
          }),
      m_closing(this)
{
    auto *panel = new wxPanel(this);
    wxWindow *side = make_side(*panel, options.has_numbers);
    m_view = new PlateView(panel, options.drawing);
    m_view->on_picked([this](std::optional<std::size_t> object) { select(object); });
    m_notifications = new wx_host::NotificationBar(panel);

    auto *middle = new wxBoxSizer(wxHORIZONTAL);
    middle->Add(side, 0, wxEXPAND);
    middle->Add(m_view, 1, wxEXPAND);
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(middle, 1, wxEXPAND);
    column->Add(m_notifications, 0, wxEXPAND);
    panel->SetSizer(column);

    CreateStatusBar();
    SetClientSize(FromDIP(wxSize(980, 620)));
    SetMinSize(FromDIP(wxSize(720, 480)));
    take_dropped_files(*this, [this](const Paths &paths) { open(paths); });
    Bind(wxEVT_CLOSE_WINDOW, &MainFrame::on_close, this);
    // Not from within the timer, which would not come again while a window is open that this has led to.
    Bind(
        wxEVT_TIMER, [this](wxTimerEvent &) { CallAfter([this] { close_if_idle(); }); }, m_closing.GetId());
    show_plate();
}

wxWindow *MainFrame::make_side(wxWindow &parent, bool has_numbers)
{
    auto *side = new wxPanel(&parent);
    auto *label = new wxStaticText(side, wxID_ANY, "&Objects on the plate");
    m_list = new ObjectList(side);
    m_list->on_selected([this] {
        // What was typed is for the row before. It cannot be shown from here: rows would go under the list.
        if (take_typed())
            CallAfter([this] { show_plate(); });
        show_selection();
    });

    const int gap = FromDIP(8);
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(label, 0, wxLEFT | wxTOP | wxRIGHT, gap);
    column->Add(m_list, 1, wxEXPAND | wxALL, gap);
    if (has_numbers) {
        m_placement = new PlacementPanel(side);
        m_placement->on_changed([this](const Placement &placement) { place_shown(placement); });
        column->Add(m_placement, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
    }
    side->SetSizer(column);
    return side;
}

int MainFrame::append(wxMenu &menu, int id, const wxString &label, const wxString &help,
                      const std::function<void()> &function)
{
    const int given = menu.Append(id, label, help)->GetId();
    Bind(
        wxEVT_MENU, [function](wxCommandEvent &) { function(); }, given);
    return given;
}

void MainFrame::enable(int item, const std::function<bool()> &predicate)
{
    Bind(
        wxEVT_UPDATE_UI, [predicate](wxUpdateUIEvent &event) { event.Enable(predicate()); }, item);
}

void MainFrame::build_menus()
{
    auto *bar = new wxMenuBar;
    auto *file = new wxMenu;
    auto *export_menu = new wxMenu;
    append(*file, wxID_OPEN, L"&Open\u2026\tCtrl+O", "Put models on the plate", [this] { open_files(); });
    const int stl = append(*export_menu, wxID_ANY, L"Export Plate as &STL\u2026\tCtrl+E",
                           "Write the plate to a file", [this] { export_stl(); });
    enable(stl, [this] { return !m_plate.snapshot()->objects.empty(); });
    const wx_host::Perform perform_action = [this](const std::string &id) { perform(id); };
    if (wx_host::has_actions(m_plugins, SLICER_PLACE_FILE_EXPORT)) {
        export_menu->AppendSeparator();
        wx_host::append_actions(*export_menu, SLICER_PLACE_FILE_EXPORT, m_plugins, *this, perform_action);
    }
    file->AppendSubMenu(export_menu, "&Export");
    file->AppendSeparator();
    append(*file, wxID_EXIT, "&Quit\tCtrl+Q", "Close the program", [this] { Close(); });
    bar->Append(file, "&File");
    append_edit_menu(*bar);
    append_view_menu(*bar);

    if (wx_host::has_actions(m_plugins, SLICER_PLACE_ACCOUNT)) {
        auto *account = new wxMenu;
        wx_host::append_actions(*account, SLICER_PLACE_ACCOUNT, m_plugins, *this, perform_action);
        bar->Append(account, "&Account");
    }
    auto *help = new wxMenu;
    append(*help, wxID_ABOUT, "&About", "About this program", [this] { show_about(); });
    bar->Append(help, "&Help");
    SetMenuBar(bar);
}

void MainFrame::append_edit_menu(wxMenuBar &bar)
{
    auto *edit = new wxMenu;
    const auto has_selection = [this] { return m_list->selected().has_value(); };
    enable(append(*edit, wxID_ANY, "&Duplicate Object\tCtrl+D",
                  "Put a second one of the selected object beside it", [this] { duplicate_selected(); }),
           has_selection);
    enable(append(*edit, wxID_ANY, "&Remove Object\tDelete", "Take the selected object off the plate",
                  [this] { remove_selected(); }),
           has_selection);
    edit->AppendSeparator();
    enable(append(*edit, wxID_ANY, "&Arrange All Objects\tCtrl+R", "Lay all objects out in rows again",
                  [this] { arrange(); }),
           [this] { return !m_plate.snapshot()->objects.empty(); });
    edit->AppendSeparator();
    append(*edit, wxID_ANY, L"&Print Settings\u2026", "Say how the plate is meant to be printed",
           [this] { ask_print_settings(); });
    bar.Append(edit, "&Edit");
}

void MainFrame::append_view_menu(wxMenuBar &bar)
{
    constexpr float Step = 1.2F;
    auto *view = new wxMenu;
    append(*view, wxID_ZOOM_IN, "Zoom &In\tCtrl++", "Come nearer", [this] { m_view->zoom_by(Step); });
    append(*view, wxID_ZOOM_OUT, "Zoom &Out\tCtrl+-", "Go farther away",
           [this] { m_view->zoom_by(1 / Step); });
    append(*view, wxID_ZOOM_100, "&Reset View\tCtrl+0", "See all objects from where they are seen first",
           [this] { m_view->reset(); });
    bar.Append(view, "&View");
}

void MainFrame::add_models(const std::filesystem::path &path, std::vector<Model> models)
{
    m_plate.add(path.stem().string(), std::move(models));
    show_plate();
}

void MainFrame::open(const std::vector<std::filesystem::path> &paths)
{
    m_reader.read(paths);
    show_status();
}

void MainFrame::on_read(const std::filesystem::path &path, ModelReader::Models models)
{
    if (models)
        add_models(path, std::move(*models));
    else
        m_notifications->show_note(wx_host::NotificationKind::Bad,
                                   path.filename().string() + " was not opened: " + models.error() + ".");
    show_status();
}

void MainFrame::show_plate()
{
    const std::shared_ptr<const PlateSnapshot> &plate = m_plate.snapshot();
    m_list->show(*plate);
    m_view->show(plate);
    show_selection();
    SetTitle(plate->name.empty() ? wxString("Shim Slicer") : from_utf8(plate->name) + L" \u2013 Shim Slicer");
    show_status();
}

void MainFrame::show_status()
{
    wxString text;
    if (const std::optional<std::filesystem::path> &path = m_reader.current())
        text = "Reading " + from_utf8(wx_host::as_utf8(path->filename().string())) + L"\u2026";
    else if (m_plate.snapshot()->objects.empty())
        text = "The plate is empty. Open models with File, Open, or drop them here.";
    SetStatusText(text);
}

void MainFrame::select(std::optional<std::size_t> object)
{
    enter_typed();
    m_list->select(object);
    show_selection();
}

void MainFrame::show_selection()
{
    m_shown = m_list->selected();
    m_view->select(m_shown);
    if (m_placement != nullptr)
        m_placement->show(m_shown ? std::optional(m_plate.placement(*m_shown)) : std::nullopt);
}

void MainFrame::open_files()
{
    ModelFileDialog dialog(this);
    if (ask([&] { return dialog.ShowModal(); }) == wxID_OK)
        open(dialog.paths());
}

void MainFrame::export_stl()
{
    enter_typed();
    // Held from now on: what is written is what was on the plate when the person asked.
    const std::shared_ptr<const PlateSnapshot> plate = m_plate.snapshot();
    wxFileDialog dialog(this, "Export the plate", "", from_utf8(plate->name) + ".stl",
                        "STL models (*.stl)|*.stl", wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (ask([&] { return dialog.ShowModal(); }) != wxID_OK)
        return;
    const std::filesystem::path path(dialog.GetPath().utf8_string());
    if (const auto written = write_stl(*plate, path); !written)
        m_notifications->show_note(wx_host::NotificationKind::Bad,
                                   path.filename().string() + " was not saved: " + written.error() + ".");
    else
        m_notifications->show_note(wx_host::NotificationKind::Good,
                                   "The plate was saved as " + path.string() + ".");
}

void MainFrame::perform(const std::string &action_id)
{
    if (m_on_action)
        m_on_action(action_id);
    enter_typed();
    if (!m_plugins.perform(action_id))
        m_notifications->show_note(wx_host::NotificationKind::Warning, "This is not possible now.");
}

void MainFrame::duplicate_selected()
{
    enter_typed();
    if (const std::optional<std::size_t> object = m_list->selected()) {
        const std::size_t copy = m_plate.duplicate(*object);
        show_plate();
        select(copy);
    }
}

void MainFrame::remove_selected()
{
    enter_typed();
    if (const std::optional<std::size_t> object = m_list->selected()) {
        m_plate.remove(*object);
        show_plate();
        const std::size_t left = m_plate.snapshot()->objects.size();
        select(left > 0 ? std::optional(std::min(*object, left - 1)) : std::nullopt);
    }
}

void MainFrame::arrange()
{
    enter_typed();
    m_plate.arrange();
    show_plate();
}

void MainFrame::ask_print_settings()
{
    PrintSettingsDialog dialog(this, m_print_settings);
    if (ask([&] { return dialog.ShowModal(); }) == wxID_OK)
        m_print_settings = dialog.settings();
}

void MainFrame::place_shown(const Placement &placement)
{
    if (m_shown) {
        m_plate.place(*m_shown, placement);
        show_plate();
    }
}

/** Whether the plate is another now, and has to be shown. */
bool MainFrame::take_typed()
{
    const std::optional<Placement> placement =
        m_shown && m_placement != nullptr ? m_placement->take_typed() : std::nullopt;
    if (placement)
        m_plate.place(*m_shown, *placement);
    return placement.has_value();
}

/** Before anything is done with the plate: what was typed counts. */
void MainFrame::enter_typed()
{
    if (take_typed())
        show_plate();
}

void MainFrame::show_about()
{
    wxString text = "A small slicer that hosts plugins.\n\nPlugins:";
    for (const auto &plugin : m_plugins.plugins())
        text += L"\n\u2022 " + from_utf8(plugin->descriptor().name) + " " +
                from_utf8(plugin->descriptor().version) + L" \u2013 " +
                from_utf8(plugin->descriptor().vendor);
    if (m_plugins.plugins().empty())
        text += " none";
    wxMessageDialog dialog(this, text, "Shim Slicer " SHIM_SLICER_VERSION, wxOK | wxICON_INFORMATION);
    ask([&] { return dialog.ShowModal(); });
}

int MainFrame::ask(const std::function<int()> &dialog)
{
    if (!m_is_attended)
        return wxID_CANCEL;
    ++m_open_dialogs;
    const int answer = dialog();
    --m_open_dialogs;
    return answer;
}

bool MainFrame::may_close()
{
    return !m_is_attended || wx_host::may_quit(*this, "Shim Slicer", m_plugins, [this](wxDialog &dialog) {
        return ask([&] { return dialog.ShowModal(); });
    });
}

void MainFrame::close_when_idle()
{
    if (!m_closing.IsRunning())
        m_closing.Start(CloseAttempts);
}

void MainFrame::close_soon()
{
    m_waits_for_nobody = true;
    close_when_idle();
}

void MainFrame::close_if_idle()
{
    if (!m_closing.IsRunning())
        return; // closed meanwhile
    if (m_plugins.calls_under_way() == 0 && m_open_dialogs == 0)
        Close(true);
    else if (m_waits_for_nobody)
        m_plugins.pause_all();
}

void MainFrame::on_close(wxCloseEvent &event)
{
    if (m_plugins.calls_under_way() > 0 || m_open_dialogs > 0) {
        // A plugin's window is on the stack: its code must return before it can be ended.
        if (!event.CanVeto())
            close_when_idle();
        event.Veto(event.CanVeto());
        return;
    }
    if (event.CanVeto() && !may_close()) {
        event.Veto();
        return;
    }
    m_closing.Stop();
    m_reader.stop();
    m_plugins.pause_all();
    m_plugins.unload_all();
    if (m_on_closed)
        m_on_closed();
    Destroy();
    wxWakeUpIdle();
}

} // namespace shim
