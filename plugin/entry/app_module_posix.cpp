#include "entry/app_module.hpp"

#include "entry/plugin_folder.hpp"

#include <dlfcn.h>
#include <filesystem>

namespace mmf {

Result<std::unique_ptr<App>> load_app(const slicer_host *host)
{
    const auto folder = plugin_folder();
    if (folder.empty()) {
        return fail(ErrorKind::Internal, "The plugin cannot find its own folder.");
    }
    const auto path = folder / "libmmf-app.so";
    void *module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) {
        const char *reason = dlerror(); // NOLINT(concurrency-mt-unsafe): glibc keeps it per thread
        return fail(ErrorKind::Internal, std::string("A part of the plugin cannot be loaded: ") +
                                             (reason != nullptr ? reason : path.c_str()));
    }
    auto *create = reinterpret_cast<CreateApp *>(dlsym(module, CreateAppSymbol));
    if (create == nullptr) {
        return fail(ErrorKind::Internal, "A part of the plugin is of another version: " + path.string());
    }
    std::string reason;
    std::unique_ptr<App> app(create(host, &reason));
    if (!app) {
        return fail(ErrorKind::Internal, reason);
    }
    return app;
}

} // namespace mmf
