/**
 * Names for assistive technology where wxGTK gives none (its SetName does not reach AT-SPI). [main-thread]
 */
#pragma once

#include <string>

class wxWindow;

namespace wx_host {

/** `name` is UTF-8. */
void set_accessible_name(const wxWindow &window, const std::string &name);

} // namespace wx_host
