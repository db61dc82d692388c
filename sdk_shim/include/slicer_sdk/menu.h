/**
 * slicer.menu/1, plugin side: the actions a plugin offers, and where the host shows them.
 */
#ifndef SLICER_SDK_MENU_H
#define SLICER_SDK_MENU_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_MENU "slicer.menu/1"

/** Places a host knows. An action with a place the host does not know is not shown, but can be performed. */
#define SLICER_PLACE_FILE_EXPORT "file.export"
#define SLICER_PLACE_ACCOUNT "account"

/** One menu item. The texts are valid as long as the plugin, and none is null. */
typedef struct slicer_menu_action
{
    /** Unique in the plugin and stable between versions, such as "example.export"; scripts rely on it. */
    const char *id;

    /** One of SLICER_PLACE_…. */
    const char *place;

    /** In the host's language, with `&` before the wished mnemonic. The host moves it if it clashes. */
    const char *label;

    /** One sentence for the status bar. */
    const char *help;
} slicer_menu_action;

typedef struct slicer_plugin_menu
{
    /** How many actions there are; constant from `init` on. [main-thread] */
    uint32_t(SLICER_ABI *count)(const slicer_plugin *plugin);

    /** Writes the action at `index` (0-based, in menu order) and returns true; false if there is none.
     * [main-thread] */
    bool(SLICER_ABI *get)(const slicer_plugin *plugin, uint32_t index, slicer_menu_action *action);

    /** Whether the action can be performed now. Called often (at every menu update): no I/O. [main-thread] */
    bool(SLICER_ABI *is_enabled)(const slicer_plugin *plugin, const char *action_id);

    /**
     * Performs the action. May show windows, and may return before the action has ended; its end is told by
     * `slicer.notify/1`, exactly once for each call. Returns false, and tells nothing, if there is no such
     * action or it is not enabled. [main-thread]
     */
    bool(SLICER_ABI *perform)(const slicer_plugin *plugin, const char *action_id);
} slicer_plugin_menu;

#ifdef __cplusplus
}
#endif

#endif
