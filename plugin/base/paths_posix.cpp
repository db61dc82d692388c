#include "base/paths.hpp"

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace mmf {

namespace fs = std::filesystem;

namespace {

// The environment is read at start, on the main thread, before any other thread is there to change it.
// NOLINTBEGIN(concurrency-mt-unsafe)
fs::path home_folder()
{
    const char *home = std::getenv("HOME");
    if (home != nullptr && *home == '/') {
        return home;
    }
    const passwd *user = ::getpwuid(::getuid());
    return user != nullptr && user->pw_dir != nullptr ? user->pw_dir : "/";
}

fs::path base_folder(const char *variable, const char *below_home)
{
    const char *value = std::getenv(variable);
    return value != nullptr && *value == '/' ? fs::path(value) : home_folder() / below_home;
}
// NOLINTEND(concurrency-mt-unsafe)

} // namespace

Paths paths_from_environment()
{
    return {base_folder("XDG_CONFIG_HOME", ".config") / "mmf-publish",
            base_folder("XDG_STATE_HOME", ".local/state") / "mmf-publish"};
}

} // namespace mmf
