/**
 * Plugins' actions as menu items: texts made safe, mnemonics without clashes, enabled as the plugin says.
 * [main-thread]
 */
#pragma once

#include "loader/plugin_registry.hpp"

#include <functional>
#include <string>

class wxEvtHandler;
class wxMenu;

namespace shim {

/** Performs the action of that id; called from the menu's event. */
using Perform = std::function<void(const std::string &action_id)>;

/** Appends the actions of `place` to `menu`, bound to `target`. Returns how many there were. */
int append_actions(wxMenu &menu, const std::string &place, slicer_sdk::PluginRegistry &plugins,
                   wxEvtHandler &target, const Perform &perform);

/** Whether any plugin has an action for `place`. */
bool has_actions(const slicer_sdk::PluginRegistry &plugins, const std::string &place);

} // namespace shim
