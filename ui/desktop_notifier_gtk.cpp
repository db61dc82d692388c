#include "desktop_notifier_gtk.hpp"

#include <cstdint>
#include <gio/gio.h>
#include <map>
#include <string_view>
#include <utility>

namespace mmf::ui {

namespace {

constexpr const char *Service = "org.freedesktop.Notifications";
constexpr const char *Path = "/org/freedesktop/Notifications";
constexpr const char *ClickAction = "default"; // the specification's name for a click on the message
constexpr int AnswerWithin = 5000;             // milliseconds

struct Unref
{
    void operator()(GVariant *value) const { g_variant_unref(value); }
    void operator()(gchar *text) const { g_free(text); }
    template <typename Object>
    void operator()(Object *object) const
    {
        g_object_unref(object);
    }
};
template <typename Type>
using Owned = std::unique_ptr<Type, Unref>;

// A service that knows markup would take a model's name for it.
std::string as_body(const std::string &text, bool has_markup)
{
    return has_markup ? Owned<gchar>(g_markup_escape_text(text.c_str(), -1)).get() : text;
}

bool has_capability(GVariant *answer, std::string_view wanted)
{
    const Owned<GVariant> names(g_variant_get_child_value(answer, 0));
    for (gsize i = 0; i < g_variant_n_children(names.get()); ++i) {
        const Owned<GVariant> name(g_variant_get_child_value(names.get(), i));
        if (wanted == g_variant_get_string(name.get(), nullptr)) {
            return true;
        }
    }
    return false;
}

} // namespace

// Each call to the bus is answered on the main thread, from its event loop, perhaps after the notifier has
// gone.
class DesktopNotifier::Bus : public std::enable_shared_from_this<Bus>
{
public:
    explicit Bus(std::string program) : m_program(std::move(program)) {}

    void show(Message message)
    {
        if (m_connection) {
            ask_capabilities(std::move(message));
            return;
        }
        g_bus_get(
            G_BUS_TYPE_SESSION, m_cancellable.get(),
            [](GObject *, GAsyncResult *result, gpointer data) {
                const std::unique_ptr<Request> request(static_cast<Request *>(data));
                if (auto *connection = g_bus_get_finish(result, nullptr)) {
                    request->bus->connected(connection);
                    request->bus->ask_capabilities(std::move(request->message));
                }
            },
            new Request{shared_from_this(), std::move(message)});
    }

    void close()
    {
        g_cancellable_cancel(m_cancellable.get());
        m_clicks.clear();
        if (m_connection) {
            g_dbus_connection_signal_unsubscribe(m_connection.get(), m_subscription);
            m_connection.reset();
        }
    }

private:
    struct Request
    {
        std::shared_ptr<Bus> bus;
        Message message;
    };

    void connected(GDBusConnection *connection)
    {
        const Owned<GDBusConnection> owned(connection);
        if (m_connection) {
            return; // by an earlier message
        }
        m_connection.reset(static_cast<GDBusConnection *>(g_object_ref(connection)));
        m_subscription = g_dbus_connection_signal_subscribe(
            connection, Service, Service, "ActionInvoked", Path, nullptr, G_DBUS_SIGNAL_FLAGS_NONE,
            [](GDBusConnection *, const gchar *, const gchar *, const gchar *, const gchar *,
               GVariant *parameters, gpointer data) { static_cast<Bus *>(data)->clicked(parameters); },
            this, nullptr);
    }

    template <void (Bus::*Answered)(Message, GVariant *)>
    void call(const char *method, GVariant *parameters, Message message)
    {
        g_dbus_connection_call(
            m_connection.get(), Service, Path, Service, method, parameters, nullptr, G_DBUS_CALL_FLAGS_NONE,
            AnswerWithin, m_cancellable.get(),
            [](GObject *source, GAsyncResult *result, gpointer data) {
                const std::unique_ptr<Request> request(static_cast<Request *>(data));
                auto *connection = reinterpret_cast<GDBusConnection *>(source);
                const Owned<GVariant> answer(g_dbus_connection_call_finish(connection, result, nullptr));
                if (answer) {
                    (request->bus.get()->*Answered)(std::move(request->message), answer.get());
                }
            },
            new Request{shared_from_this(), std::move(message)});
    }

    void ask_capabilities(Message message)
    {
        call<&Bus::notify>("GetCapabilities", nullptr, std::move(message));
    }

    void notify(Message message, GVariant *capabilities)
    {
        if (g_variant_is_of_type(capabilities, G_VARIANT_TYPE("(as)")) == FALSE) {
            return;
        }
        GVariantBuilder actions;
        g_variant_builder_init(&actions, G_VARIANT_TYPE("as"));
        if (message.on_click && has_capability(capabilities, "actions")) {
            g_variant_builder_add(&actions, "s", ClickAction);
            g_variant_builder_add(&actions, "s", message.click_label.c_str());
        }
        const std::string body = as_body(message.text, has_capability(capabilities, "body-markup"));
        constexpr std::uint32_t NoneBefore = 0;
        constexpr std::int32_t AsTheServiceLikes = -1;
        GVariant *parameters =
            g_variant_new("(susssasa{sv}i)", m_program.c_str(), NoneBefore, "", message.title.c_str(),
                          body.c_str(), &actions, nullptr, AsTheServiceLikes);
        call<&Bus::shown>("Notify", parameters, std::move(message));
    }

    void shown(Message message, GVariant *answer)
    {
        if (message.on_click && g_variant_is_of_type(answer, G_VARIANT_TYPE("(u)")) != FALSE) {
            std::uint32_t id = 0;
            g_variant_get(answer, "(u)", &id);
            m_clicks[id] = std::move(message.on_click);
        }
    }

    void clicked(GVariant *parameters)
    {
        if (g_variant_is_of_type(parameters, G_VARIANT_TYPE("(us)")) == FALSE) {
            return;
        }
        std::uint32_t id = 0;
        const gchar *action = nullptr;
        g_variant_get(parameters, "(u&s)", &id, &action);
        if (std::string_view(action) == ClickAction) {
            if (const auto click = m_clicks.extract(id)) {
                click.mapped()();
            }
        }
    }

    const std::string m_program;
    Owned<GCancellable> m_cancellable{g_cancellable_new()};
    Owned<GDBusConnection> m_connection;
    guint m_subscription = 0;
    std::map<std::uint32_t, std::function<void()>> m_clicks; // by the message's id
};

DesktopNotifier::DesktopNotifier(std::string program) : m_bus(std::make_shared<Bus>(std::move(program))) {}

DesktopNotifier::~DesktopNotifier()
{
    m_bus->close();
}

void DesktopNotifier::show(Message message)
{
    m_bus->show(std::move(message));
}

} // namespace mmf::ui
