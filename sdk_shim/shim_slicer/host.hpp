/**
 * This program as a host of the SDK: what every wxWidgets host has, the plate, as meshes or as
 * a file, and how it is meant to be printed.
 *
 * Owned by the application; outlives the plugins.
 */
#pragma once

#include "shim_slicer/plate.hpp"
#include "shim_slicer/print_settings.hpp"
#include "wx_host/wx_host.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace shim {

/** What the extensions need of the program. [main-thread] */
class HostPorts : public wx_host::HostView
{
public:
    virtual std::shared_ptr<const PlateSnapshot> plate() const = 0;
    virtual PrintSettings print_settings() const = 0;

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

    /** Valid until the next call. */
    std::optional<slicer_print_settings> print_settings();

private:
    HostPorts &m_ports;
    PlateOffer m_plate_offer;

    /** As plugins were told them last. */
    PrintSettings m_told;
};

} // namespace shim
