#include "webview_module.hpp"

#include "module_folder.hpp"

#include <dlfcn.h>
#include <string>

namespace mmf::ui {

Result<CreateSignInWindow *> load_webview_module()
{
    // Never closed: its toolkit registers types that cannot be unregistered. The loader counts, and knows it.
    const auto path = module_folder() / "libmmf-webview.so";
    void *module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) {
        const char *reason = dlerror(); // NOLINT(concurrency-mt-unsafe): glibc keeps it per thread
        return fail(ErrorKind::SignInFailed, reason != nullptr ? reason : path.string());
    }
    auto *create = reinterpret_cast<CreateSignInWindow *>(dlsym(module, CreateSignInWindowSymbol));
    if (create == nullptr) {
        return fail(ErrorKind::SignInFailed, path.string() + " is of another version");
    }
    return create;
}

} // namespace mmf::ui
