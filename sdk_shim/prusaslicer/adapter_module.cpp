/**
 * The adapter's one symbol.
 */
#include "prusaslicer/adapter_module.hpp"

#include "prusaslicer/adapter.hpp"

#include <cstdio>
#include <dlfcn.h>
#include <exception>
#include <filesystem>

extern "C" __attribute__((visibility("default"))) void slicer_sdk_prusaslicer_attach(double spent_ms)
{
    try {
        Dl_info here{};
        if (dladdr(reinterpret_cast<const void *>(&slicer_sdk_prusaslicer_attach), &here) == 0)
            return;
        const auto own_folder = std::filesystem::path(here.dli_fname).parent_path();
        // As long as the process: the host has no moment at which it could be ended safely.
        static const auto *const adapter = new prusaslicer::Adapter(
            own_folder.parent_path(), spent_ms); // NOLINT(cppcoreguidelines-owning-memory)
        static_cast<void>(adapter);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "slicer-sdk: no plugins: %s\n", error.what());
    }
}
