/* A plugin that is wrong in one way, chosen by a definition. */
#include "slicer_sdk/menu.h"
#include "slicer_sdk/sdk.h"
#include "slicer_sdk/tasks.h"

#include <stdio.h>
#include <string.h>

static void destroy(const slicer_plugin *plugin)
{
    (void)plugin;
}

static void on_main_thread(const slicer_plugin *plugin)
{
    (void)plugin;
}

static bool init(const slicer_plugin *plugin, char *reason, size_t reason_size)
{
    (void)plugin;
    (void)reason;
    (void)reason_size;
#if defined(INIT_REFUSES)
    snprintf(reason, reason_size, "It wants a colour printer.");
    return false;
#elif defined(INIT_IS_SILENT)
    return false;
#elif defined(INIT_OVERFLOWS)
    memset(reason, 'x', reason_size);
    return false;
#else
    return true;
#endif
}

#if defined(MENU_INCOMPLETE) || defined(MENU_DOUBLED) || defined(MENU_NO_LABEL) || defined(MENU_ENDLESS)

static uint32_t count(const slicer_plugin *plugin)
{
    (void)plugin;
#if defined(MENU_ENDLESS)
    return UINT32_MAX;
#else
    return 2;
#endif
}

static bool get(const slicer_plugin *plugin, uint32_t index, slicer_menu_action *action)
{
    static char ids[128][16];
    (void)plugin;
    snprintf(ids[index % 128], sizeof ids[0], "action.%u", (unsigned)index);
    action->id = ids[index % 128];
    action->place = SLICER_PLACE_FILE_EXPORT;
    action->label = "Label";
    action->help = "";
#if defined(MENU_DOUBLED)
    action->id = "action.same";
#elif defined(MENU_NO_LABEL)
    action->label = NULL;
#endif
    return true;
}

static bool is_enabled(const slicer_plugin *plugin, const char *action_id)
{
    (void)plugin;
    (void)action_id;
    return true;
}

#if !defined(MENU_INCOMPLETE)
static bool perform(const slicer_plugin *plugin, const char *action_id)
{
    (void)plugin;
    (void)action_id;
    return true;
}
#endif

static const slicer_plugin_menu Menu = {
    count,
    get,
    is_enabled,
#if !defined(MENU_INCOMPLETE)
    perform,
#else
    NULL,
#endif
};

static const void *get_extension(const slicer_plugin *plugin, const char *id)
{
    (void)plugin;
    return strcmp(id, SLICER_EXT_MENU) == 0 ? &Menu : NULL;
}

#elif defined(TASKS_INCOMPLETE)

static const slicer_plugin_tasks Tasks = {NULL};

static const void *get_extension(const slicer_plugin *plugin, const char *id)
{
    (void)plugin;
    return strcmp(id, SLICER_EXT_TASKS) == 0 ? &Tasks : NULL;
}

#else

static const void *get_extension(const slicer_plugin *plugin, const char *id)
{
    (void)plugin;
    (void)id;
    return NULL;
}

#endif

static const slicer_plugin Plugin = {
    NULL,          init, destroy,
#if defined(NO_FUNCTION)
    NULL,
#else
    on_main_thread,
#endif
    get_extension,
};

static const slicer_plugin *create(const slicer_host *host)
{
    (void)host;
#if defined(CREATE_NULL)
    return NULL;
#else
    return &Plugin;
#endif
}

static const slicer_plugin_descriptor Descriptor = {
    "com.example.refused",
    "Refused",
#if defined(NO_VENDOR)
    NULL,
#else
    "Example",
#endif
    "1.0",
    "Wrong in one way.",
};

const slicer_plugin_entry_v1 slicer_plugin_entry = {
#if defined(OTHER_MAJOR)
    /* Nothing behind the version may be read. */
    {SLICER_SDK_VERSION_MAJOR + 1, 0, 0},
    (const slicer_plugin_descriptor *)8,
#elif defined(NO_DESCRIPTOR)
    SLICER_SDK_VERSION_INIT,
    NULL,
#else
    SLICER_SDK_VERSION_INIT,
    &Descriptor,
#endif
#if defined(NO_CREATE)
    NULL,
#else
    create,
#endif
};

#if defined(NO_CREATE) || defined(NO_DESCRIPTOR) || defined(OTHER_MAJOR) || defined(NO_FUNCTION) ||          \
    defined(CREATE_NULL)
/* Uses what the tables above leave out. */
SLICER_EXPORT const char *use_the_rest(void);

const char *use_the_rest(void)
{
    create(NULL);
    on_main_thread(&Plugin);
    return Descriptor.id;
}
#endif
