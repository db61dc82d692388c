// wxWebView uses WebKitGTK's default context, the process's own. It keeps cookies in memory, but a cache and
// the storage of pages on disk.
#include "webview/website_data.hpp"

#include <set>
#include <utility>
#include <webkit2/webkit2.h>

namespace mmf::ui {

namespace {

constexpr auto AllTypes = static_cast<WebKitWebsiteDataTypes>(WEBKIT_WEBSITE_DATA_ALL);

// Records are named by site: "example.com" holds also what belongs to "auth.example.com".
bool belongs_to(const std::string &host, const std::string &record)
{
    return host == record || host.ends_with("." + record) || record.ends_with("." + host);
}

struct FreeDataList
{
    void operator()(GList *list) const
    {
        g_list_free_full(
            list, [](gpointer data) { webkit_website_data_unref(static_cast<WebKitWebsiteData *>(data)); });
    }
};
using DataList = std::unique_ptr<GList, FreeDataList>;

class WebsiteDataGtk final : public WebsiteData
{
public:
    WebsiteDataGtk()
        : m_manager(webkit_web_context_get_website_data_manager(webkit_web_context_get_default())),
          m_alive(std::make_shared<WebsiteDataGtk *>(this))
    {
    }
    ~WebsiteDataGtk() override { *m_alive = nullptr; }

    void prepare(const std::string &host, Done done) override
    {
        m_others.clear();
        m_visited = {host};
        remove_where(
            [this](const std::string &record) {
                if (is_visited(record)) {
                    return true;
                }
                m_others.insert(record);
                return false;
            },
            std::move(done));
    }

    void visited(const std::string &host) override { m_visited.insert(host); }

    void forget(Done done) override
    {
        remove_where(
            [this](const std::string &record) { return is_visited(record) || !m_others.contains(record); },
            std::move(done));
    }

private:
    using Condition = std::function<bool(const std::string &record)>;

    // One pass through the engine; owned by the callback that is under way.
    struct Pass
    {
        std::shared_ptr<WebsiteDataGtk *> owner;
        Condition condition;
        Done done;
    };

    bool is_visited(const std::string &record) const
    {
        for (const std::string &host : m_visited) {
            if (belongs_to(host, record)) {
                return true;
            }
        }
        return false;
    }

    void remove_where(Condition condition, Done done)
    {
        webkit_website_data_manager_fetch(m_manager, AllTypes, nullptr, on_fetched,
                                          new Pass{m_alive, std::move(condition), std::move(done)});
    }

    static void on_fetched(GObject *object, GAsyncResult *result, gpointer user_data)
    {
        std::unique_ptr<Pass> pass(static_cast<Pass *>(user_data));
        auto *manager = WEBKIT_WEBSITE_DATA_MANAGER(object);
        const DataList all(webkit_website_data_manager_fetch_finish(manager, result, nullptr));
        if (*pass->owner == nullptr) {
            return;
        }
        DataList chosen;
        for (GList *item = all.get(); item != nullptr; item = item->next) {
            auto *data = static_cast<WebKitWebsiteData *>(item->data);
            if (pass->condition(webkit_website_data_get_name(data))) {
                chosen.reset(g_list_prepend(chosen.release(), webkit_website_data_ref(data)));
            }
        }
        if (!chosen) {
            pass->done();
            return;
        }
        webkit_website_data_manager_remove(manager, AllTypes, chosen.get(), nullptr, on_removed,
                                           pass.release());
    }

    static void on_removed(GObject *object, GAsyncResult *result, gpointer user_data)
    {
        const std::unique_ptr<Pass> pass(static_cast<Pass *>(user_data));
        webkit_website_data_manager_remove_finish(WEBKIT_WEBSITE_DATA_MANAGER(object), result, nullptr);
        if (*pass->owner != nullptr) {
            pass->done();
        }
    }

    WebKitWebsiteDataManager *m_manager; // the default context's, which lives as long as the process
    std::shared_ptr<WebsiteDataGtk *> m_alive;
    std::set<std::string> m_visited;
    std::set<std::string> m_others;
};

} // namespace

std::unique_ptr<WebsiteData> make_website_data()
{
    return std::make_unique<WebsiteDataGtk>();
}

} // namespace mmf::ui
