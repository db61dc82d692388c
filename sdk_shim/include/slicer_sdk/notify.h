/**
 * slicer.notify/1, host side: how an action goes and how it ended, shown without disturbing.
 */
#ifndef SLICER_SDK_NOTIFY_H
#define SLICER_SDK_NOTIFY_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_NOTIFY "slicer.notify/1"

typedef enum slicer_outcome_kind
{
    SLICER_OUTCOME_DONE = 0,
    SLICER_OUTCOME_FAILED = 1,
    SLICER_OUTCOME_CANCELLED = 2
} slicer_outcome_kind;

/** A fact for scripts, such as "object_id" and "42". Keys are the plugin's; neither is null. */
typedef struct slicer_key_value
{
    const char *key;
    const char *value;
} slicer_key_value;

/** How an action ended. Everything is owned by the caller and valid during the call. */
typedef struct slicer_outcome
{
    /** A slicer_outcome_kind; a fixed width keeps the layout the same for every compiler. */
    int32_t kind;

    /** One or two sentences for people, in the host's language; never null. */
    const char *message;

    /** An https address to offer as a link (http only to this machine), or null. */
    const char *link;

    const slicer_key_value *values;
    uint32_t value_count;

    /** For an action on several things, how each of them ended: not null, even if there were none. Null for
     * any other action, and in the parts themselves. */
    const struct slicer_outcome *parts;
    uint32_t part_count;
} slicer_outcome;

typedef struct slicer_host_notify
{
    /** The action is under way. `fraction` is 0 to 1, or negative if unknown; `text` is short, in the host's
     * language. At most some ten calls a second. [main-thread] */
    void(SLICER_ABI *progress)(const slicer_host *host, const char *action_id, double fraction,
                               const char *text);

    /** The action has ended. Once for every `perform` that returns true, and possibly before it has returned.
     * [main-thread] */
    void(SLICER_ABI *outcome)(const slicer_host *host, const char *action_id, const slicer_outcome *outcome);
} slicer_host_notify;

#ifdef __cplusplus
}
#endif

#endif
