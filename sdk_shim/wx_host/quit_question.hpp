/**
 * Whether the person lets the host close while plugins are at work. [main-thread]
 */
#pragma once

#include "loader/plugin_registry.hpp"

#include <functional>
#include <string>

class wxDialog;
class wxWindow;

namespace wx_host {

/** Shows the dialog modally and returns its answer. */
using ShowModal = std::function<int(wxDialog &)>;

/** True at once if no plugin is at work, else what the person says; `host_name` is UTF-8. */
bool may_quit(wxWindow &parent, const std::string &host_name, const slicer_sdk::PluginRegistry &plugins,
              const ShowModal &show_modal);

} // namespace wx_host
