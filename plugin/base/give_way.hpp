// For a thread that reckons while somebody uses a window.
#pragma once

namespace mmf {

// From now on the calling thread, and each that it begins, has a processor only where others leave one to it:
// the window is drawn first, a picture of the model after. Cannot be taken back, so for a thread of one's
// own. If the system does not allow it, nothing is changed.
void give_way_to_others();

} // namespace mmf
