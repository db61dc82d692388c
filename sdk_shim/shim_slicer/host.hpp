/**
 * This program as a host of the SDK: what every wxWidgets host has, and the plate, as meshes or
 * as a file.
 *
 * Owned by the application; outlives the plugins.
 */
#pragma once

#include "shim_slicer/plate.hpp"
#include "wx_host/wx_host.hpp"

#include <functional>
#include <memory>
#include <string>

namespace shim {

/** What the extensions need of the program. [main-thread] */
class HostPorts : public wx_host::HostView
{
public:
    virtual std::shared_ptr<const PlateSnapshot> plate() const = 0;

    /** Calls a plugin back, by `function`. */
    virtual void call_plugin(const std::function<void()> &function) = 0;
};

/** How plugins get the plate: one of two ways, so that each can be tried. */
enum class PlateOffer
{
    Meshes,
    File
};

class Host : public wx_host::WxHost
{
public:
    /** `ports` and `log` outlive it. */
    Host(HostPorts &ports, const wx_host::Log &log, bool is_attended, std::string language,
         PlateOffer plate_offer);

    const void *extension(const char *id) const override;
    void post_to_main_thread(std::function<void()> task) override;

    const HostPorts &ports() const { return m_ports; }

private:
    HostPorts &m_ports;
    PlateOffer m_plate_offer;
};

} // namespace shim
