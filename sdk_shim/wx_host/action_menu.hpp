/**
 * Plugins' actions as menu items: texts made safe, mnemonics without clashes, enabled as the plugin says.
 * [main-thread]
 */
#pragma once

#include "loader/plugin_registry.hpp"

#include <cstddef>
#include <functional>
#include <string>

class wxEvtHandler;
class wxMenu;

namespace wx_host {

/** Performs the action of that id; called from the menu's event. */
using Perform = std::function<void(const std::string &action_id)>;

/** Inserts the actions of `place` into `menu` from `position` on, bound to `target`. Returns how many. */
int insert_actions(wxMenu &menu, std::size_t position, const std::string &place,
                   slicer_sdk::PluginRegistry &plugins, wxEvtHandler &target, const Perform &perform);

/** The same at the menu's end. */
int append_actions(wxMenu &menu, const std::string &place, slicer_sdk::PluginRegistry &plugins,
                   wxEvtHandler &target, const Perform &perform);

/** Whether any plugin has an action for `place`. */
bool has_actions(const slicer_sdk::PluginRegistry &plugins, const std::string &place);

} // namespace wx_host
