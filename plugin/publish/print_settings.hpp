// What a slicer's print settings say, as printing hints. Pure, but for asking the host.
#pragma once

#include "publish/printing_hints.hpp"
#include "slicer_sdk/settings_of_print.h"

namespace mmf::publish {

// A person may have set anything, and a host may tell anything: what is no layer height, no name of a
// material or no time to wait for is left unsaid. The print time is the whole hours around the estimated one.
PrintingHints hints_of(const slicer_print_settings &settings);

// The same of what the host knows now; nothing is said where it has no such extension. [main-thread]
PrintingHints hints_of(const slicer_host &host);

} // namespace mmf::publish
