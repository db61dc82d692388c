/**
 * A slicer of one window that hosts plugins: what a vendor adds to a program with wxWidgets.
 *
 *     vendor-frame [PLUGIN_FOLDER]…
 *
 * The part between the marks is the one the SDK's README shows; a test holds them equal.
 */
#include <wx/app.h>
#include <wx/frame.h>
#include <wx/infobar.h>
#include <wx/menu.h>
#include <wx/sizer.h>
#include <wx/utils.h>

// README: begin
#include "loader/free_mnemonic.hpp"
#include "loader/plugin_registry.hpp"
#include "slicer_sdk/notify.h"

#include <cstring>
#include <iostream>

/** Who the slicer is, and which extensions it has; others are added to `extension` in the same way. */
class SlicerServices : public slicer_sdk::HostServices
{
public:
    explicit SlicerServices(wxInfoBar &bar) : m_bar(bar) {}

    const char *name() const override { return "Example Slicer"; }
    const char *version() const override { return "1.0"; }

    const void *extension(const char *id) const override
    {
        static constexpr slicer_host_notify Notify{&on_progress, &on_outcome};
        return std::strcmp(id, SLICER_EXT_NOTIFY) == 0 ? &Notify : nullptr;
    }

    void post_to_main_thread(std::function<void()> task) override { wxTheApp->CallAfter(task); }
    void warn(const std::string &sentence) override { std::cerr << sentence << "\n"; }

private:
    static void show(const slicer_host *host, const char *text)
    {
        static_cast<SlicerServices &>(slicer_sdk::services_of(host))
            .m_bar.ShowMessage(wxString::FromUTF8(text));
    }
    static void on_progress(const slicer_host *host, const char *, double, const char *text)
    {
        show(host, text);
    }
    static void on_outcome(const slicer_host *host, const char *, const slicer_outcome *outcome)
    {
        show(host, outcome->message);
    }

    wxInfoBar &m_bar;
};

/** Owned by the slicer's frame, as the bar is in which plugins tell how it goes. */
class SlicerPlugins
{
public:
    SlicerPlugins(wxInfoBar &bar, const std::vector<std::filesystem::path> &folders)
        : m_services(bar), m_plugins(m_services)
    {
        wxString environment;
        wxGetEnv("SLICER_PLUGIN_PATH", &environment);
        m_plugins.load(slicer_sdk::search_folders(folders, environment.utf8_string(),
                                                  slicer_sdk::installed_plugin_folder()));
        for (const slicer_sdk::Refusal &refusal : m_plugins.refusals())
            m_services.warn(refusal.path.string() + ": " + refusal.reason);
    }

    /** Adds the plugins' items to the end of File > Export. */
    void add_to(wxMenu &menu)
    {
        slicer_sdk::Mnemonics taken;
        for (const wxMenuItem *item : menu.GetMenuItems())
            taken.insert(slicer_sdk::mnemonic_of(item->GetItemLabel().utf8_string()));
        for (const slicer_sdk::Action &action : m_plugins.actions()) {
            if (action.place != SLICER_PLACE_FILE_EXPORT)
                continue;
            const std::string label = slicer_sdk::with_free_mnemonic(action.label, taken);
            const int id =
                menu.Append(wxID_ANY, wxString::FromUTF8(label), wxString::FromUTF8(action.help))->GetId();
            menu.Bind(
                wxEVT_MENU, [this, action](wxCommandEvent &) { m_plugins.perform(action.id); }, id);
            menu.Bind(
                wxEVT_UPDATE_UI,
                [this, action](wxUpdateUIEvent &event) { event.Enable(m_plugins.is_enabled(action.id)); },
                id);
        }
    }

    /** When the frame is asked to close: whether it may. A slicer asks the person about busy_plugins() first.
     */
    bool may_close()
    {
        // A plugin's modal window is on the stack: its code must return first.
        if (m_plugins.calls_under_way() > 0)
            return false;
        m_plugins.pause_all();
        return true;
    }

private:
    SlicerServices m_services;
    slicer_sdk::PluginRegistry m_plugins;
};
// README: end

namespace {

class Frame : public wxFrame
{
public:
    explicit Frame(const std::vector<std::filesystem::path> &folders)
        : wxFrame(nullptr, wxID_ANY, "Example Slicer"), m_bar(new wxInfoBar(this)), m_plugins(*m_bar, folders)
    {
        auto *sizer = new wxBoxSizer(wxVERTICAL);
        sizer->Add(m_bar, wxSizerFlags().Expand());
        SetSizer(sizer);
        CreateStatusBar(); // shows the items' help
        auto *export_menu = new wxMenu;
        export_menu->Append(wxID_ANY, wxString::FromUTF8("Export &STL…"));
        m_plugins.add_to(*export_menu);
        auto *file_menu = new wxMenu;
        file_menu->AppendSubMenu(export_menu, "&Export");
        file_menu->Append(wxID_EXIT, "&Quit");
        auto *bar = new wxMenuBar;
        bar->Append(file_menu, "&File");
        SetMenuBar(bar);
        Bind(
            wxEVT_MENU, [this](wxCommandEvent &) { Close(); }, wxID_EXIT);
        Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent &event) {
            // Not skipped, the window stays, even if it cannot be said with a veto.
            if (m_plugins.may_close())
                event.Skip();
            else if (event.CanVeto())
                event.Veto();
        });
    }

private:
    wxInfoBar *m_bar;
    SlicerPlugins m_plugins;
};

} // namespace

class ExampleApp : public wxApp
{
public:
    bool OnInit() override
    {
        const auto arguments = argv.GetArguments();
        std::vector<std::filesystem::path> folders;
        for (std::size_t i = 1; i < arguments.size(); ++i)
            folders.emplace_back(arguments[i].utf8_string());
        (new Frame(folders))->Show();
        return true;
    }
};

wxIMPLEMENT_APP(ExampleApp); // NOLINT(cert-err58-cpp): the toolkit's
