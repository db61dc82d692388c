/**
 * Ends the program in good order when the system asks for it. [main-thread]
 */
#pragma once

#include <functional>

namespace shim {

/** Calls `function` in the event loop at each SIGTERM, SIGINT or SIGHUP, until the program ends. */
void on_termination(std::function<void()> function);

} // namespace shim
