#include "wx_host/wx_host.hpp"

#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/locale.h"
#include "slicer_sdk/log.h"
#include "slicer_sdk/notify.h"
#include "slicer_sdk/offer.h"
#include "slicer_sdk/tasks.h"
#include "slicer_sdk/thread_check.h"
#include "slicer_sdk/window.h"
#include "wx_host/extension_call.hpp"

#include <array>
#include <cstring>
#include <utility>
#include <wx/app.h>
#include <wx/build.h>
#include <wx/version.h>

namespace wx_host {

namespace {

void *window_native(const slicer_host *host)
{
    return self(host).view().native_top_window();
}

// As compiled against. The library's own (wxGetLibraryVersionInfo) costs 300 ms: to tell it, wxWidgets asks
// lsb_release for the distribution. Another series has another soname.
const char *window_wx_version(const slicer_host *)
{
    return wxVERSION_NUM_DOT_STRING;
}

const char *window_wx_build(const slicer_host *)
{
    return WX_BUILD_OPTIONS_SIGNATURE;
}

void notify_progress(const slicer_host *host, const char *action_id, double fraction, const char *text)
{
    guarded(host, false, [&] {
        self(host).view().on_progress(slicer_sdk::plugin_of(host).name, text_or_empty(action_id), fraction,
                                      text_or_empty(text));
        return true;
    });
}

void notify_outcome(const slicer_host *host, const char *action_id, const slicer_outcome *outcome)
{
    guarded(host, false, [&] {
        if (outcome != nullptr)
            self(host).view().on_outcome(slicer_sdk::plugin_of(host).name, text_or_empty(action_id),
                                         copy_of(*outcome));
        return true;
    });
}

void offer_show(const slicer_host *host, const slicer_offer *offer)
{
    guarded(host, false, [&] {
        if (offer != nullptr && self(host).facts().is_attended)
            self(host).view().on_offer(slicer_sdk::plugin_of(host).name,
                                       {text_or_empty(offer->action_id), text_or_empty(offer->message),
                                        text_or_empty(offer->button)});
        return true;
    });
}

bool offer_is_shown(const slicer_host *host, const char *action_id)
{
    return guarded(host, false, [&] {
        return self(host).view().is_offer_shown(slicer_sdk::plugin_of(host).name, text_or_empty(action_id));
    });
}

void offer_withdraw(const slicer_host *host, const char *action_id)
{
    guarded(host, false, [&] {
        self(host).view().on_offer_withdrawn(slicer_sdk::plugin_of(host).name, text_or_empty(action_id));
        return true;
    });
}

TaskName task_name(const slicer_host *host, const char *task_id)
{
    return {slicer_sdk::plugin_of(host).id, text_or_empty(task_id)};
}

void tasks_show(const slicer_host *host, const slicer_task *task)
{
    guarded(host, false, [&] {
        if (task != nullptr)
            self(host).view().on_task(copy_of(*task, slicer_sdk::plugin_of(host).id));
        return true;
    });
}

void tasks_end(const slicer_host *host, const char *task_id, const char *action_id,
               const slicer_outcome *outcome)
{
    guarded(host, false, [&] {
        if (outcome != nullptr)
            self(host).view().on_task_ended(task_name(host, task_id), slicer_sdk::plugin_of(host).name,
                                            text_or_empty(action_id), copy_of(*outcome));
        return true;
    });
}

void tasks_remove(const slicer_host *host, const char *task_id)
{
    guarded(host, false, [&] {
        self(host).view().on_task_removed(task_name(host, task_id));
        return true;
    });
}

bool lifecycle_is_attended(const slicer_host *host)
{
    return self(host).facts().is_attended;
}

const char *locale_language(const slicer_host *host)
{
    return self(host).facts().language.c_str();
}

void log_line(const slicer_host *host, std::int32_t severity, const char *message)
{
    guarded(host, false, [&] {
        self(host).log().write(severity, slicer_sdk::plugin_of(host).name, text_or_empty(message));
        return true;
    });
}

bool thread_is_main(const slicer_host *host)
{
    return self(host).is_main_thread();
}

constexpr slicer_host_window WindowTable{&window_native, &window_wx_version, &window_wx_build};
constexpr slicer_host_notify NotifyTable{&notify_progress, &notify_outcome};
constexpr slicer_host_offer OfferTable{&offer_show};
constexpr slicer_host_offer_2 Offer2Table{&offer_show, &offer_is_shown, &offer_withdraw};
constexpr slicer_host_tasks TasksTable{&tasks_show, &tasks_end, &tasks_remove};
constexpr slicer_host_lifecycle LifecycleTable{&lifecycle_is_attended};
constexpr slicer_host_locale LocaleTable{&locale_language};
constexpr slicer_host_log LogTable{&log_line};
constexpr slicer_host_thread_check ThreadCheckTable{&thread_is_main};

constexpr std::array<std::pair<const char *, const void *>, 9> Tables{{
    {SLICER_EXT_WINDOW, &WindowTable},
    {SLICER_EXT_NOTIFY, &NotifyTable},
    {SLICER_EXT_OFFER, &OfferTable},
    {SLICER_EXT_OFFER_2, &Offer2Table},
    {SLICER_EXT_TASKS, &TasksTable},
    {SLICER_EXT_LIFECYCLE, &LifecycleTable},
    {SLICER_EXT_LOCALE, &LocaleTable},
    {SLICER_EXT_LOG, &LogTable},
    {SLICER_EXT_THREAD_CHECK, &ThreadCheckTable},
}};

} // namespace

WxHost::WxHost(HostView &view, const Log &log, HostFacts facts)
    : m_view(view), m_log(log), m_facts(std::move(facts))
{
}

const void *WxHost::extension(const char *id) const
{
    for (const auto &[known, table] : Tables) {
        if (std::strcmp(known, id) == 0)
            return table;
    }
    return nullptr;
}

void WxHost::post_to_main_thread(std::function<void()> task) // NOLINT(performance-unnecessary-value-param)
{
    // Runs in nested event loops as well, and wakes the loop.
    if (wxTheApp != nullptr)
        wxTheApp->CallAfter(task);
}

void WxHost::warn(const std::string &sentence)
{
    m_log.write(SLICER_LOG_WARNING, "loader", sentence);
}

} // namespace wx_host
