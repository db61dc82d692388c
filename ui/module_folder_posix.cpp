#include "module_folder.hpp"

#include <dlfcn.h>

namespace mmf::ui {

std::filesystem::path module_folder()
{
    Dl_info here = {};
    const bool is_known = dladdr(reinterpret_cast<const void *>(&module_folder), &here) != 0;
    return is_known ? std::filesystem::path(here.dli_fname).parent_path() : std::filesystem::path();
}

} // namespace mmf::ui
