/**
 * A wxWidgets program's side of the SDK, but for the plate: its extensions as C tables, and its services for
 * the loader. A host derives from it and adds the extensions of its own.
 *
 * Made on the main thread and owned by the host; outlives the plugins. What plugins ask for is answered by
 * HostView.
 */
#pragma once

#include "loader/host_services.hpp"
#include "wx_host/log.hpp"
#include "wx_host/offer.hpp"
#include "wx_host/outcome.hpp"
#include "wx_host/task.hpp"

#include <functional>
#include <string>
#include <thread>

namespace wx_host {

/** What the extensions need of the program's window. [main-thread] */
class HostView
{
public:
    virtual ~HostView() = default;

    /** Null while there is no window. */
    virtual void *native_top_window() const = 0;

    /** `plugin` is its name, for people; `fraction` is negative if unknown. */
    virtual void on_progress(const std::string &plugin, const std::string &action, double fraction,
                             const std::string &text) = 0;
    virtual void on_outcome(const std::string &plugin, const std::string &action, Outcome outcome) = 0;
    virtual void on_offer(const std::string &plugin, Offer offer) = 0;
    virtual bool is_offer_shown(const std::string &plugin, const std::string &action) = 0;
    virtual void on_offer_withdrawn(const std::string &plugin, const std::string &action) = 0;

    virtual void on_task(Task task) = 0;
    /** `action` is empty if no `perform` waits for this outcome. */
    virtual void on_task_ended(const TaskName &task, const std::string &plugin, const std::string &action,
                               Outcome outcome) = 0;
    virtual void on_task_removed(const TaskName &task) = 0;
};

/** What does not change during a run. */
struct HostFacts
{
    std::string name;
    std::string version;
    std::string language; // as slicer.locale/1 wants it
    bool is_attended = true;
};

class WxHost : public slicer_sdk::HostServices
{
public:
    /** `view` and `log` outlive it. */
    WxHost(HostView &view, const Log &log, HostFacts facts);

    const char *name() const override { return m_facts.name.c_str(); }
    const char *version() const override { return m_facts.version.c_str(); }

    /** window, notify, offer, tasks, lifecycle, locale, log, thread-check. */
    const void *extension(const char *id) const override;
    void post_to_main_thread(std::function<void()> task) override;
    void warn(const std::string &sentence) override;

    HostView &view() const { return m_view; }
    const Log &log() const { return m_log; }
    const HostFacts &facts() const { return m_facts; }
    bool is_main_thread() const { return std::this_thread::get_id() == m_main_thread; }

private:
    HostView &m_view;
    const Log &m_log;
    HostFacts m_facts;
    std::thread::id m_main_thread = std::this_thread::get_id();
};

} // namespace wx_host
