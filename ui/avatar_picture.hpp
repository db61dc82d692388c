// The picture of an account, as it is shown. [main-thread]
#pragma once

#include "api/avatar.hpp"

#include <optional>
#include <wx/bmpbndl.h>

namespace mmf::ui {

// A square of that side, in device-independent pixels, cut from the middle. Nullopt: it cannot be shown.
std::optional<wxBitmapBundle> picture_of(const api::Avatar &avatar, int side);

// In its place where there is none.
wxBitmapBundle nobodys_picture(int side);

} // namespace mmf::ui
