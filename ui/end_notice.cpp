#include "end_notice.hpp"

#include "active_window_gtk.hpp"
#include "desktop_notice.hpp"
#include "dialog_parts.hpp"
#include "publish/settings.hpp"
#include "translate.hpp"

#include <utility>

namespace mmf::ui {

EndNotice::EndNotice(Backend &backend) : m_backend(backend), m_notifier(backend.host().product()) {}

void EndNotice::tell(const publish::JobEnded &ended, bool is_in_dialog)
{
    const auto notice = desktop_notice(ended, is_in_dialog && is_slicer_active());
    if (!notice || !is_wanted()) {
        return;
    }
    DesktopNotifier::Message message{notice->title.utf8_string(), notice->text.utf8_string(), {}, {}};
    if (!notice->url.empty()) {
        message.click_label = tr("Open the page").utf8_string();
        message.on_click = [url = notice->url] { open_in_browser(url); };
    }
    m_notifier.show(std::move(message));
}

bool EndNotice::is_wanted() const
{
    if (!m_backend.host().is_attended()) {
        return false;
    }
    const auto settings = publish::read_settings(m_backend.paths().settings_file());
    return settings.value_or(publish::Settings()).tells_on_desktop; // who is wrong is told by others
}

} // namespace mmf::ui
