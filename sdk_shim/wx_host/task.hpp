/**
 * A plugin's task, as a value of the host's own: what slicer.tasks/1 tells is valid only during its call.
 */
#pragma once

#include "slicer_sdk/tasks.h"

#include <compare>
#include <string>
#include <vector>

namespace wx_host {

/** Texts are as they came: UTF-8 if the plugin keeps the rules. */
struct TaskCommand
{
    std::string id;
    std::string label;

    bool operator==(const TaskCommand &) const = default;
};

/** Of all plugins. */
struct TaskName
{
    std::string plugin_id; // its descriptor's
    std::string id;

    auto operator<=>(const TaskName &) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14 errs
};

struct Task
{
    TaskName name;
    std::string title;
    std::string text;
    double fraction = -1;
    std::vector<TaskCommand> commands;
};

/** A copy; a missing text counts as empty, a command without an id as none, and more than some are dropped.
 */
Task copy_of(const slicer_task &task, std::string plugin_id);

} // namespace wx_host
