#include "prusaslicer/plate_export.hpp"

#include "prusaslicer/file_dialog_answer.hpp"
#include "prusaslicer/stl_check.hpp"
#include "wx_host/translate.hpp"

#include <chrono>
#include <random>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <wx/filedlg.h>
#include <wx/filename.h>
#include <wx/menu.h>
#include <wx/utils.h>

namespace prusaslicer {

namespace fs = std::filesystem;

namespace {

/** Removes the file at its end, unless it has been moved away. */
class TemporaryFile
{
public:
    TemporaryFile() = default;
    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;
    ~TemporaryFile()
    {
        std::error_code ignored;
        fs::remove(path, ignored);
    }

    fs::path path;
};

bool is_writable(const fs::path &folder)
{
    std::error_code error;
    return fs::is_directory(folder, error) && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

constexpr std::string_view Prefix = ".slicer-sdk-";

/** What an export left behind whose program ended in the middle of it. */
void remove_stale_files(const fs::path &folder)
{
    const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        if (entry->path().filename().string().starts_with(Prefix) &&
            entry->last_write_time(ignored) < long_ago)
            fs::remove(entry->path(), ignored);
    }
}

/** Hidden, and of no other's making. */
fs::path new_file_in(const fs::path &folder)
{
    remove_stale_files(folder);
    std::random_device random;
    for (;;) {
        fs::path path = folder / (std::string(Prefix) + std::to_string(random()) + ".stl");
        std::error_code error;
        if (!fs::exists(fs::symlink_status(path, error)))
            return path;
    }
}

bool move_file(const fs::path &from, const fs::path &to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (!error)
        return true;
    // Another file system.
    return fs::copy_file(from, to, fs::copy_options::overwrite_existing, error) && !error;
}

} // namespace

PlateExport::PlateExport(wxMenuItem &stl_item, std::function<std::optional<fs::path>()> last_folder)
    : m_stl_item(stl_item), m_last_folder(std::move(last_folder))
{
}

std::string PlateExport::offered_name()
{
    std::string name;
    FileDialogAnswer answer([&](wxFileDialog &dialog) {
        name = wxFileName(dialog.GetFilename()).GetName().utf8_string();
        return static_cast<int>(wxID_CANCEL);
    });
    m_stl_item.GetMenu()->SendEvent(m_stl_item.GetId());
    return name;
}

std::optional<std::string> PlateExport::write(const fs::path &path)
{
    using wx_host::tr;
    TemporaryFile written;
    bool was_entered = false;
    FileDialogAnswer answer([&](wxFileDialog &dialog) {
        written.path = file_for_host(dialog.GetDirectory().utf8_string(), path);
        was_entered = enter_path(dialog, written.path);
        return static_cast<int>(was_entered ? wxID_OK : wxID_CANCEL);
    });
    m_stl_item.GetMenu()->SendEvent(m_stl_item.GetId());

    if (!answer.was_asked())
        return tr("The slicer did not export the plate.").utf8_string();
    if (!was_entered)
        return tr("The slicer's export did not take a file name in time. Please try again.").utf8_string();
    if (!is_whole_stl(written.path))
        return wxString::Format(tr("The slicer did not write the whole plate to %s. Is the disk full?"),
                                wxString::FromUTF8(written.path.parent_path().string()))
            .utf8_string();
    if (!move_file(written.path, path)) {
        std::error_code ignored;
        fs::remove(path, ignored);
        return wxString::Format(tr("The exported plate could not be moved to %s."),
                                wxString::FromUTF8(path.parent_path().string()))
            .utf8_string();
    }
    return std::nullopt;
}

// The host remembers the folder of an export and offers it for the next one, of G-code too. So it is given
// the folder that it remembers already, else the one it would have offered; `path`'s own, which nobody should
// be offered, only if no other can be written to. An object of the host's own making offers none.
fs::path PlateExport::file_for_host(const fs::path &offered_folder, const fs::path &path) const
{
    for (const fs::path &folder :
         {m_last_folder().value_or(fs::path()), offered_folder, fs::path(wxGetHomeDir().utf8_string())}) {
        if (is_writable(folder))
            return new_file_in(folder);
    }
    return new_file_in(path.parent_path());
}

} // namespace prusaslicer
