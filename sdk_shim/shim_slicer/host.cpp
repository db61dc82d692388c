#include "shim_slicer/host.hpp"

#include "loader/text.hpp"
#include "shim_slicer/plate_extension.hpp"
#include "shim_slicer/stl_file.hpp"
#include "slicer_sdk/plate.h"
#include "slicer_sdk/plate_file.h"
#include "slicer_sdk/settings_of_print.h"
#include "wx_host/extension_call.hpp"

#include <cstring>
#include <utility>

namespace shim {

namespace {

using wx_host::guarded;

std::shared_ptr<const PlateSnapshot> plate(const slicer_host *host)
{
    return wx_host::self<Host>(host).ports().plate();
}

bool plate_is_empty(const slicer_host *host)
{
    return plate(host)->objects.empty();
}

const slicer_plate *plate_acquire(const slicer_host *host)
{
    const slicer_plate *none = nullptr;
    return guarded(host, none, [&] { return lend(plate(host)); });
}

void plate_file_name(const slicer_host *host, char *name, std::size_t name_size)
{
    slicer_sdk::copy_text(guarded(host, std::string(), [&] { return plate(host)->name; }), name, name_size);
}

bool plate_file_write(const slicer_host *host, const char *path, char *reason, std::size_t reason_size)
{
    return guarded(host, false, [&] {
        const auto written = write_stl(*plate(host), path);
        if (!written)
            slicer_sdk::copy_text("The plate was not exported: " + written.error() + ".", reason,
                                  reason_size);
        return written.has_value();
    });
}

bool print_settings_get(const slicer_host *host, slicer_print_settings *settings)
{
    return guarded(host, false, [&] {
        const auto known = wx_host::self<Host>(host).print_settings();
        if (known)
            *settings = *known;
        return known.has_value();
    });
}

constexpr slicer_host_plate PlateTable{&plate_is_empty, &plate_acquire};
constexpr slicer_host_plate_file PlateFileTable{&plate_is_empty, &plate_file_name, &plate_file_write};
constexpr slicer_host_settings_of_print PrintSettingsTable{&print_settings_get};

} // namespace

Host::Host(HostPorts &ports, const wx_host::Log &log, bool is_attended, std::string language,
           PlateOffer plate_offer)
    : WxHost(ports, log, {"Shim Slicer", SHIM_SLICER_VERSION, std::move(language), is_attended}),
      m_ports(ports),
      m_plate_offer(plate_offer)
{
}

void Host::post_to_main_thread(std::function<void()> task)
{
    WxHost::post_to_main_thread([this, task = std::move(task)] { m_ports.call_plugin(task); });
}

std::optional<slicer_print_settings> Host::print_settings()
{
    m_told = m_ports.print_settings();
    return view_of(m_told);
}

const void *Host::extension(const char *id) const
{
    const bool offers_meshes = m_plate_offer == PlateOffer::Meshes;
    if (std::strcmp(id, SLICER_EXT_PLATE) == 0)
        return offers_meshes ? &PlateTable : nullptr;
    if (std::strcmp(id, SLICER_EXT_PLATE_FILE) == 0)
        return offers_meshes ? nullptr : &PlateFileTable;
    if (std::strcmp(id, SLICER_EXT_SETTINGS_OF_PRINT) == 0)
        return &PrintSettingsTable;
    return WxHost::extension(id);
}

} // namespace shim
