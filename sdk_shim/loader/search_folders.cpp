#include "loader/search_folders.hpp"

#include <algorithm>
#include <set>
#include <system_error>

namespace slicer_sdk {

namespace fs = std::filesystem;

std::vector<SearchFolder> search_folders(const std::vector<fs::path> &given, std::string_view environment,
                                         const fs::path &installed)
{
    std::vector<SearchFolder> folders;
    std::set<fs::path> seen;
    const auto add = [&](const fs::path &path, bool is_named) {
        if (path.empty())
            return;
        std::error_code error;
        fs::path absolute = fs::absolute(path, error);
        if (error)
            absolute = path;
        // Two names of one folder would make every plugin in it its own double.
        const fs::path canonical = fs::weakly_canonical(absolute / "", error);
        if (seen.insert(error ? absolute : canonical).second)
            folders.push_back({std::move(absolute), is_named});
    };

    for (const fs::path &path : given)
        add(path, true);
    while (!environment.empty()) {
        const std::size_t colon = environment.find(':');
        add(fs::path(environment.substr(0, colon)), true);
        environment.remove_prefix(colon == std::string_view::npos ? environment.size() : colon + 1);
    }
    add(installed, false);
    return folders;
}

fs::path installed_plugin_folder()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path() : program.parent_path().parent_path() / "lib" / "slicer-plugins";
}

std::vector<fs::path> plugin_files(const SearchFolder &folder, std::vector<Refusal> &refusals)
{
    std::vector<fs::path> files;
    std::error_code error;
    fs::directory_iterator entries(folder.path, error);
    for (const fs::directory_iterator end; !error && entries != end; entries.increment(error)) {
        if (entries->path().extension() != ".so")
            continue;
        std::error_code file_error;
        const fs::file_status status = entries->status(file_error);
        if (fs::is_regular_file(status))
            files.push_back(entries->path());
        else if (!fs::exists(status))
            refusals.push_back(
                {entries->path(),
                 "It cannot be read: " + (file_error ? file_error.message() : "it leads nowhere") + "."});
    }
    const bool is_missing = error == std::errc::no_such_file_or_directory;
    if (error && (folder.is_named || !is_missing))
        refusals.push_back({folder.path, "The folder cannot be read: " + error.message() + "."});
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace slicer_sdk
