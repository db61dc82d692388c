#include "entry/host_check.hpp"

#include "slicer_sdk/notify.h"
#include "slicer_sdk/plate.h"
#include "slicer_sdk/plate_file.h"
#include "slicer_sdk/window.h"

#include <string_view>

namespace mmf {

namespace {

// wxWidgets keeps its binary interface within a stable series: "3.2.2" and "3.2.8" fit, "3.3.0" does not.
std::string_view series(std::string_view version)
{
    const std::size_t first = version.find('.');
    const std::size_t second = first == std::string_view::npos ? first : version.find('.', first + 1);
    return version.substr(0, second);
}

} // namespace

std::string why_not(const slicer_host &host, const RequiredWx &required)
{
    if (host.get_extension(&host, SLICER_EXT_PLATE) == nullptr &&
        host.get_extension(&host, SLICER_EXT_PLATE_FILE) == nullptr) {
        return "This slicer does not tell plugins what is on the plate.";
    }
    if (host.get_extension(&host, SLICER_EXT_NOTIFY) == nullptr) {
        return "This slicer does not let plugins tell how an action ended.";
    }
    const auto *window =
        static_cast<const slicer_host_window *>(host.get_extension(&host, SLICER_EXT_WINDOW));
    if (window == nullptr) {
        return "This slicer does not let plugins show windows.";
    }
    const std::string version = window->wx_version(&host);
    if (version.empty()) {
        return "This slicer is not made with wxWidgets.";
    }
    if (series(version) != series(required.version)) {
        return "This slicer uses wxWidgets " + version + ", this plugin was built for " + required.version +
               ".";
    }
    if (std::string_view(window->wx_build_signature(&host)) != required.build_signature) {
        return "This slicer uses another build of wxWidgets " + version + " than this plugin was built for.";
    }
    return {};
}

bool plate_is_empty(const slicer_host &host)
{
    if (const auto *plate =
            static_cast<const slicer_host_plate *>(host.get_extension(&host, SLICER_EXT_PLATE))) {
        return plate->is_empty(&host);
    }
    const auto *file =
        static_cast<const slicer_host_plate_file *>(host.get_extension(&host, SLICER_EXT_PLATE_FILE));
    return file == nullptr || file->is_empty(&host);
}

} // namespace mmf
