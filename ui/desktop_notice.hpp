// What the desktop is to tell a person of an upload that has ended. Pure.
#pragma once

#include "publish/engine.hpp"

#include <optional>
#include <string>
#include <wx/string.h>

namespace mmf::ui {

struct DesktopNotice
{
    wxString title; // the model's name
    wxString text;
    std::string url; // to open if it is clicked; empty: none
};

// nullopt where there is nothing to tell: the person has stopped it. An upload that is looked at is not told
// of, either.
std::optional<DesktopNotice> desktop_notice(const publish::JobEnded &ended, bool is_looked_at);

} // namespace mmf::ui
