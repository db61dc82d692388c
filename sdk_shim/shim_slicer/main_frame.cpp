#include "shim_slicer/main_frame.hpp"

#include "shim_slicer/importer_process.hpp"
#include "shim_slicer/model_file.hpp"
#include "shim_slicer/stl_file.hpp"
#include "slicer_sdk/menu.h"
#include "wx_host/accessibility_gtk.hpp"
#include "wx_host/action_menu.hpp"
#include "wx_host/quit_question.hpp"

#include <wx/aboutdlg.h>
#include <wx/dataview.h>
#include <wx/filedlg.h>
#include <wx/menu.h>
#include <wx/msgdlg.h>
#include <wx/sizer.h>
#include <wx/statline.h>
#include <wx/stattext.h>

namespace shim {

namespace {

wxString size_text(const Bounds &bounds)
{
    const Point size = bounds.size();
    return wxString::Format(L"%.1f \u00d7 %.1f \u00d7 %.1f mm", static_cast<double>(size[0]),
                            static_cast<double>(size[1]), static_cast<double>(size[2]));
}

wxString from_utf8(const std::string &text)
{
    return wxString::FromUTF8(text.c_str());
}

wxString file_filter()
{
    wxString patterns;
    for (const char *ending : ModelEndings) {
        const wxString pattern = "*" + wxString(ending);
        patterns += pattern + ";" + pattern.Upper() + ";";
    }
    return "Models (STL, OBJ, PLY, 3MF)|" + patterns.BeforeLast(';') + "|All files|*";
}

std::vector<std::filesystem::path> as_paths(const wxArrayString &names)
{
    std::vector<std::filesystem::path> paths;
    for (const wxString &name : names)
        paths.emplace_back(name.utf8_string());
    return paths;
}

} // namespace

MainFrame::MainFrame(slicer_sdk::PluginRegistry &plugins, bool is_attended)
    : wxFrame(nullptr, wxID_ANY, "Shim Slicer"), m_plugins(plugins), m_is_attended(is_attended)
{
    auto *panel = new wxPanel(this);
    auto *side = new wxPanel(panel);
    auto *label = new wxStaticText(side, wxID_ANY, "&Objects on the plate");
    m_list = new wxDataViewListCtrl(side, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(384, 120)),
                                    wxDV_SINGLE | wxDV_ROW_LINES);
    m_list->AppendTextColumn("Name", wxDATAVIEW_CELL_INERT, FromDIP(134));
    m_list->AppendTextColumn("Triangles", wxDATAVIEW_CELL_INERT, FromDIP(90), wxALIGN_RIGHT);
    m_list->AppendTextColumn("Size", wxDATAVIEW_CELL_INERT, FromDIP(150));
    wx_host::set_accessible_name(*m_list, "Objects on the plate");
    m_view = new PlateView(panel);
    m_notifications = new wx_host::NotificationBar(panel);

    const int gap = FromDIP(8);
    auto *side_column = new wxBoxSizer(wxVERTICAL);
    side_column->Add(label, 0, wxLEFT | wxTOP | wxRIGHT, gap);
    side_column->Add(m_list, 1, wxEXPAND | wxALL, gap);
    side->SetSizer(side_column);
    auto *middle = new wxBoxSizer(wxHORIZONTAL);
    middle->Add(side, 0, wxEXPAND);
    middle->Add(m_view, 1, wxEXPAND);
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(middle, 1, wxEXPAND);
    column->Add(m_notifications, 0, wxEXPAND);
    panel->SetSizer(column);

    CreateStatusBar();
    SetClientSize(FromDIP(wxSize(980, 620)));
    SetMinSize(FromDIP(wxSize(640, 420)));
    Bind(wxEVT_CLOSE_WINDOW, &MainFrame::on_close, this);
    Bind(wxEVT_IDLE, &MainFrame::on_idle, this);
    show_plate();
}

void MainFrame::build_menus()
{
    auto *bar = new wxMenuBar;
    auto *file = new wxMenu;
    auto *export_menu = new wxMenu;
    const auto add = [this](wxMenu &menu, int id, const char *label, const char *help, auto function) {
        const wxMenuItem *item = menu.Append(id, wxString::FromUTF8(label), help);
        Bind(
            wxEVT_MENU, [this, function](wxCommandEvent &) { function(*this); }, item->GetId());
        return item->GetId();
    };
    const auto enable = [this](int id, auto predicate) {
        Bind(
            wxEVT_UPDATE_UI, [this, predicate](wxUpdateUIEvent &event) { event.Enable(predicate(*this)); },
            id);
    };
    const auto has_objects = [](MainFrame &frame) { return !frame.m_plate.snapshot()->objects.empty(); };

    add(*file, wxID_OPEN, "&Open…\tCtrl+O", "Put models on the plate", [](MainFrame &f) { f.open_files(); });
    const int remove =
        add(*file, wxID_ANY, "&Remove Object\tDelete", "Take the selected object off the plate",
            [](MainFrame &f) { f.remove_selected(); });
    enable(remove, [](MainFrame &f) { return f.m_list->GetSelectedRow() != wxNOT_FOUND; });
    file->AppendSeparator();

    const int stl = add(*export_menu, wxID_ANY, "Export Plate as &STL…\tCtrl+E", "Write the plate to a file",
                        [](MainFrame &f) { f.export_stl(); });
    enable(stl, has_objects);
    const wx_host::Perform perform_action = [this](const std::string &id) { perform(id); };
    if (wx_host::has_actions(m_plugins, SLICER_PLACE_FILE_EXPORT)) {
        export_menu->AppendSeparator();
        wx_host::append_actions(*export_menu, SLICER_PLACE_FILE_EXPORT, m_plugins, *this, perform_action);
    }
    file->AppendSubMenu(export_menu, "&Export");
    file->AppendSeparator();
    add(*file, wxID_EXIT, "&Quit\tCtrl+Q", "Close the program", [](MainFrame &f) { f.Close(); });
    bar->Append(file, "&File");

    if (wx_host::has_actions(m_plugins, SLICER_PLACE_ACCOUNT)) {
        auto *account = new wxMenu;
        wx_host::append_actions(*account, SLICER_PLACE_ACCOUNT, m_plugins, *this, perform_action);
        bar->Append(account, "&Account");
    }
    auto *help = new wxMenu;
    add(*help, wxID_ABOUT, "&About", "About this program", [](MainFrame &f) { f.show_about(); });
    bar->Append(help, "&Help");
    SetMenuBar(bar);
}

void MainFrame::add_models(const std::filesystem::path &path, std::vector<Model> models)
{
    // A name in another encoding than UTF-8 is none.
    for (Model &model : models) {
        if (from_utf8(model.name).empty())
            model.name.clear();
    }
    m_plate.add(path.stem().string(), std::move(models));
    show_plate();
}

void MainFrame::open(const std::vector<std::filesystem::path> &paths)
{
    const wxBusyCursor busy;
    for (const std::filesystem::path &path : paths) {
        if (auto models = read_models(path, installed_importer()))
            add_models(path, std::move(*models));
        else
            m_notifications->show_note(wx_host::NotificationKind::Bad,
                                       path.filename().string() + " was not opened: " + models.error() + ".");
    }
}

void MainFrame::show_plate()
{
    const std::shared_ptr<const PlateSnapshot> &plate = m_plate.snapshot();
    m_list->DeleteAllItems();
    for (const PlacedObject &object : plate->objects) {
        wxVector<wxVariant> row;
        row.push_back(from_utf8(object.name));
        row.push_back(wxString::Format("%zu", object.mesh->triangle_count()));
        row.push_back(size_text(object.mesh->bounds));
        m_list->AppendItem(row);
    }
    m_view->show(plate);
    SetTitle(plate->name.empty() ? wxString("Shim Slicer") : from_utf8(plate->name) + L" \u2013 Shim Slicer");
    SetStatusText(plate->objects.empty() ? wxString("The plate is empty. Open a model with File, Open.")
                                         : wxString());
}

void MainFrame::open_files()
{
    wxFileDialog dialog(this, "Open models", "", "", file_filter(),
                        wxFD_OPEN | wxFD_FILE_MUST_EXIST | wxFD_MULTIPLE);
    if (ask([&] { return dialog.ShowModal(); }) != wxID_OK)
        return;
    wxArrayString paths;
    dialog.GetPaths(paths);
    open(as_paths(paths));
}

void MainFrame::export_stl()
{
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
    if (!m_plugins.perform(action_id))
        m_notifications->show_note(wx_host::NotificationKind::Warning, "This is not possible now.");
}

void MainFrame::remove_selected()
{
    if (const int row = m_list->GetSelectedRow(); row != wxNOT_FOUND) {
        m_plate.remove(static_cast<std::size_t>(row));
        show_plate();
    }
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
    m_closes_when_idle = true;
    CallAfter([this] { close_if_idle(); });
}

void MainFrame::close_if_idle()
{
    if (m_closes_when_idle && m_plugins.calls_under_way() == 0 && m_open_dialogs == 0)
        Close(true);
}

void MainFrame::on_idle(wxIdleEvent &event)
{
    event.Skip();
    // Not from here: what an idle handler destroys is gone only after another event, which may never come.
    if (m_closes_when_idle)
        CallAfter([this] { close_if_idle(); });
}

void MainFrame::on_close(wxCloseEvent &event)
{
    if (m_plugins.calls_under_way() > 0 || m_open_dialogs > 0) {
        // A plugin's window is on the stack: its code must return before it can be ended.
        m_closes_when_idle = m_closes_when_idle || !event.CanVeto();
        event.Veto(event.CanVeto());
        return;
    }
    if (event.CanVeto() && !may_close()) {
        event.Veto();
        return;
    }
    Unbind(wxEVT_IDLE, &MainFrame::on_idle, this);
    m_plugins.pause_all();
    m_plugins.unload_all();
    if (m_on_closed)
        m_on_closed();
    Destroy();
    wxWakeUpIdle();
}

} // namespace shim
