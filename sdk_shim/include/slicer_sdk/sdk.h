/**
 * Slicer SDK: the border between a slicer (the host) and a plugin, in plain C.
 *
 * A plugin is a shared library that exports one symbol, `slicer_plugin_entry`. The host opens the library
 * with RTLD_LOCAL | RTLD_NOW, compares versions, and calls `create`, then `init`. Host and plugin are mirror
 * images: a version, an opaque pointer, function pointers that take self first, and `get_extension`.
 * Everything else is an extension, one header each.
 *
 * Conventions, valid for every header of this SDK:
 *  (1) Every function's comment names its thread. [main-thread] is the thread that runs the host's event
 *      loop and called `create`; [thread-safe] is any thread at any time between `init` and `destroy`.
 *  (2) Text is UTF-8, ended by a zero byte. A `const char *` is valid during the call it is passed to, unless
 *      its comment says longer. The receiver copies what it keeps.
 *  (3) Nothing is allocated on one side and freed on the other. Text is returned into a buffer of the
 *      caller's; it is cut at a character border to fit, and always zero-ended if the size is not 0.
 *  (4) No exception and no C++ type crosses. No function may be called while holding a lock that another
 *      function of the same side takes.
 *  (5) A struct never changes once released. A new need is a new extension id (`slicer.NAME/2`).
 *  (6) A null function pointer is never valid; what is not supported is an extension that is not there.
 */
#ifndef SLICER_SDK_SDK_H
#define SLICER_SDK_SDK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define SLICER_ABI __cdecl
#define SLICER_EXPORT __declspec(dllexport)
#else
#define SLICER_ABI
#define SLICER_EXPORT __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** The SDK's version. Equal major versions work together; a higher minor version only added extensions. */
#define SLICER_SDK_VERSION_MAJOR 1
#define SLICER_SDK_VERSION_MINOR 1
#define SLICER_SDK_VERSION_REVISION 0

typedef struct slicer_version
{
    uint32_t major;
    uint32_t minor;
    uint32_t revision;
} slicer_version;

/** Initialiser of a `slicer_version` with the version of the headers compiled against. */
#define SLICER_SDK_VERSION_INIT                                                                              \
    {                                                                                                        \
        SLICER_SDK_VERSION_MAJOR, SLICER_SDK_VERSION_MINOR, SLICER_SDK_VERSION_REVISION                      \
    }

/** Whether a library built against `version` can be used by code built against these headers. [thread-safe]
 */
static inline bool slicer_version_is_compatible(slicer_version version)
{
    return version.major == SLICER_SDK_VERSION_MAJOR;
}

/** The slicer, as a plugin sees it. Owned by the host; valid from `create` until `destroy` has returned. */
typedef struct slicer_host
{
    slicer_version sdk_version;

    /** The host's own; a plugin does not touch it. */
    void *host_data;

    /** For people and log lines, such as "PrusaSlicer" and "2.5.0". Valid as long as the host. Never null. */
    const char *name;
    const char *version;

    /**
     * The host's side of the extension `id`, or null if it does not support it. The pointer is the same at
     * every call and valid as long as the host. Call it from `init` on, not in `create`. [thread-safe]
     */
    const void *(SLICER_ABI *get_extension)(const struct slicer_host *host, const char *id);

    /**
     * Asks the host to call the plugin's `on_main_thread` soon. Several requests may be answered by one call;
     * no request made before a call begins is lost. Never calls back from within. [thread-safe]
     */
    void(SLICER_ABI *request_callback)(const struct slicer_host *host);
} slicer_host;

/** What a plugin is. Constant; every text is valid as long as the library is loaded, and none is null. */
typedef struct slicer_plugin_descriptor
{
    /** Reverse domain name, such as "com.example.slicer.publish"; unique among loaded plugins. */
    const char *id;
    const char *name;
    const char *vendor;
    const char *version;
    const char *description;
} slicer_plugin_descriptor;

/** A plugin, as the host sees it. Owned by the plugin; valid from `create` until `destroy` has returned. */
typedef struct slicer_plugin
{
    /** The plugin's own; the host does not touch it. */
    void *plugin_data;

    /**
     * Called once, right after `create`. Returns false to refuse, with one sentence for people in `reason`
     * (room for `reason_size` bytes, see convention 3); then only `destroy` is called. It returns quickly: no
     * network, no window, no large library. [main-thread]
     */
    bool(SLICER_ABI *init)(const struct slicer_plugin *plugin, char *reason, size_t reason_size);

    /**
     * Ends the plugin: joins its threads, closes its windows, frees itself. The host's extensions may still
     * be used inside. Called once, also after a refused `init`, and never while another call to the plugin is
     * under way; no other call comes once it has begun. The library stays loaded if `init` had
     * succeeded, since toolkits register types that cannot be unregistered. [main-thread]
     */
    void(SLICER_ABI *destroy)(const struct slicer_plugin *plugin);

    /**
     * The host's answer to `request_callback`. May open a modal window; the host may call it again from
     * within such a window's event loop. [main-thread]
     */
    void(SLICER_ABI *on_main_thread)(const struct slicer_plugin *plugin);

    /** The plugin's side of the extension `id`, or null. Called from a successful `init` on; valid as long as
     * the plugin. [main-thread] */
    const void *(SLICER_ABI *get_extension)(const struct slicer_plugin *plugin, const char *id);
} slicer_plugin;

/** What the library exports, as the constant `slicer_plugin_entry`. */
typedef struct slicer_plugin_entry_v1
{
    /** First member for ever, so that any host can read it before it trusts the rest. */
    slicer_version sdk_version;

    const slicer_plugin_descriptor *descriptor;

    /**
     * Makes one instance, or returns null. `host` is kept by the plugin and valid until `destroy` has
     * returned; nothing of it but its version, names and data may be read before `init`. The host may create
     * and destroy instances repeatedly, but keeps at most one alive at a time. [main-thread]
     */
    const slicer_plugin *(SLICER_ABI *create)(const slicer_host *host);
} slicer_plugin_entry_v1;

/** The one symbol of a plugin. */
SLICER_EXPORT extern const slicer_plugin_entry_v1 slicer_plugin_entry;

#ifdef __cplusplus
}
#endif

#endif
