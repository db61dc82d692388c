/**
 * A stock slicer as a host of the SDK: what every wxWidgets host has, and the plate as a file.
 *
 * Owned by the adapter; outlives the plugins.
 */
#pragma once

#include "wx_host/wx_host.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace prusaslicer {

/** What the extensions need of the host's window. [main-thread] */
class HostPorts : public wx_host::HostView
{
public:
    virtual bool plate_is_empty() = 0;
    virtual std::string plate_name() = 0;
    /** Nothing if the file is complete, else one sentence why not. */
    virtual std::optional<std::string> write_plate(const std::filesystem::path &path) = 0;
};

class Host : public wx_host::WxHost
{
public:
    /** `ports` and `log` outlive it. */
    Host(HostPorts &ports, const wx_host::Log &log, wx_host::HostFacts facts);

    const void *extension(const char *id) const override;

    HostPorts &ports() const { return m_ports; }

private:
    HostPorts &m_ports;
};

} // namespace prusaslicer
