/**
 * slicer.lifecycle/1, both sides: closing the host while a plugin works, and whether a person is there.
 */
#ifndef SLICER_SDK_LIFECYCLE_H
#define SLICER_SDK_LIFECYCLE_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_LIFECYCLE "slicer.lifecycle/1"

typedef struct slicer_host_lifecycle
{
    /** Whether a person can answer. If not, the plugin shows no question and no prompt; what would need an
     * answer ends as failed, with its sentence. Constant during a run. [thread-safe] */
    bool(SLICER_ABI *is_attended)(const slicer_host *host);
} slicer_host_lifecycle;

typedef struct slicer_plugin_lifecycle
{
    /** The host is about to close: may it? If false, `busy` says what is under way, for the host's question
     * to the person. Changes nothing. [main-thread] */
    bool(SLICER_ABI *may_quit)(const slicer_plugin *plugin, char *busy, size_t busy_size);

    /** Stops what is under way so that it can go on at another start, and returns when that is safe, within
     * 2 seconds. Outcomes are told as cancelled. If a call that shows a window has not returned, the plugin
     * leaves that window as by its Cancel, the innermost of several: a host that cannot wait for a person
     * calls again until all have returned. [main-thread] */
    void(SLICER_ABI *pause)(const slicer_plugin *plugin);
} slicer_plugin_lifecycle;

#ifdef __cplusplus
}
#endif

#endif
