#include "shim_slicer/termination_glib.hpp"

#include <csignal>
#include <glib-unix.h>
#include <memory>

namespace shim {

namespace {

gboolean call(gpointer function)
{
    (**static_cast<std::shared_ptr<std::function<void()>> *>(function))();
    return G_SOURCE_CONTINUE;
}

void forget(gpointer function)
{
    delete static_cast<std::shared_ptr<std::function<void()>> *>(function);
}

} // namespace

void on_termination(std::function<void()> function)
{
    const auto shared = std::make_shared<std::function<void()>>(std::move(function));
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        g_unix_signal_add_full(G_PRIORITY_DEFAULT, signal, &call,
                               new std::shared_ptr<std::function<void()>>(shared), &forget);
}

} // namespace shim
