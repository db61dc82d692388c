// Breaks convention 4: exceptions come out of nearly everything.
#include "slicer_sdk/menu.h"
#include "slicer_sdk/sdk.h"

#include <cstring>
#include <stdexcept>

namespace {

const slicer_host *the_host = nullptr;

std::uint32_t count(const slicer_plugin *)
{
    return 1;
}

bool get(const slicer_plugin *, std::uint32_t, slicer_menu_action *action)
{
    *action = {"throws.it", SLICER_PLACE_FILE_EXPORT, "Throw", ""};
    return true;
}

bool is_enabled(const slicer_plugin *, const char *)
{
    throw std::runtime_error("is_enabled");
}

bool perform(const slicer_plugin *, const char *)
{
    throw 42;
}

constexpr slicer_plugin_menu Menu{&count, &get, &is_enabled, &perform};

bool init(const slicer_plugin *, char *, std::size_t)
{
    the_host->request_callback(the_host);
    return true;
}

void destroy(const slicer_plugin *)
{
    throw std::runtime_error("destroy");
}

void on_main_thread(const slicer_plugin *)
{
    throw std::runtime_error("on_main_thread");
}

const void *get_extension(const slicer_plugin *, const char *id)
{
    return std::strcmp(id, SLICER_EXT_MENU) == 0 ? &Menu : nullptr;
}

constexpr slicer_plugin Plugin{nullptr, &init, &destroy, &on_main_thread, &get_extension};

const slicer_plugin *create(const slicer_host *host)
{
    the_host = host;
    return &Plugin;
}

constexpr slicer_plugin_descriptor Descriptor{"com.example.throws", "Throws", "Example", "1.0", "Throws."};

} // namespace

const slicer_plugin_entry_v1 slicer_plugin_entry = {SLICER_SDK_VERSION_INIT, &Descriptor, &create};
