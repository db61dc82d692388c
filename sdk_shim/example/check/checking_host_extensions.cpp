// The tables of the checking host: each answers plausibly, and looks at what it is given.
#include "example/check/checking_host.hpp"
#include "loader/plugin_link.hpp"
#include "loader/text.hpp"
#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/locale.h"
#include "slicer_sdk/log.h"
#include "slicer_sdk/notify.h"
#include "slicer_sdk/offer.h"
#include "slicer_sdk/plate_file.h"
#include "slicer_sdk/settings_of_print.h"
#include "slicer_sdk/tasks.h"
#include "slicer_sdk/thread_check.h"
#include "slicer_sdk/window.h"

#include <array>
#include <cstring>
#include <utility>

#include <wx/defs.h> // the build's signature is made of what it defines

#include <wx/build.h>

namespace sdk_check {

namespace {

CheckingHost &self(const slicer_host *host)
{
    return static_cast<CheckingHost &>(slicer_sdk::services_of(host));
}

bool plate_is_empty(const slicer_host *host)
{
    self(host).expect_main_thread("plate.is_empty");
    return false;
}

const slicer_plate *plate_acquire(const slicer_host *host)
{
    self(host).expect_main_thread("plate.acquire");
    return self(host).lend_plate();
}

bool plate_file_is_empty(const slicer_host *host)
{
    self(host).expect_main_thread("plate-file.is_empty");
    return false;
}

void plate_file_name(const slicer_host *host, char *name, std::size_t name_size)
{
    self(host).expect_main_thread("plate-file.name");
    slicer_sdk::copy_text("Checked plate", name, name_size);
}

bool plate_file_write(const slicer_host *host, const char *path, char *reason, std::size_t reason_size)
{
    self(host).expect_main_thread("plate-file.write_stl");
    self(host).expect_text("plate-file's path", path);
    slicer_sdk::copy_text("The checking host writes no files.", reason, reason_size);
    return false;
}

void *window_native(const slicer_host *host)
{
    self(host).expect_main_thread("window.native_top_window");
    return nullptr;
}

const char *window_wx_version(const slicer_host *host)
{
    return self(host).wx_version().c_str();
}

const char *window_wx_build(const slicer_host *host)
{
    return self(host).wx_version().empty() ? "" : WX_BUILD_OPTIONS_SIGNATURE;
}

void notify_progress(const slicer_host *host, const char *action_id, double, const char *text)
{
    self(host).expect_main_thread("notify.progress");
    self(host).expect_text("progress's action", action_id);
    self(host).expect_text("progress's text", text);
    self(host).breach("It told progress of an action that nobody had performed.");
}

void notify_outcome(const slicer_host *host, const char *action_id, const slicer_outcome *outcome)
{
    self(host).expect_main_thread("notify.outcome");
    self(host).expect_text("outcome's action", action_id);
    self(host).expect_text("outcome's message", outcome != nullptr ? outcome->message : nullptr);
    self(host).breach("It told an outcome of an action that nobody had performed.");
}

void offer_show(const slicer_host *host, const slicer_offer *offer)
{
    self(host).expect_main_thread("offer.show");
    self(host).expect_text("offer's action", offer != nullptr ? offer->action_id : nullptr);
    self(host).expect_text("offer's message", offer != nullptr ? offer->message : nullptr);
    self(host).expect_text("offer's button", offer != nullptr ? offer->button : nullptr);
    self(host).breach("It made an offer although nobody is there.");
}

bool offer_is_shown(const slicer_host *host, const char *action_id)
{
    self(host).expect_main_thread("offer.is_shown");
    self(host).expect_text("offer's action", action_id);
    return false;
}

void offer_withdraw(const slicer_host *host, const char *action_id)
{
    self(host).expect_main_thread("offer.withdraw");
    self(host).expect_text("offer's action", action_id);
}

void tasks_show(const slicer_host *host, const slicer_task *task)
{
    self(host).expect_main_thread("tasks.show");
    self(host).expect_text("task's id", task != nullptr ? task->id : nullptr);
    self(host).expect_text("task's title", task != nullptr ? task->title : nullptr);
    self(host).expect_text("task's text", task != nullptr ? task->text : nullptr);
    self(host).breach("It showed a task though no action had been performed.");
}

void tasks_end(const slicer_host *host, const char *task_id, const char *, const slicer_outcome *outcome)
{
    self(host).expect_main_thread("tasks.end");
    self(host).expect_text("task's id", task_id);
    self(host).expect_text("outcome's message", outcome != nullptr ? outcome->message : nullptr);
    self(host).breach("It ended a task that was not shown.");
}

void tasks_remove(const slicer_host *host, const char *task_id)
{
    self(host).expect_main_thread("tasks.remove");
    self(host).expect_text("task's id", task_id);
}

bool lifecycle_is_attended(const slicer_host *)
{
    return false;
}

const char *locale_language(const slicer_host *)
{
    return "en";
}

bool settings_get(const slicer_host *host, slicer_print_settings *settings)
{
    self(host).expect_main_thread("settings-of-print.get");
    *settings = {0.2, "PLA", 0, SLICER_SUPPORTS_NONE};
    return true;
}

void log_line(const slicer_host *host, std::int32_t severity, const char *message)
{
    self(host).expect_text("log's message", message);
    if (severity < SLICER_LOG_DEBUG || severity > SLICER_LOG_ERROR)
        self(host).breach("It logged a line of an unknown severity, " + std::to_string(severity) + ".");
}

bool thread_is_main(const slicer_host *host)
{
    return self(host).is_main_thread();
}

constexpr slicer_host_plate PlateTable{&plate_is_empty, &plate_acquire};
constexpr slicer_host_plate_file PlateFileTable{&plate_file_is_empty, &plate_file_name, &plate_file_write};
constexpr slicer_host_window WindowTable{&window_native, &window_wx_version, &window_wx_build};
constexpr slicer_host_notify NotifyTable{&notify_progress, &notify_outcome};
constexpr slicer_host_offer OfferTable{&offer_show};
constexpr slicer_host_offer_2 Offer2Table{&offer_show, &offer_is_shown, &offer_withdraw};
constexpr slicer_host_tasks TasksTable{&tasks_show, &tasks_end, &tasks_remove};
constexpr slicer_host_lifecycle LifecycleTable{&lifecycle_is_attended};
constexpr slicer_host_locale LocaleTable{&locale_language};
constexpr slicer_host_settings_of_print SettingsTable{&settings_get};
constexpr slicer_host_log LogTable{&log_line};
constexpr slicer_host_thread_check ThreadCheckTable{&thread_is_main};

constexpr std::array<std::pair<const char *, const void *>, 12> Tables{{
    {SLICER_EXT_PLATE, &PlateTable},
    {SLICER_EXT_PLATE_FILE, &PlateFileTable},
    {SLICER_EXT_WINDOW, &WindowTable},
    {SLICER_EXT_NOTIFY, &NotifyTable},
    {SLICER_EXT_OFFER, &OfferTable},
    {SLICER_EXT_OFFER_2, &Offer2Table},
    {SLICER_EXT_TASKS, &TasksTable},
    {SLICER_EXT_LIFECYCLE, &LifecycleTable},
    {SLICER_EXT_LOCALE, &LocaleTable},
    {SLICER_EXT_SETTINGS_OF_PRINT, &SettingsTable},
    {SLICER_EXT_LOG, &LogTable},
    {SLICER_EXT_THREAD_CHECK, &ThreadCheckTable},
}};

} // namespace

const void *CheckingHost::extension(const char *id) const
{
    for (const auto &[known, table] : Tables) {
        if (std::strcmp(known, id) == 0)
            return table;
    }
    return nullptr;
}

} // namespace sdk_check
