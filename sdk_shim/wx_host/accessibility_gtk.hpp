/**
 * Names for assistive technology where wxGTK gives none (its SetName does not reach AT-SPI). [main-thread]
 */
#pragma once

#include <string>

class wxDataViewCtrl;
class wxWindow;

namespace wx_host {

/** `name` is UTF-8. */
void set_accessible_name(const wxWindow &window, const std::string &name);

/** As set_accessible_name, for the rows; and the mnemonic of a label before the list leads to them, not to
 * the frame around them. */
void set_accessible_list_name(wxDataViewCtrl &list, const std::string &name);

} // namespace wx_host
