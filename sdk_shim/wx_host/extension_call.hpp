/**
 * For the functions behind a host's extension tables: the way from the `host` that a plugin passes to the
 * object, and the border that no exception crosses.
 */
#pragma once

#include "loader/plugin_link.hpp"
#include "wx_host/utf8.hpp"
#include "wx_host/wx_host.hpp"

#include <exception>
#include <string>

namespace wx_host {

/** `Host` is the class that the program gave to the PluginRegistry. [thread-safe] */
template <class Host = WxHost>
Host &self(const slicer_host *host)
{
    return static_cast<Host &>(slicer_sdk::services_of(host));
}

/** What fails here is logged, and the plugin gets `otherwise`. */
template <class Result, class Function>
Result guarded(const slicer_host *host, Result otherwise, Function function)
{
    try {
        return function();
    } catch (const std::exception &error) {
        self(host).log().write(SLICER_LOG_ERROR, "host", error.what());
        return otherwise;
    }
}

} // namespace wx_host
