/* A plugin that loads well and breaks one rule, chosen by a definition; its menu is as careless as a menu can
 * be. */
#include "slicer_sdk/log.h"
#include "slicer_sdk/menu.h"
#include "slicer_sdk/notify.h"
#include "slicer_sdk/offer.h"
#include "slicer_sdk/plate.h"
#include "slicer_sdk/sdk.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct careless
{
    slicer_plugin plugin;
    const slicer_host *host;
} careless;

/* One more symbol than there should be. */
SLICER_EXPORT int careless_symbol(void);

int careless_symbol(void)
{
    return 1;
}

static const slicer_menu_action Actions[] = {
    {"careless.place", "view.tools", "&Place", "Its place is unknown."},
    {"careless.mnemonic", SLICER_PLACE_FILE_EXPORT, "No mnemonic, && that is all", "No mnemonic."},
    {"careless.help", SLICER_PLACE_FILE_EXPORT, "No &help", ""},
    {"careless.latin", SLICER_PLACE_FILE_EXPORT, "Gr\xfc\xdf&e", "Latin-1."},
    {"careless.script", "", "For scripts", ""},
};

static uint32_t count(const slicer_plugin *plugin)
{
    (void)plugin;
    return sizeof Actions / sizeof Actions[0];
}

static bool get(const slicer_plugin *plugin, uint32_t index, slicer_menu_action *action)
{
    (void)plugin;
    *action = Actions[index];
    return true;
}

static bool is_enabled(const slicer_plugin *plugin, const char *action_id)
{
    (void)plugin;
#if defined(KNOWS_ALL)
    (void)action_id;
    return true;
#else
    return strncmp(action_id, "careless.", strlen("careless.")) == 0;
#endif
}

static bool perform(const slicer_plugin *plugin, const char *action_id)
{
    return is_enabled(plugin, action_id);
}

static const slicer_plugin_menu Menu = {count, get, is_enabled, perform};

#if defined(OTHER_THREAD) || defined(LEAVES_THREAD)
static void *other_thread(void *data)
{
#if defined(OTHER_THREAD)
    const careless *self = data;
    const slicer_outcome outcome = {.kind = SLICER_OUTCOME_DONE, .message = "Done."};
    const slicer_host_notify *notify = self->host->get_extension(self->host, SLICER_EXT_NOTIFY);
    notify->outcome(self->host, "careless.help", &outcome);
#else
    (void)data;
    pause();
#endif
    return NULL;
}
#endif

static bool init(const slicer_plugin *plugin, char *reason, size_t reason_size)
{
    const careless *self = plugin->plugin_data;
    (void)self;
    (void)reason;
    (void)reason_size;
#if defined(CRASHES)
    abort();
#elif defined(HANGS)
    for (;;)
        pause();
#elif defined(EXITS)
    _exit(0);
#elif defined(OTHER_THREAD) || defined(LEAVES_THREAD)
    pthread_t thread;
    if (pthread_create(&thread, NULL, &other_thread, plugin->plugin_data) != 0)
        return false;
#if defined(OTHER_THREAD)
    pthread_join(thread, NULL);
#else
    pthread_detach(thread);
#endif
#elif defined(LEAVES_FILE)
    if (open("/dev/null", O_RDONLY) < 0)
        return false;
#elif defined(KEEPS_PLATE)
    const slicer_host_plate *plate = self->host->get_extension(self->host, SLICER_EXT_PLATE);
    plate->acquire(self->host);
#elif defined(OFFERS_TO_NOBODY)
    const slicer_host_offer *offers = self->host->get_extension(self->host, SLICER_EXT_OFFER);
    const slicer_offer offer = {"careless.help", "There is \xfcmore.", "&Go on"};
    offers->show(self->host, &offer);
#elif defined(LOGS_LATIN)
    const slicer_host_log *log = self->host->get_extension(self->host, SLICER_EXT_LOG);
    log->log(self->host, SLICER_LOG_INFO, "Gr\xfc\xdf");
#endif
    return true;
}

static void destroy(const slicer_plugin *plugin)
{
    free(plugin->plugin_data);
}

static void on_main_thread(const slicer_plugin *plugin)
{
    (void)plugin;
}

static const void *get_extension(const slicer_plugin *plugin, const char *id)
{
    (void)plugin;
    return strcmp(id, SLICER_EXT_MENU) == 0 ? &Menu : NULL;
}

static const slicer_plugin *create(const slicer_host *host)
{
    careless *self = calloc(1, sizeof *self);
    if (self == NULL)
        return NULL;
    const slicer_plugin functions = {self, init, destroy, on_main_thread, get_extension};
    self->plugin = functions;
    self->host = host;
#if defined(SECOND_LIFE_FAILS)
    static bool has_lived = false;
    if (has_lived) {
        free(self);
        return NULL;
    }
    has_lived = true;
#endif
    return &self->plugin;
}

static const slicer_plugin_descriptor Descriptor = {"careless", "Careless", "Example", "1.0",
                                                    "Takes no care."};

const slicer_plugin_entry_v1 slicer_plugin_entry = {SLICER_SDK_VERSION_INIT, &Descriptor, create};
