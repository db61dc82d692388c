// The pictures that say of what kind a message is. Curves, so that they are crisp at every scale, in colours
// that stand out on light and dark. [main-thread]
#pragma once

#include "diagnosis/check.hpp"

#include <wx/bmpbndl.h>

namespace mmf::ui {

enum class Icon
{
    Good,
    Information,
    Question,
    Warning,
    Failed,
    Skipped,
};

// Square; in device-independent pixels.
constexpr int SmallIcon = 16; // in a line of text, beside the word for it and never in its place
constexpr int LargeIcon = 32; // of a page

wxBitmapBundle bitmap_of(Icon icon, int size);

Icon icon_of(diagnosis::State state);

} // namespace mmf::ui
