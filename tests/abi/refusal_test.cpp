#include "fake_host.hpp"
#include "loader/plugin_registry.hpp"
#include "temporary_folder.hpp"

#include <algorithm>
#include <dlfcn.h>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using slicer_sdk::PluginRegistry;

namespace {

bool is_loaded(const std::filesystem::path &file)
{
    void *handle = dlopen(file.c_str(), RTLD_LOCAL | RTLD_NOW | RTLD_NOLOAD);
    if (handle != nullptr)
        dlclose(handle);
    return handle != nullptr;
}

} // namespace

TEST_CASE("a plugin whose file was cut off is refused, wherever the cut is")
{
    const test::TemporaryFolder folder;
    std::ifstream stream(test::plugin_file("no_entry"), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(stream), {}};
    constexpr std::size_t Cuts = 32;
    std::size_t damaged = 0;
    for (std::size_t i = 0; i < Cuts; ++i) {
        test::FakeHost host;
        PluginRegistry plugins(host);
        const auto file =
            folder.write("cut-" + std::to_string(i) + ".so", whole.substr(0, whole.size() * i / Cuts));
        CHECK_FALSE(plugins.load_file(file));
        damaged += plugins.refusals().at(0).reason.find("a part of the file is missing") != std::string::npos;
    }
    CHECK(damaged > 0);
}

TEST_CASE("a plugin that is wrong is refused with its reason, and closed again")
{
    struct Row
    {
        const char *plugin;
        const char *reason;
        bool stays_loaded;
    };
    static constexpr Row Rows[] = {
        {"no_entry", "no slicer_plugin_entry", false},
        {"other_major", "made for version 2.0.0 of the plugin interface; this is 1.1.0", false},
        {"no_descriptor", "descriptor or its create function is missing", false},
        {"no_vendor", "descriptor or its create function is missing", false},
        {"no_create", "descriptor or its create function is missing", false},
        {"create_null", "could not be created", false},
        {"no_function", "a function is missing", false},
        {"init_refuses", "It wants a colour printer.", false},
        {"init_is_silent", "did not say why", false},
        {"init_overflows", "xxxx", false},
        // These had succeeded in init, so that they stay.
        {"menu_incomplete", "a function of an extension is missing", true},
        {"tasks_incomplete", "a function of an extension is missing", true},
        {"menu_doubled", "menu action 1 is incomplete or not unique", true},
        {"menu_no_label", "menu action 0 is incomplete", true},
        {"menu_endless", "menu action 100 is incomplete", true},
    };
    for (const Row &row : Rows) {
        CAPTURE(row.plugin);

        test::FakeHost host;
        PluginRegistry plugins(host);
        CHECK_FALSE(plugins.load_file(test::plugin_file(row.plugin)));
        REQUIRE(plugins.refusals().size() == 1);
        CHECK(plugins.refusals()[0].path == test::plugin_file(row.plugin));
        CHECK(plugins.refusals()[0].reason.find(row.reason) != std::string::npos);
        CHECK(plugins.plugins().empty());
        CHECK(is_loaded(test::plugin_file(row.plugin)) == row.stays_loaded);

        CHECK(plugins.load_file(test::plugin_file("hello")));
    }
}

TEST_CASE("what is no library is refused without its path in the reason")
{
    const test::TemporaryFolder folder;
    test::FakeHost host;
    PluginRegistry plugins(host);
    for (const char *bytes : {"", "Just a note.\n",
                              "\x7f"
                              "ELF\x02\x01\x01"})
        CHECK_FALSE(plugins.load_file(folder.write("note.so", bytes)));
    CHECK_FALSE(plugins.load_file(folder.path() / "missing.so"));
    REQUIRE(plugins.refusals().size() == 4);
    for (const slicer_sdk::Refusal &refusal : plugins.refusals()) {
        CHECK(refusal.reason.find("not a library that can be loaded") != std::string::npos);
        CHECK(refusal.reason.find(folder.path().string()) == std::string::npos);
    }
}

TEST_CASE("the first plugin of an id wins, and the second is told where the first is")
{
    const test::TemporaryFolder folder;
    std::filesystem::copy_file(test::plugin_file("hello"), folder.path() / "hello-copy.so");
    test::FakeHost host;
    PluginRegistry plugins(host);
    plugins.load({{test::plugin_file("hello").parent_path()}, {folder.path()}});
    REQUIRE(plugins.plugins().size() == 1);
    CHECK(plugins.plugins()[0]->path() == test::plugin_file("hello"));
    REQUIRE(plugins.refusals().size() == 1);
    CHECK(plugins.refusals()[0].path == folder.path() / "hello-copy.so");
    CHECK(plugins.refusals()[0].reason.find(test::plugin_file("hello").string()) != std::string::npos);
}

TEST_CASE("a folder of junk costs no good plugin")
{
    const test::TemporaryFolder folder;
    folder.write("a.so", "junk");
    folder.write("notes.txt", "not looked at");
    std::filesystem::create_directory(folder.path() / "b.so");
    std::filesystem::create_symlink("loop.so", folder.path() / "loop.so");
    std::filesystem::create_symlink("nowhere", folder.path() / "dangling.so");
    std::filesystem::create_symlink(test::plugin_file("hello"), folder.path() / "good.so");
    test::FakeHost host;
    PluginRegistry plugins(host);
    plugins.load({{folder.path()}});
    REQUIRE(plugins.plugins().size() == 1);
    CHECK(plugins.plugins()[0]->path() == folder.path() / "good.so");
    std::vector<std::string> refused;
    for (const slicer_sdk::Refusal &refusal : plugins.refusals())
        refused.push_back(refusal.path.filename());
    std::sort(refused.begin(), refused.end());
    CHECK(refused == std::vector<std::string>{"a.so", "dangling.so", "loop.so"});
}

TEST_CASE("exceptions out of a plugin are caught and logged")
{
    test::FakeHost host;
    {
        PluginRegistry plugins(host);
        REQUIRE(plugins.load_file(test::plugin_file("throws")));
        CHECK_FALSE(plugins.is_enabled("throws.it"));
        CHECK_FALSE(plugins.perform("throws.it"));
        host.run_tasks();
        CHECK(plugins.calls_under_way() == 0);
    }
    CHECK(host.warnings.size() == 4);
}
