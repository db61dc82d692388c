/**
 * slicer.tasks/1, both sides: work that goes on beside the person's own, a row for each task.
 *
 * For a plugin that may have several things under way at once, each of which a person may want to look at or
 * to end. A host without it is told by slicer.notify/1 alone.
 */
#ifndef SLICER_SDK_TASKS_H
#define SLICER_SDK_TASKS_H

#include "slicer_sdk/notify.h"
#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_TASKS "slicer.tasks/1"

/** Something that a person can do about a task, by a button. Neither text is null. */
typedef struct slicer_task_command
{
    /** The plugin's own, such as "cancel". */
    const char *id;

    /** In the host's language. With several rows of the same buttons, a mnemonic (`&`) has no use. */
    const char *label;
} slicer_task_command;

/** Everything is owned by the caller and valid during the call; no text is null. */
typedef struct slicer_task
{
    /** Unique among the plugin's tasks. */
    const char *id;

    /** What it is about, such as a model's name. */
    const char *title;

    /** How it stands, in a few words in the host's language. */
    const char *text;

    /** How far it is, from 0 to 1, or negative if unknown. What waits stands still, such as at 0. */
    double fraction;

    /** In the order of their buttons; null if there are none. */
    const slicer_task_command *commands;
    uint32_t command_count;
} slicer_task;

typedef struct slicer_host_tasks
{
    /** Shows the task, or how it stands now, and neither opens a window nor takes the focus. At most some ten
     * calls a second for each task. Never calls back from within. [main-thread] */
    void(SLICER_ABI *show)(const slicer_host *host, const slicer_task *task);

    /**
     * The task has ended: its row tells how, until the person dismisses it. With an `action_id` that is the
     * outcome of one `perform` as well, in place of slicer.notify/1's `outcome`; null where no `perform`
     * waits for one. [main-thread]
     */
    void(SLICER_ABI *end)(const slicer_host *host, const char *task_id, const char *action_id,
                          const slicer_outcome *outcome);

    /** Takes the row away without a word; nothing happens if there is none. [main-thread] */
    void(SLICER_ABI *remove)(const slicer_host *host, const char *task_id);
} slicer_host_tasks;

typedef struct slicer_plugin_tasks
{
    /** The person has pressed a button of a task that was shown. May show windows. Returns false if there is
     * no such task or command any more. [main-thread] */
    bool(SLICER_ABI *command)(const slicer_plugin *plugin, const char *task_id, const char *command_id);
} slicer_plugin_tasks;

#ifdef __cplusplus
}
#endif

#endif
