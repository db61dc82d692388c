#include "shim_slicer/measurement.hpp"

#include <algorithm>
#include <wx/window.h>

namespace shim {

namespace {

bool another_is_in_front(const wxTopLevelWindow *frame)
{
    return std::any_of(wxTopLevelWindows.begin(), wxTopLevelWindows.end(), [frame](wxWindow *window) {
        auto *other = wxDynamicCast(window, wxTopLevelWindow);
        return other != nullptr && other != frame && other->IsShown() && other->IsActive();
    });
}

} // namespace

void Measurement::on_action(const std::string &action)
{
    m_pending = {action, std::chrono::steady_clock::now()};
}

void Measurement::on_progress()
{
    if (!m_heartbeat.beats())
        m_heartbeat.begin();
}

void Measurement::on_outcome(const std::string &action)
{
    m_pending.reset();
    if (!m_heartbeat.beats())
        return;
    const Heartbeat::Gaps gaps = m_heartbeat.end();
    write(wxString::Format("%s beats %zu longest %.2f ms p999 %.2f ms", wxString::FromUTF8(action),
                           gaps.count, gaps.longest, gaps.p999));
}

void Measurement::on_idle(const wxTopLevelWindow *frame)
{
    if (const auto cost = m_start_cost.take())
        write(wxString::Format("startup %.2f ms %.2f MiB", cost->milliseconds, cost->mebibytes));
    if (m_pending && another_is_in_front(frame)) {
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - m_pending->since;
        write(wxString::Format("%s shown %.2f ms", wxString::FromUTF8(m_pending->action), took.count()));
        m_pending.reset();
    }
}

void Measurement::write(const wxString &line) const
{
    m_log.write(SLICER_LOG_INFO, "measure", line.utf8_string());
}

} // namespace shim
