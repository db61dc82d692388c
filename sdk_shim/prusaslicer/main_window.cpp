#include "prusaslicer/main_window.hpp"

#include "slicer_sdk/menu.h"
#include "wx_host/quit_question.hpp"

#include <utility>
#include <wx/app.h>
#include <wx/dialog.h>
#include <wx/menu.h>
#include <wx/sizer.h>

namespace prusaslicer {

MainWindow::MainWindow(wxFrame &frame, const HostMenu &menu, slicer_sdk::PluginRegistry &plugins, Calls calls)
    : m_frame(frame),
      m_menu(menu),
      m_plugins(plugins),
      m_calls(std::move(calls)),
      m_plate_export(*menu.stl_item, m_calls.last_folder)
{
    auto *column = wxDynamicCast(frame.GetSizer(), wxBoxSizer);
    if (column != nullptr && column->GetOrientation() == wxVERTICAL) {
        m_notifications = new wx_host::NotificationBar(&frame);
        column->Add(m_notifications, 0, wxEXPAND);
    }
    // Bound last, so asked before the host's own handlers.
    frame.Bind(wxEVT_CLOSE_WINDOW, &MainWindow::on_close, this);
    frame.Bind(wxEVT_DESTROY, &MainWindow::on_destroy, this);
}

MainWindow::~MainWindow()
{
    // Its children tell the frame of their end after its own has been told.
    m_frame.Unbind(wxEVT_DESTROY, &MainWindow::on_destroy, this);
    m_frame.Unbind(wxEVT_CLOSE_WINDOW, &MainWindow::on_close, this);
}

void MainWindow::add_items()
{
    wx_host::insert_actions(*m_menu.export_menu, m_menu.behind_stl_items, SLICER_PLACE_FILE_EXPORT, m_plugins,
                            m_frame, m_calls.perform);
    if (wx_host::has_actions(m_plugins, SLICER_PLACE_ACCOUNT)) {
        wxMenu &menu = m_menu.configuration != nullptr ? *m_menu.configuration : *m_menu.export_menu;
        menu.AppendSeparator();
        wx_host::append_actions(menu, SLICER_PLACE_ACCOUNT, m_plugins, m_frame, m_calls.perform);
    }
}

void MainWindow::on_close(wxCloseEvent &event)
{
    // A plugin's window, or this question, is on the stack: its code must return first.
    const bool is_busy_here = m_plugins.calls_under_way() > 0 || m_is_asking;
    if (event.CanVeto() && !is_busy_here) {
        m_is_asking = true;
        const bool may_quit =
            wx_host::may_quit(m_frame, wxTheApp->GetAppDisplayName().utf8_string(), m_plugins,
                              [](wxDialog &dialog) { return dialog.ShowModal(); });
        m_is_asking = false;
        if (may_quit) {
            event.Skip(); // the host has questions of its own
            return;
        }
    }
    if (event.CanVeto())
        event.Veto();
    else
        event.Skip();
}

void MainWindow::on_destroy(wxWindowDestroyEvent &event)
{
    event.Skip();
    if (event.GetEventObject() == &m_frame)
        m_calls.on_gone(); // ends this object
}

} // namespace prusaslicer
