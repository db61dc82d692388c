// Windows that wait for a person, of whom nothing more is to be expected. [main-thread]
#pragma once

namespace mmf::ui {

// The innermost one; null, if there is none. To compare.
const void *innermost_window();

// Leaves it as its Cancel does, without the questions that follow there; it is gone once the code that has
// shown it goes on. Those around it must wait for that: a loop within which another one runs cannot be ended.
void leave_innermost_window();

} // namespace mmf::ui
