#include "fake_host.hpp"
#include "loader/plugin_registry.hpp"

#include <chrono>
#include <doctest/doctest.h>
#include <thread>

using slicer_sdk::PluginRegistry;

TEST_CASE("a plugin can be made and ended a hundred times")
{
    test::FakeHost host;
    for (int i = 0; i < 100; ++i) {
        PluginRegistry plugins(host);
        REQUIRE(plugins.load_file(test::plugin_file("hello")));
        CHECK(plugins.is_enabled("test.hello"));
        plugins.perform("test.later");
    }
    CHECK(host.lines == std::vector<std::string>(100, "test destroyed"));
    host.run_tasks();
    // The tasks of the hundred are still there to run, and reach nobody.
    CHECK(host.lines.size() == 100);
}

TEST_CASE("plugins are ended in reverse order of loading")
{
    test::FakeHost host;
    PluginRegistry plugins(host);
    for (const char *name : {"hello", "second", "third"})
        REQUIRE(plugins.load_file(test::plugin_file(name)));
    plugins.unload_all();
    CHECK(host.lines == std::vector<std::string>{"third destroyed", "second destroyed", "test destroyed"});
    CHECK_FALSE(plugins.perform("test.hello"));
}

TEST_CASE("actions of all plugins are merged in order")
{
    test::FakeHost host;
    PluginRegistry plugins(host);
    for (const char *name : {"second", "hello"})
        REQUIRE(plugins.load_file(test::plugin_file(name)));
    const std::vector<slicer_sdk::Action> actions = plugins.actions();
    REQUIRE(actions.size() == 24);
    CHECK(actions[0].id == "second.hello");
    CHECK(actions[0].label == "Say &Hello");
    CHECK(actions[0].place == SLICER_PLACE_FILE_EXPORT);
    CHECK(actions[12].id == "test.hello");
    CHECK(actions[12].plugin == plugins.plugins()[1].get());
    CHECK(plugins.is_enabled("test.hidden"));
    CHECK_FALSE(plugins.is_enabled("test.disabled"));
    CHECK_FALSE(plugins.perform("test.disabled"));
    CHECK_FALSE(plugins.is_enabled("test.nothing"));
    CHECK_FALSE(plugins.find_action("test.nothing"));
}

TEST_CASE("busy plugins are asked about and paused")
{
    test::FakeHost host;
    PluginRegistry plugins(host);
    for (const char *name : {"hello", "second"})
        REQUIRE(plugins.load_file(test::plugin_file(name)));
    CHECK(plugins.busy_plugins().empty());
    REQUIRE(plugins.perform("second.wait"));
    const auto busy = plugins.busy_plugins();
    REQUIRE(busy.size() == 1);
    CHECK(busy[0].plugin == plugins.plugins()[1].get());
    CHECK(busy[0].text == "3 of 5 files are sent.");
    plugins.pause_all();
    CHECK(plugins.busy_plugins().empty());
    CHECK(host.lines == std::vector<std::string>{"test paused", "second paused"});
}

TEST_CASE("a button of a task's row reaches the plugin whose task it is")
{
    test::FakeHost host;
    PluginRegistry plugins(host);
    for (const char *name : {"hello", "second"})
        REQUIRE(plugins.load_file(test::plugin_file(name)));
    CHECK(plugins.command_task("com.example.second", "known", "cancel"));
    CHECK_FALSE(plugins.command_task("com.example.test", "gone", "show"));
    CHECK_FALSE(plugins.command_task("com.example.nobody", "known", "cancel"));
    CHECK(host.lines == std::vector<std::string>{"second cancel known", "test show gone"});
    CHECK(plugins.calls_under_way() == 0);
    REQUIRE(plugins.load_file(test::plugin_file("callbacks")));
    CHECK_FALSE(plugins.command_task("com.example.callbacks", "known", "cancel")); // it has no tasks
}

TEST_CASE("a request from another thread is answered on the main thread")
{
    // Before the plugins, which still log when they are ended.
    std::thread::id caller;
    test::FakeHost host;
    PluginRegistry plugins(host);
    REQUIRE(plugins.load_file(test::plugin_file("hello")));
    host.on_line = [&](const std::string &) { caller = std::this_thread::get_id(); };
    REQUIRE(plugins.perform("test.later"));
    while (host.posted() == 0)
        std::this_thread::yield();
    CHECK(host.lines.empty());
    host.run_tasks();
    CHECK(host.lines == std::vector<std::string>{"test called back"});
    CHECK(caller == std::this_thread::get_id());
}

TEST_CASE("requests are coalesced and none is lost")
{
    constexpr int AllRequests = 8000;
    test::FakeHost host;
    PluginRegistry plugins(host);
    REQUIRE(plugins.load_file(test::plugin_file("callbacks")));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    // The last callback has to see the last request, whatever the order of things.
    while ((host.lines.empty() || host.lines.back() != std::to_string(AllRequests)) &&
           std::chrono::steady_clock::now() < deadline)
        host.run_tasks();
    REQUIRE_FALSE(host.lines.empty());
    CHECK(host.lines.back() == std::to_string(AllRequests));
    CHECK(host.posted() <= AllRequests);
}

TEST_CASE("a hundred requests before the loop turns are one callback")
{
    test::FakeHost host;
    PluginRegistry plugins(host);
    REQUIRE(plugins.load_file(test::plugin_file("hello")));
    const slicer_host *seen_by_plugin = plugins.plugins()[0]->host();
    for (int i = 0; i < 100; ++i)
        seen_by_plugin->request_callback(seen_by_plugin);
    CHECK(host.posted() == 1);
    CHECK(host.lines.empty());
    host.run_tasks();
    CHECK(host.lines.size() == 1);
    seen_by_plugin->request_callback(seen_by_plugin);
    host.run_tasks();
    CHECK(host.lines.size() == 2);
}

TEST_CASE("a nested event loop calls back again, and the calls under way are counted")
{
    // Before the plugins, which still log when they are ended.
    std::vector<int> depths;
    test::FakeHost host;
    PluginRegistry plugins(host);
    REQUIRE(plugins.load_file(test::plugin_file("hello")));
    host.on_line = [&](const std::string &line) {
        depths.push_back(plugins.calls_under_way());
        // As a modal window would, from within perform.
        if (line == "nest")
            host.run_tasks();
    };
    REQUIRE(plugins.perform("test.nest"));
    CHECK(host.lines == std::vector<std::string>{"nest", "test called back"});
    CHECK(depths == std::vector<int>{1, 2});
    CHECK(plugins.calls_under_way() == 0);
}

TEST_CASE("each plugin has its own host, which knows it")
{
    test::FakeHost host;
    PluginRegistry plugins(host);
    for (const char *name : {"hello", "second"})
        REQUIRE(plugins.load_file(test::plugin_file(name)));
    const slicer_host *first = plugins.plugins()[0]->host();
    const slicer_host *second = plugins.plugins()[1]->host();
    CHECK(first != second);
    CHECK(std::string(slicer_sdk::plugin_of(first).id) == "com.example.test");
    CHECK(std::string(slicer_sdk::plugin_of(second).id) == "com.example.second");
    CHECK(&slicer_sdk::services_of(first) == &host);
    CHECK(std::string(first->name) == "Fake");
    CHECK(slicer_version_is_compatible(first->sdk_version));
    CHECK(first->get_extension(first, SLICER_EXT_LOG) == first->get_extension(first, SLICER_EXT_LOG));
    CHECK(first->get_extension(first, "slicer.unknown/1") == nullptr);
    CHECK(first->get_extension(first, nullptr) == nullptr);
}
