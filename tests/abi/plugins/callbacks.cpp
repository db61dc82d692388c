// Four threads make numbered requests for callbacks; a callback logs how many requests it has seen so far.
#include "slicer_sdk/log.h"
#include "slicer_sdk/sdk.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int Threads = 4;
constexpr int RequestsEach = 2000;

struct Callbacks
{
    slicer_plugin plugin{};
    const slicer_host *host = nullptr;
    std::atomic<int> requests = 0;
    std::vector<std::thread> threads;
};

Callbacks &self(const slicer_plugin *plugin)
{
    return *static_cast<Callbacks *>(plugin->plugin_data);
}

bool init(const slicer_plugin *plugin, char *, std::size_t)
{
    Callbacks &me = self(plugin);
    for (int i = 0; i < Threads; ++i) {
        me.threads.emplace_back([&me] {
            for (int request = 0; request < RequestsEach; ++request) {
                ++me.requests;
                me.host->request_callback(me.host);
            }
        });
    }
    return true;
}

void destroy(const slicer_plugin *plugin)
{
    for (std::thread &thread : self(plugin).threads)
        thread.join();
    delete &self(plugin);
}

void on_main_thread(const slicer_plugin *plugin)
{
    const Callbacks &me = self(plugin);
    const auto *log = static_cast<const slicer_host_log *>(me.host->get_extension(me.host, SLICER_EXT_LOG));
    log->log(me.host, SLICER_LOG_INFO, std::to_string(me.requests).c_str());
}

const void *get_extension(const slicer_plugin *, const char *)
{
    return nullptr;
}

const slicer_plugin *create(const slicer_host *host)
{
    auto *me = new Callbacks;
    me->plugin = {me, &init, &destroy, &on_main_thread, &get_extension};
    me->host = host;
    return &me->plugin;
}

constexpr slicer_plugin_descriptor Descriptor{"com.example.callbacks", "Callbacks", "Example", "1.0",
                                              "Calls."};

} // namespace

const slicer_plugin_entry_v1 slicer_plugin_entry = {SLICER_SDK_VERSION_INIT, &Descriptor, &create};
