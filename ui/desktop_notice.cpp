#include "desktop_notice.hpp"

#include "sentences.hpp"

namespace mmf::ui {

std::optional<DesktopNotice> desktop_notice(const publish::JobEnded &ended, bool is_looked_at)
{
    using publish::Phase;
    const bool is_stopped = ended.phase == Phase::Cancelled || ended.phase == Phase::Paused;
    if (is_stopped || is_looked_at) {
        return std::nullopt;
    }
    return DesktopNotice{wxString::FromUTF8(ended.name), sentence(ended),
                         ended.status_url.empty() ? ended.object_url : ended.status_url};
}

} // namespace mmf::ui
