/**
 * The GTK module: loaded by name into any GTK program ($GTK_MODULES), and nothing but a look around and a
 * timer where that program is no wxWidgets slicer. Links neither wxWidgets nor GTK.
 */
#include "prusaslicer/adapter_module.hpp"
#include "prusaslicer/module_list.hpp"

#include <chrono>
#include <dlfcn.h>
#include <exception>
#include <filesystem>
#include <gmodule.h>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

std::string
    g_own_path; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): GTK's entry has no user data
double g_spent_ms = 0; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): as above

void say(const std::string &line)
{
    g_printerr("slicer-sdk: %s\n", line.c_str());
}

/** The browser and the web engine that plugins start inherit the environment; they are not to load this. */
void leave_environment()
{
    const char *list = g_getenv("GTK_MODULES");
    const std::string rest = prusaslicer::without_module(list != nullptr ? list : "", g_own_path);
    if (rest.empty())
        g_unsetenv("GTK_MODULES");
    else
        g_setenv("GTK_MODULES", rest.c_str(), true);
}

gboolean load_adapter(gpointer)
{
    const Clock::time_point begin = Clock::now();
    const auto file = std::filesystem::path(g_own_path).parent_path() / prusaslicer::AdapterFile;
    void *module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    auto *attach = reinterpret_cast<prusaslicer::Attach *>(
        module != nullptr ? dlsym(module, prusaslicer::AttachSymbol) : nullptr);
    if (attach != nullptr) {
        attach(g_spent_ms + milliseconds_since(begin));
    } else {
        const char *reason = dlerror(); // NOLINT(concurrency-mt-unsafe): glibc keeps it per thread
        say(std::string("no plugins: the adapter cannot be loaded: ") +
            (reason != nullptr ? reason : file.c_str()));
    }
    return G_SOURCE_REMOVE;
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) const char *g_module_check_init(GModule *module)
{
    g_module_make_resident(module);
    return nullptr;
}

__attribute__((visibility("default"))) void gtk_module_init(int *, char ***)
{
    const Clock::time_point begin = Clock::now();
    try {
        Dl_info here{};
        if (dladdr(reinterpret_cast<const void *>(&gtk_module_init), &here) == 0 || here.dli_fname == nullptr)
            return;
        g_own_path = here.dli_fname;
        leave_environment();
        void *wx = dlopen(prusaslicer::WxLibrary, RTLD_NOLOAD | RTLD_LAZY);
        if (wx == nullptr) {
            say(std::string("no plugins: this program does not use ") + prusaslicer::WxLibrary + ".");
            return;
        }
        dlclose(wx);
        // From the event loop: the program is still starting.
        g_timeout_add(0, &load_adapter, nullptr);
        g_spent_ms = milliseconds_since(begin);
    } catch (const std::exception &error) {
        say(std::string("no plugins: ") + error.what());
    }
}
}
