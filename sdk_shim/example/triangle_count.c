/*
 * A whole plugin, to start from: one item in File > Export that tells how much is on the plate.
 *
 * A plugin exports one constant, `slicer_plugin_entry`. The slicer calls `create`, then `init`, asks for the
 * menu, and calls `destroy` at the end; all on its main thread, so nothing here needs a lock. Each header of
 * slicer_sdk/ says what else there is.
 */
#include "slicer_sdk/menu.h"
#include "slicer_sdk/notify.h"
#include "slicer_sdk/plate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One instance. `plugin` is what the slicer holds; its plugin_data leads back here. */
typedef struct counter
{
    slicer_plugin plugin;
    const slicer_host *host;
    const slicer_host_notify *notify;
    const slicer_host_plate *plate; /* null: this slicer has no such extension */
} counter;

static const slicer_menu_action Count = {"example.count", /* scripts rely on it: never changed */
                                         SLICER_PLACE_FILE_EXPORT, "Count &Triangles",
                                         "Tell how many objects and triangles are on the plate"};

/* --- The menu, slicer.menu/1 */

static uint32_t menu_count(const slicer_plugin *plugin)
{
    (void)plugin;
    return 1;
}

static bool menu_get(const slicer_plugin *plugin, uint32_t index, slicer_menu_action *action)
{
    (void)plugin;
    if (index != 0)
        return false;
    *action = Count;
    return true;
}

static bool menu_is_enabled(const slicer_plugin *plugin, const char *action_id)
{
    (void)plugin;
    return strcmp(action_id, Count.id) == 0;
}

static bool menu_perform(const slicer_plugin *plugin, const char *action_id)
{
    const counter *self = plugin->plugin_data;
    if (!menu_is_enabled(plugin, action_id))
        return false;

    char message[128] = "There is nothing on the plate.";
    const slicer_plate *plate = self->plate != NULL ? self->plate->acquire(self->host) : NULL;
    if (self->plate == NULL) {
        snprintf(message, sizeof message, "%s does not tell plugins what is on the plate.", self->host->name);
    } else if (plate != NULL) {
        unsigned long long triangles = 0;
        for (uint32_t i = 0; i < plate->object_count; ++i)
            triangles += plate->objects[i].triangle_count;
        snprintf(message, sizeof message, "Objects: %u, triangles: %llu.", (unsigned)plate->object_count,
                 triangles);
        plate->release(plate); /* every snapshot is given back, once */
    }
    /* Exactly one outcome for each call that returns true. The texts are the slicer's only during the call.
     */
    const slicer_outcome outcome = {.kind = self->plate != NULL ? SLICER_OUTCOME_DONE : SLICER_OUTCOME_FAILED,
                                    .message = message};
    self->notify->outcome(self->host, action_id, &outcome);
    return true;
}

static const slicer_plugin_menu Menu = {menu_count, menu_get, menu_is_enabled, menu_perform};

/* --- The plugin */

static bool init(const slicer_plugin *plugin, char *reason, size_t reason_size)
{
    counter *self = plugin->plugin_data;
    /* Extensions are asked for here, not in `create`. What is a must is refused with a sentence. */
    self->notify = self->host->get_extension(self->host, SLICER_EXT_NOTIFY);
    self->plate = self->host->get_extension(self->host, SLICER_EXT_PLATE);
    if (self->notify == NULL)
        snprintf(reason, reason_size, "This slicer cannot show how an action ended.");
    return self->notify != NULL;
}

static void destroy(const slicer_plugin *plugin)
{
    free(plugin->plugin_data);
}

static void on_main_thread(const slicer_plugin *plugin)
{
    (void)plugin; /* nothing here calls request_callback */
}

static const void *get_extension(const slicer_plugin *plugin, const char *id)
{
    (void)plugin;
    return strcmp(id, SLICER_EXT_MENU) == 0 ? &Menu : NULL;
}

static const slicer_plugin *create(const slicer_host *host)
{
    counter *self = calloc(1, sizeof *self);
    if (self == NULL)
        return NULL;
    self->plugin = (slicer_plugin){self, init, destroy, on_main_thread, get_extension};
    self->host = host;
    return &self->plugin;
}

static const slicer_plugin_descriptor Descriptor = {"com.example.triangle-count", "Triangle Count", "Example",
                                                    "1.0", "Counts the triangles on the plate."};

const slicer_plugin_entry_v1 slicer_plugin_entry = {SLICER_SDK_VERSION_INIT, &Descriptor, create};
