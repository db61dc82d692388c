#include "base/keep_loaded.hpp"

#include <dlfcn.h>
#include <link.h>

namespace mmf {

bool keep_library_loaded()
{
    Dl_info info{};
    link_map *library = nullptr;
    if (dladdr1(reinterpret_cast<const void *>(&keep_library_loaded), &info,
                reinterpret_cast<void **>(&library), RTLD_DL_LINKMAP) == 0) {
        return false;
    }
    const bool is_program = *library->l_name == '\0'; // which stays anyhow, and has no handle
    return is_program || dlopen(library->l_name, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE) != nullptr;
}

} // namespace mmf
