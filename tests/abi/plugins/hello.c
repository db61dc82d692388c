/* A good plugin, with an action for each way an action can end. TAG makes several plugins of it. */
#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/log.h"
#include "slicer_sdk/menu.h"
#include "slicer_sdk/notify.h"
#include "slicer_sdk/plate.h"
#include "slicer_sdk/plate_file.h"
#include "slicer_sdk/sdk.h"
#include "slicer_sdk/tasks.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct hello
{
    slicer_plugin plugin;
    const slicer_host *host;
    const slicer_host_log *log;
    const slicer_host_notify *notify;
    const slicer_host_plate *plate;
    const slicer_host_plate_file *plate_file;
    pthread_t thread;
    bool has_thread;
    bool is_waiting;
} hello;

static const slicer_menu_action Actions[] = {
    {TAG ".hello", SLICER_PLACE_FILE_EXPORT, "Say &Hello", "Ends at once, as done."},
    {TAG ".fail", SLICER_PLACE_FILE_EXPORT, "Say &Hard Luck", "Ends at once, as failed."},
    {TAG ".cancel", SLICER_PLACE_FILE_EXPORT, "&Change of Mind", "Ends at once, as cancelled."},
    {TAG ".parts", SLICER_PLACE_FILE_EXPORT, "Se&veral Things", "Ends with two parts."},
    {TAG ".plate", SLICER_PLACE_FILE_EXPORT, "Count &Triangles", "Tells what is on the plate."},
    {TAG ".plate-file", SLICER_PLACE_FILE_EXPORT, "Export to $PLATE_&FILE", "Has the host write a file."},
    {TAG ".later", SLICER_PLACE_FILE_EXPORT, "&Later", "Ends when a thread has asked for it."},
    {TAG ".wait", SLICER_PLACE_FILE_EXPORT, "&Wait", "Ends only when the host quits."},
    {TAG ".nest", SLICER_PLACE_FILE_EXPORT, "&Nest", "Asks for a callback and logs."},
    {TAG ".disabled", SLICER_PLACE_FILE_EXPORT, "Never &Possible", "Cannot be performed."},
    {TAG ".hidden", "somewhere.else", "Hidden", "In no menu."},
    {TAG ".account", SLICER_PLACE_ACCOUNT, "&Account…", "Ends at once, as done."},
};

static hello *self(const slicer_plugin *plugin)
{
    return plugin->plugin_data;
}

static void say(const hello *me, const char *line)
{
    if (me->log != NULL)
        me->log->log(me->host, SLICER_LOG_INFO, line);
}

static void tell(const hello *me, const char *action_id, slicer_outcome_kind kind, const char *message)
{
    const slicer_key_value values[] = {{"object_id", "42"}, {"object_url", "https://example.com/object/42"}};
    slicer_outcome outcome = {0};
    outcome.kind = kind;
    outcome.message = message;
    outcome.link = "https://example.com/object/42";
    if (kind == SLICER_OUTCOME_DONE) {
        outcome.values = values;
        outcome.value_count = 2;
    }
    if (me->notify != NULL)
        me->notify->outcome(me->host, action_id, &outcome);
}

static void tell_parts(const hello *me, const char *action_id)
{
    const slicer_key_value values[] = {{"object_id", "43"}};
    slicer_outcome parts[2] = {{0}, {0}};
    parts[0].kind = SLICER_OUTCOME_DONE;
    parts[0].message = "The first is there.";
    parts[0].values = values;
    parts[0].value_count = 1;
    parts[1].kind = SLICER_OUTCOME_FAILED;
    parts[1].message = "The second is not.";
    slicer_outcome outcome = {0};
    outcome.kind = SLICER_OUTCOME_FAILED;
    outcome.message = "One of two failed.";
    outcome.parts = parts;
    outcome.part_count = 2;
    if (me->notify != NULL)
        me->notify->outcome(me->host, action_id, &outcome);
}

static void tell_plate(const hello *me, const char *action_id)
{
    char text[200] = "The plate is empty.";
    const slicer_plate *plate = me->plate != NULL ? me->plate->acquire(me->host) : NULL;
    if (plate != NULL) {
        snprintf(text, sizeof text, "%s: %u object(s), %llu triangles in the first.", plate->name,
                 (unsigned)plate->object_count, (unsigned long long)plate->objects[0].triangle_count);
        plate->release(plate);
    }
    tell(me, action_id, SLICER_OUTCOME_DONE, text);
}

static void tell_plate_file(const hello *me, const char *action_id)
{
    char text[200] = "The host has no exporter.";
    const char *path = getenv("PLATE_FILE");
    if (me->plate_file == NULL || path == NULL)
        tell(me, action_id, SLICER_OUTCOME_FAILED, text);
    else if (me->plate_file->is_empty(me->host))
        tell(me, action_id, SLICER_OUTCOME_CANCELLED, "The plate is empty.");
    else if (!me->plate_file->write_stl(me->host, path, text, sizeof text))
        tell(me, action_id, SLICER_OUTCOME_FAILED, text);
    else {
        me->plate_file->name(me->host, text, sizeof text);
        tell(me, action_id, SLICER_OUTCOME_DONE, text);
    }
}

static void *ask_for_callback(void *data)
{
    const hello *me = data;
    me->host->request_callback(me->host);
    return NULL;
}

static uint32_t count(const slicer_plugin *plugin)
{
    (void)plugin;
    return sizeof Actions / sizeof Actions[0];
}

static bool get(const slicer_plugin *plugin, uint32_t index, slicer_menu_action *action)
{
    if (index >= count(plugin))
        return false;
    *action = Actions[index];
    return true;
}

static bool is_enabled(const slicer_plugin *plugin, const char *action_id)
{
    const hello *me = self(plugin);
    if (strcmp(action_id, TAG ".later") == 0)
        return !me->has_thread;
    if (strcmp(action_id, TAG ".disabled") == 0)
        return false;
    for (uint32_t i = 0; i < count(plugin); ++i) {
        if (strcmp(action_id, Actions[i].id) == 0)
            return true;
    }
    return false;
}

static bool perform(const slicer_plugin *plugin, const char *action_id)
{
    hello *me = self(plugin);
    if (!is_enabled(plugin, action_id))
        return false;
    if (strcmp(action_id, TAG ".later") == 0) {
        if (me->notify != NULL)
            me->notify->progress(me->host, action_id, 0.4, "Almost there");
        me->has_thread = pthread_create(&me->thread, NULL, &ask_for_callback, me) == 0;
        return me->has_thread;
    }
    if (strcmp(action_id, TAG ".wait") == 0) {
        me->is_waiting = true;
        if (me->notify != NULL)
            me->notify->progress(me->host, action_id, 0.6, "Sending 3 of 5 files");
    } else if (strcmp(action_id, TAG ".nest") == 0) {
        me->host->request_callback(me->host);
        say(me, "nest");
    } else if (strcmp(action_id, TAG ".fail") == 0)
        tell(me, action_id, SLICER_OUTCOME_FAILED, "The weather is bad.");
    else if (strcmp(action_id, TAG ".cancel") == 0)
        tell(me, action_id, SLICER_OUTCOME_CANCELLED, "Never mind.");
    else if (strcmp(action_id, TAG ".parts") == 0)
        tell_parts(me, action_id);
    else if (strcmp(action_id, TAG ".plate") == 0)
        tell_plate(me, action_id);
    else if (strcmp(action_id, TAG ".plate-file") == 0)
        tell_plate_file(me, action_id);
    else
        tell(me, action_id, SLICER_OUTCOME_DONE, "Hello, slicer! \"Grüße\" \\ 日本");
    return true;
}

static const slicer_plugin_menu Menu = {count, get, is_enabled, perform};

static bool may_quit(const slicer_plugin *plugin, char *busy, size_t busy_size)
{
    if (!self(plugin)->is_waiting)
        return true;
    snprintf(busy, busy_size, "3 of 5 files are sent.");
    return false;
}

static void pause_work(const slicer_plugin *plugin)
{
    hello *me = self(plugin);
    say(me, TAG " paused");
    if (me->is_waiting) {
        me->is_waiting = false;
        tell(me, TAG ".wait", SLICER_OUTCOME_CANCELLED, "Paused; it goes on at the next start.");
    }
}

static const slicer_plugin_lifecycle Lifecycle = {may_quit, pause_work};

static bool command(const slicer_plugin *plugin, const char *task_id, const char *command_id)
{
    char line[100];
    snprintf(line, sizeof line, TAG " %s %s", command_id, task_id);
    say(self(plugin), line);
    return strcmp(task_id, "known") == 0;
}

static const slicer_plugin_tasks Tasks = {command};

static bool init(const slicer_plugin *plugin, char *reason, size_t reason_size)
{
    hello *me = self(plugin);
    (void)reason;
    (void)reason_size;
    me->log = me->host->get_extension(me->host, SLICER_EXT_LOG);
    me->notify = me->host->get_extension(me->host, SLICER_EXT_NOTIFY);
    me->plate = me->host->get_extension(me->host, SLICER_EXT_PLATE);
    me->plate_file = me->host->get_extension(me->host, SLICER_EXT_PLATE_FILE);
    return true;
}

static void destroy(const slicer_plugin *plugin)
{
    hello *me = self(plugin);
    if (me->has_thread)
        pthread_join(me->thread, NULL);
    say(me, TAG " destroyed");
    free(me);
}

static void on_main_thread(const slicer_plugin *plugin)
{
    hello *me = self(plugin);
    say(me, TAG " called back");
    if (me->has_thread) {
        pthread_join(me->thread, NULL);
        me->has_thread = false;
        tell(me, TAG ".later", SLICER_OUTCOME_DONE, "Better late than never.");
    }
}

static const void *get_extension(const slicer_plugin *plugin, const char *id)
{
    (void)plugin;
    if (strcmp(id, SLICER_EXT_MENU) == 0)
        return &Menu;
    if (strcmp(id, SLICER_EXT_TASKS) == 0)
        return &Tasks;
    return strcmp(id, SLICER_EXT_LIFECYCLE) == 0 ? &Lifecycle : NULL;
}

static const slicer_plugin *create(const slicer_host *host)
{
    hello *me = calloc(1, sizeof *me);
    if (me == NULL)
        return NULL;
    const slicer_plugin functions = {me, init, destroy, on_main_thread, get_extension};
    me->plugin = functions;
    me->host = host;
    return &me->plugin;
}

static const slicer_plugin_descriptor Descriptor = {
    "com.example." TAG, "Hello", "Example", "1.0", "Says hello.",
};

const slicer_plugin_entry_v1 slicer_plugin_entry = {SLICER_SDK_VERSION_INIT, &Descriptor, create};
