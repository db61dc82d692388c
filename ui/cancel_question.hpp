// Whether what has arrived of an upload is kept when a person stops it. [main-thread]
#pragma once

#include "publish/engine.hpp"

#include <optional>

class wxWindow;

namespace mmf::ui {

// Asks, modally, where its object is at the service and not yet complete; else it is kept unasked. nullopt:
// it is to go on.
std::optional<bool> ask_whether_to_keep(wxWindow *parent, bool has_object, publish::Phase phase);

} // namespace mmf::ui
