#include "upload_commands.hpp"

#include <utility>
#include <wx/button.h>
#include <wx/menu.h>
#include <wx/sizer.h>

namespace mmf::ui {

UploadCommands::UploadCommands(wxWindow &window, std::array<Command, Count> commands,
                               std::function<const publish::UploadRow *()> selected)
    : m_window(window), m_commands(std::move(commands)), m_selected(std::move(selected))
{
}

wxSizer *UploadCommands::make_buttons()
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    for (std::size_t i = 0; i < Count; ++i) {
        m_buttons[i] = new wxButton(&m_window, wxID_ANY, m_commands[i].label);
        m_buttons[i]->Bind(wxEVT_BUTTON, [this, i](wxCommandEvent &) { perform(static_cast<Which>(i)); });
        column->Add(m_buttons[i], wxSizerFlags().Expand().Border(wxBOTTOM, m_window.FromDIP(8)));
    }
    return column;
}

void UploadCommands::update()
{
    const publish::UploadRow *row = m_selected();
    for (std::size_t i = 0; i < Count; ++i) {
        m_buttons[i]->Enable(row != nullptr && m_commands[i].is_possible(*row));
    }
}

void UploadCommands::perform(Which which)
{
    const publish::UploadRow *row = m_selected();
    if (row != nullptr && m_commands[which].is_possible(*row)) {
        m_commands[which].run(publish::UploadRow(*row)); // the list may change meanwhile
    }
}

void UploadCommands::show_menu(const wxPoint &at)
{
    const publish::UploadRow *row = m_selected();
    if (row == nullptr) {
        return;
    }
    wxMenu menu;
    for (std::size_t i = 0; i < Count; ++i) {
        wxMenuItem *item = menu.Append(wxID_ANY, m_commands[i].label);
        item->Enable(m_commands[i].is_possible(*row));
        menu.Bind(
            wxEVT_MENU,
            [this, i](wxCommandEvent &) {
                m_window.CallAfter([this, i] { perform(static_cast<Which>(i)); });
            },
            item->GetId());
    }
    m_window.PopupMenu(&menu, at);
}

} // namespace mmf::ui
