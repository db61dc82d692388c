#include "wx_host/task.hpp"

#include <doctest/doctest.h>
#include <vector>

using wx_host::copy_of;
using wx_host::Task;
using wx_host::TaskCommand;

TEST_CASE("a task is copied with its commands")
{
    const slicer_task_command commands[] = {{"show", "&Show"}, {"cancel", "&Cancel"}};
    const slicer_task told{"7", "Vase", "Uploading", 0.25, commands, 2};
    const Task task = copy_of(told, "com.example.plugin");
    CHECK(task.name.plugin_id == "com.example.plugin");
    CHECK(task.name.id == "7");
    CHECK(task.title == "Vase");
    CHECK(task.text == "Uploading");
    CHECK(task.fraction == doctest::Approx(0.25));
    CHECK(task.commands == std::vector<TaskCommand>{{"show", "&Show"}, {"cancel", "&Cancel"}});
}

TEST_CASE("a task with holes in it is taken as far as it goes")
{
    const slicer_task_command commands[] = {{nullptr, "A"}, {"", "B"}, {"c", nullptr}, {"d", "D"}};
    const slicer_task told{nullptr, nullptr, nullptr, -1, commands, 4};
    const Task task = copy_of(told, "plugin");
    CHECK(task.name.id.empty());
    CHECK(task.title.empty());
    CHECK(task.text.empty());
    CHECK(task.commands == std::vector<TaskCommand>{{"c", ""}}); // and no more than a row has room for
    const slicer_task empty{"1", "", "", 2, nullptr, 9};
    CHECK(copy_of(empty, "plugin").commands.empty());
}
