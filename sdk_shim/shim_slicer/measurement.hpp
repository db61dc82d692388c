/**
 * For --measure: what plugins cost the window, one line each in the log.
 *
 *   startup 2.10 ms 1.50 MiB                        in the loader and in plugins until the window is idle
 *   ACTION shown 95.0 ms                            from the action until a window of its own is in front,
 * and idle ACTION beats 2000 longest 9.1 ms p999 7.0 ms    how long the main thread was busy, from the first
 * progress to the outcome; see Heartbeat
 *
 * Owned by the application. Main thread.
 */
#pragma once

#include "shim_slicer/heartbeat.hpp"
#include "shim_slicer/start_cost.hpp"
#include "wx_host/log.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <wx/toplevel.h>

namespace shim {

class Measurement
{
public:
    /** `log` outlives it. */
    explicit Measurement(const wx_host::Log &log) : m_log(log) {}

    /** Calls the loader or a plugin. */
    void call(const std::function<void()> &function) { m_start_cost.count(function); }

    void on_action(const std::string &action);
    void on_progress();
    void on_outcome(const std::string &action);

    /** `frame`: the program's own window. */
    void on_idle(const wxTopLevelWindow *frame);

private:
    struct Pending
    {
        std::string action;
        std::chrono::steady_clock::time_point since;
    };

    void write(const wxString &line) const;

    const wx_host::Log &m_log;
    StartCost m_start_cost;
    std::optional<Pending> m_pending;
    Heartbeat m_heartbeat;
};

} // namespace shim
