/**
 * The host's side of the SDK: its extensions as C tables, and its services for the loader.
 *
 * Owned by the application; outlives the plugins. What plugins ask for is answered by HostPorts.
 */
#pragma once

#include "loader/host_services.hpp"
#include "shim_slicer/log.hpp"
#include "shim_slicer/outcome.hpp"
#include "shim_slicer/plate.hpp"

#include <memory>
#include <string>
#include <thread>

namespace shim {

/** What the extensions need of the program. [main-thread] */
class HostPorts
{
public:
    virtual ~HostPorts() = default;

    virtual std::shared_ptr<const PlateSnapshot> plate() const = 0;

    /** Null while there is no window. */
    virtual void *native_top_window() const = 0;

    /** `fraction` is negative if unknown. */
    virtual void on_progress(const std::string &plugin, const std::string &action, double fraction,
                             const std::string &text) = 0;
    virtual void on_outcome(const std::string &plugin, const std::string &action, Outcome outcome) = 0;
};

class HostExtensions : public slicer_sdk::HostServices
{
public:
    /** Made on the main thread; `ports` and `log` outlive it. */
    HostExtensions(HostPorts &ports, const Log &log, bool is_attended, std::string language);

    const char *name() const override { return "Shim Slicer"; }
    const char *version() const override;
    const void *extension(const char *id) const override;
    void post_to_main_thread(std::function<void()> task) override;
    void warn(const std::string &sentence) override;

    HostPorts &ports() const { return m_ports; }
    const Log &log() const { return m_log; }
    bool is_attended() const { return m_is_attended; }
    const std::string &language() const { return m_language; }
    bool is_main_thread() const { return std::this_thread::get_id() == m_main_thread; }

private:
    HostPorts &m_ports;
    const Log &m_log;
    bool m_is_attended;
    std::string m_language;
    std::thread::id m_main_thread = std::this_thread::get_id();
};

} // namespace shim
