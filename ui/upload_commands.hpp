// What can be done about the selected upload: the same as buttons, as a context menu and by keys.
// [main-thread]; owned by the window whose buttons they are.
#pragma once

#include "publish/upload_row.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <wx/string.h>

class wxButton;
class wxPoint;
class wxSizer;
class wxWindow;

namespace mmf::ui {

class UploadCommands
{
public:
    enum Which : std::size_t
    {
        OpenObject,
        OpenStatus,
        CopyLink,
        CheckNow,
        GoOn,
        Decide,
        Remove,
        Count,
    };
    struct Command
    {
        wxString label;
        std::function<bool(const publish::UploadRow &row)> is_possible;
        std::function<void(const publish::UploadRow &row)> run;
    };

    // `selected` tells the row that is selected, or null.
    UploadCommands(wxWindow &window, std::array<Command, Count> commands,
                   std::function<const publish::UploadRow *()> selected);
    UploadCommands(const UploadCommands &) = delete;
    UploadCommands &operator=(const UploadCommands &) = delete;

    wxSizer *make_buttons();
    // Something else is possible now.
    void update();
    // If it is possible.
    void perform(Which which);
    // Does what is chosen after it has gone: a question must not be asked within it.
    void show_menu(const wxPoint &at);

private:
    wxWindow &m_window;
    const std::array<Command, Count> m_commands;
    const std::function<const publish::UploadRow *()> m_selected;
    std::array<wxButton *, Count> m_buttons{};
};

} // namespace mmf::ui
