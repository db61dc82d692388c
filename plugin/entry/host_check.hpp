// Whether a host offers what this plugin needs. Pure but for asking the host; [main-thread].
#pragma once

#include "entry/app.hpp"
#include "slicer_sdk/sdk.h"

#include <string>

namespace mmf {

// Empty: it does. Else why not, as a sentence for people.
std::string why_not(const slicer_host &host, const RequiredWx &required);

// By the host's meshes or, if it does not offer them, by its exporter. Cheap.
bool plate_is_empty(const slicer_host &host);

} // namespace mmf
