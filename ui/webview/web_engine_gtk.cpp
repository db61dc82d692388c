#include "webview/web_engine.hpp"

#include "http/url.hpp"

#include <charconv>
#include <set>
#include <utility>
#include <webkit2/webkit2.h>
#include <wx/colour.h>
#include <wx/webview.h>

namespace mmf::ui {

namespace {

struct Unref
{
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename Object>
using Owned = std::unique_ptr<Object, Unref>;

// Whether an authority in the file vouches for the certificate, for that host, today.
bool is_vouched_for(GTlsCertificate *certificate, const http::Url &url, const std::filesystem::path &ca_file)
{
    std::error_code ignored;
    const std::filesystem::path file = std::filesystem::absolute(ca_file, ignored);
    const Owned<GTlsDatabase> authorities(g_tls_file_database_new(file.c_str(), nullptr));
    if (!authorities) {
        return false;
    }
    guint16 port = 0;
    std::from_chars(url.port.data(), url.port.data() + url.port.size(), port);
    const bool is_ipv6 = url.host.starts_with("[");
    const std::string host = is_ipv6 ? url.host.substr(1, url.host.size() - 2) : url.host;
    const Owned<GSocketConnectable> identity(g_network_address_new(host.c_str(), port));
    GError *error = nullptr;
    const GTlsCertificateFlags faults = g_tls_database_verify_chain(
        authorities.get(), certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity.get(), nullptr,
        G_TLS_DATABASE_VERIFY_NONE, nullptr, &error);
    const bool failed = error != nullptr;
    g_clear_error(&error);
    return !failed && faults == 0;
}

class WebEngineGtk final : public WebEngine
{
public:
    WebEngineGtk(WebKitWebView *view, std::filesystem::path ca_file, WebEngineEvents events)
        : m_view(WEBKIT_WEB_VIEW(g_object_ref(view))),
          m_context(WEBKIT_WEB_CONTEXT(g_object_ref(webkit_web_view_get_context(view)))),
          m_ca_file(std::move(ca_file)),
          m_events(std::move(events))
    {
        // wxWidgets answers "create" with the same view, which ends the web process of newer engines.
        const guint create = g_signal_lookup("create", WEBKIT_TYPE_WEB_VIEW);
        constexpr auto Mask = static_cast<GSignalMatchType>(G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_UNBLOCKED);
        while (const gulong id = g_signal_handler_find(view, Mask, create, 0, nullptr, nullptr, nullptr)) {
            g_signal_handler_block(view, id);
        }
        g_signal_connect(view, "create", G_CALLBACK(on_create), this);
        g_signal_connect(view, "resource-load-started", G_CALLBACK(on_resource), this);
        g_signal_connect(view, "load-failed-with-tls-errors", G_CALLBACK(on_tls_errors), this);
        g_signal_connect(view, "load-failed", G_CALLBACK(on_load_failed), this);
        g_signal_connect(view, "web-process-terminated", G_CALLBACK(on_terminated), this);
        g_signal_connect(view, "permission-request", G_CALLBACK(on_permission_request), this);
        g_signal_connect(m_context.get(), "download-started", G_CALLBACK(on_download_started), this);
    }

    ~WebEngineGtk() override
    {
        unwatch();
        g_signal_handlers_disconnect_by_data(m_view.get(), this);
        g_signal_handlers_disconnect_by_data(m_context.get(), this);
    }

    void watch_frame(const std::string &url) override
    {
        unwatch();
        m_watched_url = url;
    }

    void set_backdrop(const wxColour &colour) override
    {
        webkit_web_view_set_background_color(m_view.get(), colour);
    }

private:
    void unwatch()
    {
        if (m_watched) {
            g_signal_handlers_disconnect_by_data(m_watched.get(), this);
            m_watched.reset();
        }
        m_watched_url.clear();
    }

    static GtkWidget *on_create(WebKitWebView *, WebKitNavigationAction *action, gpointer user_data)
    {
        const char *uri = webkit_uri_request_get_uri(webkit_navigation_action_get_request(action));
        static_cast<WebEngineGtk *>(user_data)->m_events.window_wanted(uri != nullptr ? uri : "");
        return nullptr;
    }

    static void on_resource(WebKitWebView *, WebKitWebResource *resource, WebKitURIRequest *request,
                            gpointer user_data)
    {
        auto *self = static_cast<WebEngineGtk *>(user_data);
        const char *uri = webkit_uri_request_get_uri(request);
        if (self->m_watched || self->m_watched_url.empty() || uri == nullptr || self->m_watched_url != uri) {
            return;
        }
        self->m_watched.reset(WEBKIT_WEB_RESOURCE(g_object_ref(resource)));
        g_signal_connect(resource, "failed-with-tls-errors", G_CALLBACK(on_frame_tls_errors), self);
        g_signal_connect(resource, "failed", G_CALLBACK(on_frame_failed), self);
    }

    static void on_frame_tls_errors(WebKitWebResource *resource, GTlsCertificate *certificate,
                                    GTlsCertificateFlags, gpointer user_data)
    {
        static_cast<WebEngineGtk *>(user_data)->check_certificate(webkit_web_resource_get_uri(resource),
                                                                  certificate);
    }

    static void on_frame_failed(WebKitWebResource *resource, GError *error, gpointer user_data)
    {
        // Replaced by another load, or vetoed.
        if (!g_error_matches(error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED) &&
            error->domain != WEBKIT_POLICY_ERROR) {
            const std::string uri = webkit_web_resource_get_uri(resource);
            static_cast<WebEngineGtk *>(user_data)->m_events.frame_failed(uri);
        }
    }

    static gboolean on_tls_errors(WebKitWebView *, const char *uri, GTlsCertificate *certificate,
                                  GTlsCertificateFlags, gpointer user_data)
    {
        static_cast<WebEngineGtk *>(user_data)->check_certificate(uri, certificate);
        return TRUE;
    }

    void check_certificate(const std::string &uri, GTlsCertificate *certificate)
    {
        const auto url = http::parse_url(uri);
        // Each host once: what is refused although it was allowed would be loaded without end.
        const bool trusted = url && !m_ca_file.empty() && !m_allowed.contains(url->host) &&
                             is_vouched_for(certificate, *url, m_ca_file);
        if (trusted) {
            webkit_web_context_allow_tls_certificate_for_host(m_context.get(), certificate,
                                                              url->host.c_str());
            m_allowed.insert(url->host);
        }
        m_events.bad_certificate(uri, trusted);
    }

    // wxWebView has told of the error already; the engine's own page about it would count as one.
    static gboolean on_load_failed(WebKitWebView *, WebKitLoadEvent, const char *, GError *, gpointer)
    {
        return TRUE;
    }

    static void on_terminated(WebKitWebView *, WebKitWebProcessTerminationReason, gpointer user_data)
    {
        static_cast<WebEngineGtk *>(user_data)->m_events.crashed();
    }

    static gboolean on_permission_request(WebKitWebView *, WebKitPermissionRequest *request, gpointer)
    {
        webkit_permission_request_deny(request);
        return TRUE;
    }

    static void on_download_started(WebKitWebContext *, WebKitDownload *download, gpointer user_data)
    {
        // The context is this view's alone.
        const char *uri = webkit_uri_request_get_uri(webkit_download_get_request(download));
        static_cast<WebEngineGtk *>(user_data)->m_events.download_wanted(uri != nullptr ? uri : "");
        webkit_download_cancel(download);
    }

    Owned<WebKitWebView> m_view;
    Owned<WebKitWebContext> m_context;
    std::filesystem::path m_ca_file;
    WebEngineEvents m_events;
    std::set<std::string> m_allowed;
    std::string m_watched_url;
    Owned<WebKitWebResource> m_watched;
};

} // namespace

std::unique_ptr<WebEngine> attach_web_engine(wxWebView &view, std::filesystem::path ca_file,
                                             WebEngineEvents events)
{
    return std::make_unique<WebEngineGtk>(WEBKIT_WEB_VIEW(view.GetNativeBackend()), std::move(ca_file),
                                          std::move(events));
}

} // namespace mmf::ui
