#include "prusaslicer/host.hpp"

#include "loader/text.hpp"
#include "slicer_sdk/plate_file.h"
#include "wx_host/extension_call.hpp"

#include <cstring>
#include <utility>

namespace prusaslicer {

namespace {

using wx_host::guarded;

HostPorts &ports(const slicer_host *host)
{
    return wx_host::self<Host>(host).ports();
}

bool plate_file_is_empty(const slicer_host *host)
{
    return guarded(host, true, [&] { return ports(host).plate_is_empty(); });
}

void plate_file_name(const slicer_host *host, char *name, std::size_t name_size)
{
    slicer_sdk::copy_text(guarded(host, std::string(), [&] { return ports(host).plate_name(); }), name,
                          name_size);
}

bool plate_file_write_stl(const slicer_host *host, const char *path, char *reason, std::size_t reason_size)
{
    const std::optional<std::string> fault("The slicer could not export the plate.");
    const auto why_not = guarded(host, fault, [&] { return ports(host).write_plate(path); });
    slicer_sdk::copy_text(why_not.value_or(""), reason, reason_size);
    return !why_not;
}

constexpr slicer_host_plate_file PlateFileTable{&plate_file_is_empty, &plate_file_name,
                                                &plate_file_write_stl};

} // namespace

Host::Host(HostPorts &ports, const wx_host::Log &log, wx_host::HostFacts facts)
    : WxHost(ports, log, std::move(facts)), m_ports(ports)
{
}

const void *Host::extension(const char *id) const
{
    return std::strcmp(id, SLICER_EXT_PLATE_FILE) == 0 ? &PlateFileTable : WxHost::extension(id);
}

} // namespace prusaslicer
