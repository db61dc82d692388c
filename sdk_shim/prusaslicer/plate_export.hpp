/**
 * The host's own export, used without its dialog: its menu item is triggered, and the file dialog it opens is
 * answered before it is shown. Any other dialog passes through to the person. [main-thread]
 */
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

class wxMenuItem;

namespace prusaslicer {

class PlateExport
{
public:
    /** `stl_item` is the host's and outlives this. `last_folder` says where the host exported to last. */
    PlateExport(wxMenuItem &stl_item, std::function<std::optional<std::filesystem::path>()> last_folder);

    /** The name that the host offers for the file, without its ending; empty if there is none. */
    std::string offered_name();

    /** Writes the plate to `path`, replacing what is there; else one sentence why not, and no file. */
    std::optional<std::string> write(const std::filesystem::path &path);

private:
    std::filesystem::path file_for_host(const std::filesystem::path &offered_folder,
                                        const std::filesystem::path &path) const;

    wxMenuItem &m_stl_item;
    std::function<std::optional<std::filesystem::path>()> m_last_folder;
};

} // namespace prusaslicer
