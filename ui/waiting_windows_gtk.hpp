// Windows that wait for a person, of whom nothing more is to be expected. [main-thread]
#pragma once

namespace mmf::ui {

// Leaves the innermost one as its Cancel does, without the questions that follow there; it is gone once the
// code that has shown it goes on. Those around it must wait for that. Nothing, if there is none.
void leave_innermost_window();

} // namespace mmf::ui
