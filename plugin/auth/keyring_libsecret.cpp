#include "auth/keyring_libsecret.hpp"

#include <libsecret/secret.h>
#include <mutex>
#include <utility>

namespace mmf::auth {

// What the keyring shares with its calls under way, which may outlive it.
struct LibsecretKeyring::Shared
{
    struct Change
    {
        KeyringItem item;
        Secret text; // empty: to be cleared
    };

    explicit Shared(std::function<void(Task)> deliver_task) : deliver(std::move(deliver_task)) {}

    const std::function<void(Task)> deliver;
    std::mutex mutex;
    unsigned change_number = 0;
    std::optional<Change> unfinished; // the newest, until its answer has come
};

namespace {

// How long is waited for a last change, on the host's main thread.
constexpr milliseconds LastChangeDeadline = seconds(1);

// What an item is to the keyring, and to people who look into it.
struct Form
{
    SecretSchema schema;
    const char *attribute; // which holds the item's key
    const char *label;
};

Form make_form(const char *name, const char *attribute, const char *label)
{
    Form form{};
    form.schema.name = name;
    form.schema.flags = SECRET_SCHEMA_NONE;
    form.schema.attributes[0] = {attribute, SECRET_SCHEMA_ATTRIBUTE_STRING};
    form.attribute = attribute;
    form.label = label;
    return form;
}

const Form &form_of(const KeyringItem &item)
{
    static const Form link = make_form("com.myminifactory.publish.Link", "link", "Link to MyMiniFactory");
    static const Form client_secret =
        make_form("com.myminifactory.publish.ClientSecret", "client", "Client secret for MyMiniFactory");
    return item.kind == KeyringItem::Kind::Link ? link : client_secret;
}

template <typename T>
struct Unref
{
    void operator()(T *object) const { g_object_unref(object); }
};
struct EndSource
{
    void operator()(GSource *source) const
    {
        g_source_destroy(source);
        g_source_unref(source);
    }
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

using Answer = Result<std::optional<Secret>>;

// One call to the keyring, alive until its answer has come. Everything in it runs on the thread of the main
// context that it was started for.
struct Call
{
    KeyringItem item;
    bool may_prompt = false;
    Secret text; // for save
    std::function<void(Answer)> on_answer;
    Ref<SecretService> service = nullptr; // else the process's

    Ref<GCancellable> cancellable{g_cancellable_new()};
    std::unique_ptr<GSource, EndSource> deadline = nullptr;
    // What it means if the time is over: a prompt that nobody answers looks like silence.
    ErrorKind when_silent = ErrorKind::KeyringFailed;

    void end_after(milliseconds time)
    {
        deadline.reset(g_timeout_source_new(static_cast<guint>(time.count())));
        g_source_set_callback(
            deadline.get(),
            [](gpointer late) -> gboolean {
                g_cancellable_cancel(static_cast<Call *>(late)->cancellable.get());
                return G_SOURCE_REMOVE;
            },
            this, nullptr);
        g_source_attach(deadline.get(), g_main_context_get_thread_default());
    }

    void answer(Answer result)
    {
        on_answer(std::move(result));
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
    const Form &form = form_of(call.item);
    return {secret_attributes_build(&form.schema, form.attribute, call.item.key.c_str(), nullptr),
            &g_hash_table_unref};
}

// Goes on with `Then` where there is a keyring, and says whether it is locked.
template <void (*Then)(Call *, bool is_locked)>
void look_at_collection(Call *call)
{
    secret_collection_for_alias(
        call->service.get(), SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, call->cancellable.get(),
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
    call->answer(is_locked ? Answer(fail(ErrorKind::KeyringLocked)) : std::optional<Secret>());
}

void start_load(Call *call)
{
    const int flags = SECRET_SEARCH_LOAD_SECRETS | (call->may_prompt ? SECRET_SEARCH_UNLOCK : 0);
    secret_service_search(
        call->service.get(), &form_of(call->item).schema, attributes(*call).get(),
        static_cast<SecretSearchFlags>(flags), call->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            auto *call = static_cast<Call *>(data);
            GError *error = nullptr;
            GList *items = secret_service_search_finish(call->service.get(), result, &error);
            if (error != nullptr) {
                call->refuse(error);
                return;
            }
            if (items == nullptr) {
                // One that has been locked from its start on does not tell what is in it.
                look_at_collection<tell_lock>(call);
                return;
            }
            auto *item = static_cast<SecretItem *>(items->data);
            const bool is_locked = secret_item_get_locked(item);
            std::optional<Secret> text;
            if (SecretValue *value = secret_item_get_secret(item)) {
                gsize size = 0;
                const gchar *bytes = secret_value_get(value, &size);
                text = Secret({bytes, size});
                secret_value_unref(value);
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
    SecretValue *value =
        secret_value_new(call->text.c_str(), static_cast<gssize>(call->text.view().size()), "text/plain");
    secret_service_store(
        call->service.get(), &form_of(call->item).schema, attributes(*call).get(), SECRET_COLLECTION_DEFAULT,
        form_of(call->item).label, value, call->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            auto *call = static_cast<Call *>(data);
            GError *error = nullptr;
            if (!secret_service_store_finish(call->service.get(), result, &error)) {
                call->refuse(error);
                return;
            }
            call->answer(std::nullopt);
        },
        call);
    secret_value_unref(value);
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
    secret_service_clear(
        call->service.get(), &form_of(call->item).schema, attributes(*call).get(), call->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            auto *call = static_cast<Call *>(data);
            GError *error = nullptr;
            secret_service_clear_finish(call->service.get(), result, &error);
            if (error != nullptr) {
                call->refuse(error);
                return;
            }
            call->answer(std::nullopt);
        },
        call);
}

using Shared = LibsecretKeyring::Shared;

// Runs `Start` with the call from the main context's loop, unless the keyring has ended before. Not
// g_main_context_invoke: that one may run it right here.
template <void (*Start)(Call *)>
void begin(std::weak_ptr<Shared> shared, std::unique_ptr<Call> call, milliseconds deadline)
{
    struct Begin
    {
        std::weak_ptr<Shared> shared;
        std::unique_ptr<Call> call;
        milliseconds deadline;
    };
    g_idle_add_full(
        G_PRIORITY_DEFAULT,
        [](gpointer data) -> gboolean {
            auto *begin = static_cast<Begin *>(data);
            if (!begin->shared.expired()) {
                Call *call = begin->call.release();
                call->end_after(begin->deadline);
                Start(call);
            }
            return G_SOURCE_REMOVE;
        },
        new Begin{std::move(shared), std::move(call), deadline},
        [](gpointer data) { delete static_cast<Begin *>(data); });
}

// Delivers what `on_answer` is to do, if the keyring is still there.
template <typename OnAnswer>
std::function<void(Answer)> delivered(std::weak_ptr<Shared> shared, OnAnswer on_answer)
{
    return [shared = std::move(shared), on_answer = std::move(on_answer)](Answer result) {
        if (const auto alive = shared.lock()) {
            alive->deliver(
                [on_answer, result = std::move(result)]() mutable { on_answer(std::move(result)); });
        }
    };
}

std::function<void(Answer)> done_delivered(std::weak_ptr<Shared> shared, LibsecretKeyring::OnDone on_done)
{
    return delivered(std::move(shared), [on_done = std::move(on_done)](Answer done) {
        on_done(std::move(done).map([](auto &&) {}));
    });
}

// The same for a change, which is unfinished until then.
std::function<void(Answer)> on_changed(const std::shared_ptr<Shared> &shared, Shared::Change change,
                                       LibsecretKeyring::OnDone on_done)
{
    const std::scoped_lock lock(shared->mutex);
    shared->unfinished = std::move(change);
    auto tell = done_delivered(shared, std::move(on_done));
    return [weak = std::weak_ptr(shared), number = ++shared->change_number,
            tell = std::move(tell)](Answer done) {
        if (const auto alive = weak.lock()) {
            const std::scoped_lock lock(alive->mutex);
            if (number == alive->change_number) {
                alive->unfinished.reset();
            }
        }
        tell(std::move(done));
    };
}

// With a service of its own: the process's may be waiting for an answer on the host's main context.
template <void (*Start)(Call *)>
void open_and_start(Call *call)
{
    secret_service_open(
        SECRET_TYPE_SERVICE, nullptr, SECRET_SERVICE_OPEN_SESSION, call->cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer data) {
            auto *call = static_cast<Call *>(data);
            GError *error = nullptr;
            call->service.reset(secret_service_open_finish(result, &error));
            if (error != nullptr) {
                call->refuse(error);
                return;
            }
            Start(call);
        },
        call);
}

void clear_unlocked(Call *call, bool is_locked)
{
    if (is_locked) {
        call->answer(fail(ErrorKind::KeyringLocked));
    } else {
        start_clear(call);
    }
}

// Here and now, on a main context of its own: the host's events wait, and nobody is asked anything.
template <void (*Start)(Call *)>
Answer answer_of(KeyringItem item, Secret text)
{
    GMainContext *context = g_main_context_new();
    g_main_context_push_thread_default(context);
    std::optional<Answer> answer;
    auto *call =
        new Call{std::move(item), false, std::move(text), [&](Answer result) { answer = std::move(result); }};
    call->end_after(LastChangeDeadline);
    open_and_start<Start>(call);
    while (!answer) {
        g_main_context_iteration(context, TRUE);
    }
    g_main_context_pop_thread_default(context);
    g_main_context_unref(context);
    return std::move(*answer);
}

void finish(Shared::Change change)
{
    if (change.text.empty()) {
        answer_of<start_clear>(std::move(change.item), Secret());
    } else {
        answer_of<start_save>(std::move(change.item), std::move(change.text));
    }
}

} // namespace

LibsecretKeyring::LibsecretKeyring(std::function<void(Task)> deliver, milliseconds deadline, bool may_prompt)
    : m_shared(std::make_shared<Shared>(std::move(deliver))), m_deadline(deadline), m_may_prompt(may_prompt)
{
}

LibsecretKeyring::~LibsecretKeyring()
{
    auto unfinished = std::exchange(m_shared->unfinished, std::nullopt);
    m_shared.reset();
    if (unfinished) {
        finish(std::move(*unfinished));
    }
}

Result<void> LibsecretKeyring::clear_now(const KeyringItem &item)
{
    // What is locked would stay without an error.
    return answer_of<look_at_collection<clear_unlocked>>(item, Secret()).map([](auto &&) {});
}

void LibsecretKeyring::load(const KeyringItem &item, OnLoaded on_loaded)
{
    auto call = std::make_unique<Call>(Call{item, m_may_prompt, Secret(), {}});
    call->on_answer = delivered(m_shared, std::move(on_loaded));
    begin<start_load>(m_shared, std::move(call), m_deadline);
}

void LibsecretKeyring::save(const KeyringItem &item, const Secret &text, OnDone on_done)
{
    auto call = std::make_unique<Call>(Call{item, m_may_prompt, text, {}});
    call->on_answer = on_changed(m_shared, {item, text}, std::move(on_done));
    begin<start_save>(m_shared, std::move(call), m_deadline);
}

void LibsecretKeyring::clear(const KeyringItem &item, OnDone on_done)
{
    auto call = std::make_unique<Call>(Call{item, m_may_prompt, Secret(), {}});
    call->on_answer = on_changed(m_shared, {item, Secret()}, std::move(on_done));
    begin<start_clear>(m_shared, std::move(call), m_deadline);
}

void LibsecretKeyring::look(OnDone on_done)
{
    auto call = std::make_unique<Call>(Call{{}, false, Secret(), {}});
    call->on_answer = done_delivered(m_shared, std::move(on_done));
    begin<start_look>(m_shared, std::move(call), m_deadline);
}

} // namespace mmf::auth
