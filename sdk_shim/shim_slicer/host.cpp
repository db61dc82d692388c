#include "shim_slicer/host.hpp"

#include "shim_slicer/plate_extension.hpp"
#include "slicer_sdk/plate.h"
#include "wx_host/extension_call.hpp"

#include <cstring>
#include <utility>

namespace shim {

namespace {

bool plate_is_empty(const slicer_host *host)
{
    return wx_host::self<Host>(host).ports().plate()->objects.empty();
}

const slicer_plate *plate_acquire(const slicer_host *host)
{
    const slicer_plate *none = nullptr;
    return wx_host::guarded(host, none, [&] { return lend(wx_host::self<Host>(host).ports().plate()); });
}

constexpr slicer_host_plate PlateTable{&plate_is_empty, &plate_acquire};

} // namespace

Host::Host(HostPorts &ports, const wx_host::Log &log, bool is_attended, std::string language)
    : WxHost(ports, log, {"Shim Slicer", SHIM_SLICER_VERSION, std::move(language), is_attended}),
      m_ports(ports)
{
}

const void *Host::extension(const char *id) const
{
    return std::strcmp(id, SLICER_EXT_PLATE) == 0 ? &PlateTable : WxHost::extension(id);
}

} // namespace shim
