#include "auth/token_store_libsecret.hpp"

#include <libsecret/secret.h>
#include <utility>

namespace mmf::auth {

namespace {

const SecretSchema &schema()
{
    static const SecretSchema the_schema = {"com.myminifactory.publish.Link",
                                            SECRET_SCHEMA_NONE,
                                            {{"link", SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, {}}},
                                            0,
                                            nullptr,
                                            nullptr,
                                            nullptr,
                                            nullptr,
                                            nullptr,
                                            nullptr,
                                            nullptr};
    return the_schema;
}

template <typename T>
struct Unref
{
    void operator()(T *object) const { g_object_unref(object); }
};
template <typename T>
using Ref = std::unique_ptr<T, Unref<T>>;

// Nobody has the name on the message bus nor can be started for it, or there is no bus.
bool is_absence(const GError &error)
{
    if (error.domain == G_DBUS_ERROR) {
        return error.code == G_DBUS_ERROR_SERVICE_UNKNOWN || error.code == G_DBUS_ERROR_NAME_HAS_NO_OWNER ||
               (error.code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED && error.code <= G_DBUS_ERROR_SPAWN_NO_MEMORY);
    }
    if (error.domain == G_SPAWN_ERROR) {
        return true; // the program that would start a bus
    }
    if (error.domain != G_IO_ERROR) {
        return false;
    }
    // Without an address and a display to look for one there is only this general code.
    const bool is_nowhere =
        error.code == G_IO_ERROR_FAILED && g_getenv("DBUS_SESSION_BUS_ADDRESS") == nullptr;
    return is_nowhere || error.code == G_IO_ERROR_NOT_FOUND || error.code == G_IO_ERROR_CONNECTION_REFUSED;
}

ErrorKind kind_of(const GError &error)
{
    if (error.domain == SECRET_ERROR) {
        return error.code == SECRET_ERROR_IS_LOCKED        ? ErrorKind::KeyringLocked
               : error.code == SECRET_ERROR_NO_SUCH_OBJECT ? ErrorKind::NoKeyring
                                                           : ErrorKind::KeyringFailed;
    }
    return is_absence(error) ? ErrorKind::NoKeyring : ErrorKind::KeyringFailed;
}

// One call to the keyring, alive until its answer has come. Everything in it runs on the main context's
// thread.
struct Call
{
    std::weak_ptr<Loop *> loop; // gone with the store, which ends on this thread too
    std::string key;
    bool may_prompt = false;
    Secret text; // for save
    std::function<void(Result<std::optional<Secret>>)> on_answer;

    Ref<GCancellable> cancellable{g_cancellable_new()};
    guint deadline = 0;
    // What it means if the time is over: a prompt that nobody answers looks like silence.
    ErrorKind when_silent = ErrorKind::KeyringFailed;

    void answer(Result<std::optional<Secret>> result)
    {
        if (deadline != 0) {
            g_source_remove(deadline);
        }
        if (const auto alive = loop.lock()) {
            (*alive)->post([on_answer = std::move(on_answer), result = std::move(result)]() mutable {
                on_answer(std::move(result));
            });
        }
        delete this;
    }

    // Consumes `error`.
    void refuse(GError *error)
    {
        Error reason{kind_of(*error), error->message, 0};
        if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
            reason = {when_silent, {}, 0};
        }
        g_error_free(error);
        answer(tl::unexpected(std::move(reason)));
    }
};

using Attributes = std::unique_ptr<GHashTable, decltype(&g_hash_table_unref)>;

Attributes attributes(const Call &call)
{
    return {secret_attributes_build(&schema(), "link", call.key.c_str(), nullptr), &g_hash_table_unref};
}

void start_load(Call *call)
{
    const int flags = SECRET_SEARCH_LOAD_SECRETS | (call->may_prompt ? SECRET_SEARCH_UNLOCK : 0);
    secret_service_search(
        nullptr, &schema(), attributes(*call).get(), static_cast<SecretSearchFlags>(flags),
        call->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            auto *call = static_cast<Call *>(data);
            GError *error = nullptr;
            GList *items = secret_service_search_finish(nullptr, result, &error);
            if (error != nullptr) {
                call->refuse(error);
                return;
            }
            std::optional<Secret> text;
            bool is_locked = false;
            if (items != nullptr) {
                auto *item = static_cast<SecretItem *>(items->data);
                is_locked = secret_item_get_locked(item);
                if (SecretValue *value = secret_item_get_secret(item)) {
                    gsize size = 0;
                    const gchar *bytes = secret_value_get(value, &size);
                    text = Secret({bytes, size});
                    secret_value_unref(value);
                }
            }
            g_list_free_full(items, g_object_unref);
            if (is_locked) {
                call->answer(fail(ErrorKind::KeyringLocked));
                return;
            }
            call->answer(std::move(text));
        },
        call);
}

void store_now(Call *call)
{
    secret_password_store(
        &schema(), SECRET_COLLECTION_DEFAULT, "Link to MyMiniFactory", call->text.c_str(),
        call->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            auto *call = static_cast<Call *>(data);
            GError *error = nullptr;
            if (!secret_password_store_finish(result, &error)) {
                call->refuse(error);
                return;
            }
            call->answer(std::nullopt);
        },
        call, "link", call->key.c_str(), nullptr);
}

// Goes on with `Then` where there is a keyring, and says whether it is locked.
template <void (*Then)(Call *, bool is_locked)>
void look_at_collection(Call *call)
{
    secret_collection_for_alias(
        nullptr, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, call->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            auto *call = static_cast<Call *>(data);
            GError *error = nullptr;
            const Ref<SecretCollection> collection(secret_collection_for_alias_finish(result, &error));
            if (error != nullptr) {
                call->refuse(error);
                return;
            }
            if (!collection) {
                call->answer(fail(ErrorKind::NoKeyring));
                return;
            }
            Then(call, secret_collection_get_locked(collection.get()));
        },
        call);
}

void tell_lock(Call *call, bool is_locked)
{
    call->answer(is_locked ? Result<std::optional<Secret>>(fail(ErrorKind::KeyringLocked))
                           : std::optional<Secret>());
}

void start_look(Call *call)
{
    look_at_collection<tell_lock>(call);
}

void store_unlocked(Call *call, bool is_locked)
{
    if (is_locked && !call->may_prompt) {
        call->answer(fail(ErrorKind::KeyringLocked));
        return;
    }
    if (is_locked) {
        call->when_silent = ErrorKind::KeyringLocked;
    }
    store_now(call);
}

// Storing into a locked keyring prompts, and where there is none it asks for the password of a new one. The
// first may be answered in time; the second is not, and would take the keys from the upload's dialog. So look
// first.
void start_save(Call *call)
{
    look_at_collection<store_unlocked>(call);
}

void start_clear(Call *call)
{
    secret_password_clear(
        &schema(), call->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            auto *call = static_cast<Call *>(data);
            GError *error = nullptr;
            secret_password_clear_finish(result, &error);
            if (error != nullptr) {
                call->refuse(error);
                return;
            }
            call->answer(std::nullopt);
        },
        call, "link", call->key.c_str(), nullptr);
}

// Runs `Start` with the call from the main context's loop. Not g_main_context_invoke: that one may run it
// right here.
template <void (*Start)(Call *)>
void begin(std::unique_ptr<Call> call, milliseconds deadline)
{
    struct Begin
    {
        std::unique_ptr<Call> call;
        milliseconds deadline;
    };
    g_idle_add_full(
        G_PRIORITY_DEFAULT,
        [](gpointer data) -> gboolean {
            auto *begin = static_cast<Begin *>(data);
            if (!begin->call->loop.expired()) {
                Call *call = begin->call.release();
                call->deadline = g_timeout_add(
                    static_cast<guint>(begin->deadline.count()),
                    [](gpointer late) -> gboolean {
                        auto *call = static_cast<Call *>(late);
                        call->deadline = 0;
                        g_cancellable_cancel(call->cancellable.get());
                        return G_SOURCE_REMOVE;
                    },
                    call);
                Start(call);
            }
            return G_SOURCE_REMOVE;
        },
        new Begin{std::move(call), deadline}, [](gpointer data) { delete static_cast<Begin *>(data); });
}

} // namespace

LibsecretTokenStore::LibsecretTokenStore(Loop &loop, milliseconds deadline, bool may_prompt)
    : m_loop(std::make_shared<Loop *>(&loop)), m_deadline(deadline), m_may_prompt(may_prompt)
{
}

LibsecretTokenStore::~LibsecretTokenStore() = default;

void LibsecretTokenStore::load(const std::string &key, OnLoaded on_loaded)
{
    auto call = std::make_unique<Call>(Call{m_loop, key, m_may_prompt, Secret(), {}});
    call->on_answer = [on_loaded = std::move(on_loaded)](Result<std::optional<Secret>> text) {
        on_loaded(std::move(text).map([](std::optional<Secret> found) {
            return found ? parse_stored_link(found->view()) : std::nullopt;
        }));
    };
    begin<start_load>(std::move(call), m_deadline);
}

void LibsecretTokenStore::save(const std::string &key, const StoredLink &link, OnDone on_done)
{
    auto call = std::make_unique<Call>(Call{m_loop, key, m_may_prompt, serialise(link), {}});
    call->on_answer = [on_done = std::move(on_done)](auto done) {
        on_done(std::move(done).map([](auto &&) {}));
    };
    begin<start_save>(std::move(call), m_deadline);
}

void LibsecretTokenStore::clear(const std::string &key, OnDone on_done)
{
    auto call = std::make_unique<Call>(Call{m_loop, key, m_may_prompt, Secret(), {}});
    call->on_answer = [on_done = std::move(on_done)](auto done) {
        on_done(std::move(done).map([](auto &&) {}));
    };
    begin<start_clear>(std::move(call), m_deadline);
}

void LibsecretTokenStore::look(OnDone on_done)
{
    auto call = std::make_unique<Call>(Call{m_loop, {}, false, Secret(), {}});
    call->on_answer = [on_done = std::move(on_done)](auto done) {
        on_done(std::move(done).map([](auto &&) {}));
    };
    begin<start_look>(std::move(call), m_deadline);
}

} // namespace mmf::auth
