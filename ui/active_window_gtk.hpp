// Whether the person is in one of the slicer's windows now. [main-thread]
#pragma once

namespace mmf::ui {

bool is_slicer_active();

} // namespace mmf::ui
