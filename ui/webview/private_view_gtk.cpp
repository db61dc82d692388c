// wxWebView 3.2 makes its WebKitWebView in the process's default context, which is the host's too and writes
// its cache to disk. The context can only be chosen while the view is made, and wxWidgets offers no way to:
// so for that moment the class of the view gets a constructor that chooses.
#include "webview/web_engine.hpp"

#include <stdexcept>
#include <vector>
#include <webkit2/webkit2.h>
#include <wx/webview.h>

namespace mmf::ui {

namespace {

// GObjectClass::constructor; it chains up to the parent's, which WebKitWebView uses as its own.
GObject *construct_with_own_context(GType type, guint count, GObjectConstructParam *parameters)
{
    std::vector<GObjectConstructParam> changed(parameters, parameters + count);
    WebKitWebContext *context = webkit_web_context_new_ephemeral();
    GValue value = G_VALUE_INIT;
    g_value_init(&value, WEBKIT_TYPE_WEB_CONTEXT);
    g_value_take_object(&value, context);
    for (GObjectConstructParam &parameter : changed) {
        if (g_str_equal(parameter.pspec->name, "web-context")) {
            parameter.value = &value;
        }
    }
    const gpointer view_class = g_type_class_peek(WEBKIT_TYPE_WEB_VIEW);
    const auto *parent = G_OBJECT_CLASS(g_type_class_peek_parent(view_class));
    GObject *object = parent->constructor(type, count, changed.data());
    g_value_unset(&value);
    return object;
}

class OwnContextScope
{
public:
    OwnContextScope() : m_class(G_OBJECT_CLASS(g_type_class_ref(WEBKIT_TYPE_WEB_VIEW)))
    {
        const auto *parent = G_OBJECT_CLASS(g_type_class_peek_parent(m_class));
        m_original = m_class->constructor;
        // An engine whose view has a constructor of its own is not touched; the check afterwards will tell.
        if (m_original == parent->constructor) {
            m_class->constructor = construct_with_own_context;
        }
    }
    OwnContextScope(const OwnContextScope &) = delete;
    OwnContextScope &operator=(const OwnContextScope &) = delete;
    ~OwnContextScope()
    {
        m_class->constructor = m_original;
        g_type_class_unref(m_class);
    }

private:
    GObjectClass *m_class;
    GObject *(*m_original)(GType, guint, GObjectConstructParam *) = nullptr;
};

} // namespace

wxWebView *make_private_web_view(wxWindow *parent)
{
    wxWebView *view = nullptr;
    {
        const OwnContextScope scope;
        view = wxWebView::New(parent, wxID_ANY, wxString(wxASCII_STR(wxWebViewDefaultURLStr)));
    }
    if (view == nullptr || !webkit_web_view_is_ephemeral(WEBKIT_WEB_VIEW(view->GetNativeBackend()))) {
        throw std::runtime_error("no web view that keeps nothing");
    }
    return view;
}

} // namespace mmf::ui
