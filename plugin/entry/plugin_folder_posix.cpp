#include "entry/plugin_folder.hpp"

#include "slicer_sdk/sdk.h"

#include <dlfcn.h>

namespace mmf {

std::filesystem::path plugin_folder()
{
    Dl_info here = {};
    if (dladdr(&slicer_plugin_entry, &here) == 0 || here.dli_fname == nullptr) {
        return {};
    }
    return std::filesystem::path(here.dli_fname).parent_path() / "mmf-publish";
}

} // namespace mmf
