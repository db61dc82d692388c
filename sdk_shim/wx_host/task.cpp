#include "wx_host/task.hpp"

#include "wx_host/utf8.hpp"

#include <algorithm>
#include <utility>

namespace wx_host {

namespace {

/** More have no room in a row. */
constexpr std::uint32_t MaxCommands = 3;

} // namespace

Task copy_of(const slicer_task &task, std::string plugin_id)
{
    Task copy{{std::move(plugin_id), text_or_empty(task.id)},
              text_or_empty(task.title),
              text_or_empty(task.text),
              task.fraction,
              {}};
    const std::uint32_t count = task.commands != nullptr ? std::min(task.command_count, MaxCommands) : 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const slicer_task_command &command = task.commands[i];
        if (command.id != nullptr && *command.id != '\0')
            copy.commands.push_back({command.id, text_or_empty(command.label)});
    }
    return copy;
}

} // namespace wx_host
