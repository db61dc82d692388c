/**
 * The places in the host's menus. [main-thread]
 */
#pragma once

#include <cstddef>
#include <optional>

class wxMenu;
class wxMenuBar;
class wxMenuItem;

namespace prusaslicer {

/** Owned by the menu bar. */
struct HostMenu
{
    wxMenu *export_menu;
    wxMenuItem *stl_item; // the plate's export
    std::size_t behind_stl_items;
    wxMenu *configuration; // null if it was not found
};

/** Nothing if the plate's export is not there, in the host's language. */
std::optional<HostMenu> find_host_menu(const wxMenuBar &bar);

/** Whether the host's own predicate allows the item now. */
bool is_enabled_by_host(const wxMenuItem &item);

} // namespace prusaslicer
