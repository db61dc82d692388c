// The line of a dialog that says what came of something, with an icon where that is good or bad. It takes no
// room while there is nothing to say. [main-thread]; its windows are owned by the dialog.
#pragma once

#include "icons.hpp"

#include <optional>

class wxSizer;
class wxStaticBitmap;
class wxStaticText;
class wxString;
class wxWindow;

namespace mmf::ui {

class Notice
{
public:
    // At the end of `column`; `width` in device-independent pixels.
    Notice(wxWindow &parent, wxSizer &column, int width);

    // Empty: nothing. The dialog's size may not fit any more.
    void say(const wxString &text, std::optional<Icon> icon = std::nullopt);

private:
    int m_width;
    wxStaticBitmap *m_icon;
    wxStaticText *m_text;
};

} // namespace mmf::ui
