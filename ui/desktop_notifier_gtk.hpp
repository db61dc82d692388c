// Messages on the person's desktop, by its notification service (org.freedesktop.Notifications on the session
// bus). [main-thread]
//
// Not by wxNotificationMessage: that waits for the service within the call, for 25 seconds if it hangs.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace mmf::ui {

class DesktopNotifier
{
public:
    // Texts are UTF-8; nothing of them is markup.
    struct Message
    {
        std::string title;
        std::string text;
        // For a click on it, as long as the notifier lives; empty and null: a click does nothing.
        std::string click_label;
        std::function<void()> on_click;
    };

    // `program` is whose messages they are.
    explicit DesktopNotifier(std::string program);
    DesktopNotifier(const DesktopNotifier &) = delete;
    DesktopNotifier &operator=(const DesktopNotifier &) = delete;
    // What is under way is not waited for.
    ~DesktopNotifier();

    // Returns at once. Where there is no such service, or it does not answer, nothing is shown.
    void show(Message message);

private:
    class Bus;

    std::shared_ptr<Bus> m_bus;
};

} // namespace mmf::ui
