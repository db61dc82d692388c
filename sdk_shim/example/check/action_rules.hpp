/**
 * The rules about menu actions: what a person sees of a plugin. [main-thread]
 */
#pragma once

#include "example/check/findings.hpp"
#include "loader/plugin.hpp"

namespace sdk_check {

/** Lists each action of `plugin` and what there is to say about it. Performs none: that is for people. */
void check_actions(const slicer_sdk::Plugin &plugin, Findings &findings);

} // namespace sdk_check
