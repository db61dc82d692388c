#include "api/client.hpp"

#include "http/url.hpp"

#include <utility>

namespace mmf::api {

// One request with its token: token → pace → send → (401 → token → pace → send).
class Client::AuthorizedCall final : public Call, public std::enable_shared_from_this<AuthorizedCall>
{
public:
    AuthorizedCall(Client &client, http::Request request, auth::Interaction interaction,
                   OnOutcome<http::Response> on_outcome)
        : m_client(client),
          m_request(std::move(request)),
          m_interaction(interaction),
          m_on_outcome(std::move(on_outcome))
    {
    }

    // A request that was refused with 401 is over; the next one waits for another token.
    bool may_have_arrived() const override { return m_transfer != nullptr; }

    void begin()
    {
        m_client.m_parts.session.token(m_interaction, [weak = weak_from_this()](Result<Secret> token) {
            if (const auto self = weak.lock()) {
                self->have_token(std::move(token));
            }
        });
    }

private:
    void have_token(Result<Secret> token)
    {
        if (!token) {
            // Nothing of the request itself was sent.
            finish(tl::unexpected(Failure{token.error(), false, std::nullopt}));
            return;
        }
        m_request.bearer = std::move(*token);
        const milliseconds wait = m_client.m_pacer.reserve(m_client.m_parts.loop.clock().now());
        if (wait > milliseconds(0)) {
            m_timer = m_client.m_parts.loop.after(wait, [this] { send(); });
        } else {
            send();
        }
    }

    void send()
    {
        m_transfer = m_client.m_parts.transport.send(m_request, [this](http::Outcome outcome) {
            // This call may end by what happens now, and with it this function's object.
            const auto keep = shared_from_this();
            m_transfer.reset();
            answered(std::move(outcome));
        });
    }

    void answered(http::Outcome outcome)
    {
        if (!outcome) {
            finish(tl::unexpected(
                Failure{outcome.error().error, outcome.error().may_have_arrived, std::nullopt}));
            return;
        }
        if (outcome->is_success()) {
            finish(std::move(*outcome));
            return;
        }
        Failure failure = failure_of(*outcome, m_client.m_parts.loop.clock().wall_now());
        if (failure.error.kind == ErrorKind::NotLinked) {
            m_client.m_parts.session.refuse_token(*m_request.bearer);
            if (!std::exchange(m_was_refused, true)) {
                begin();
                return;
            }
        }
        finish(tl::unexpected(std::move(failure)));
    }

    void finish(Outcome<http::Response> outcome)
    {
        const auto keep = shared_from_this();
        const auto on_outcome = std::move(m_on_outcome);
        on_outcome(std::move(outcome));
    }

    Client &m_client;
    http::Request m_request;
    auth::Interaction m_interaction;
    OnOutcome<http::Response> m_on_outcome;
    std::unique_ptr<http::Transfer> m_transfer;
    Timer m_timer;
    bool m_was_refused = false;
};

namespace {

// Shared because a call may be ended by its owner while it calls back.
class Handle final : public Call
{
public:
    explicit Handle(std::shared_ptr<Call> call) : m_call(std::move(call)) {}

    bool may_have_arrived() const override { return m_call->may_have_arrived(); }

private:
    std::shared_ptr<Call> m_call;
};

// The answer of a success, read; a success that cannot be read is a failure that arrived.
template <typename T, typename Read>
OnOutcome<http::Response> reading(Read read, OnOutcome<T> on_outcome)
{
    return [read, on_outcome = std::move(on_outcome)](Outcome<http::Response> outcome) {
        if (!outcome) {
            on_outcome(tl::unexpected(std::move(outcome.error())));
            return;
        }
        auto value = read(outcome->body);
        if (!value) {
            Error error = value.error();
            error.status = outcome->status;
            on_outcome(tl::unexpected(Failure{std::move(error), true, std::nullopt}));
            return;
        }
        on_outcome(std::move(*value));
    };
}

const char *media_type(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Jpeg:
        return "image/jpeg";
    case ImageFormat::Gif:
        return "image/gif";
    default:
        return "image/png";
    }
}

} // namespace

Client::Client(std::string base_url, const Policy &policy, Parts parts)
    : m_base_url(std::move(base_url)), m_policy(policy), m_parts(parts), m_pacer(policy.requests_per_second)
{
}

http::Request Client::request(http::Method method, const std::string &path) const
{
    http::Request request;
    request.method = method;
    request.url = m_base_url + path;
    request.headers = {{"Accept", "application/json"}};
    request.timeout = m_policy.json_answer_timeout;
    return request;
}

CallHandle Client::start(http::Request request, auth::Interaction interaction,
                         OnOutcome<http::Response> on_outcome)
{
    auto call =
        std::make_shared<AuthorizedCall>(*this, std::move(request), interaction, std::move(on_outcome));
    call->begin();
    return std::make_unique<Handle>(std::move(call));
}

CallHandle Client::create_object(const NewObject &object, OnOutcome<CreatedObject> on_outcome)
{
    http::Request request = this->request(http::Method::Post, "/object");
    request.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
    request.body = Secret(to_json(object));
    request.must_not_repeat = true;
    return start(std::move(request), auth::Interaction::Allowed,
                 reading<CreatedObject>(read_created_object, std::move(on_outcome)));
}

CallHandle Client::post_file(const UploadSlot &slot, http::FileBody file,
                             std::function<void(http::Progress)> on_progress,
                             OnOutcome<std::monostate> on_outcome)
{
    return post_body("/file", "application/octet-stream", slot, std::move(file), std::move(on_progress),
                     std::move(on_outcome));
}

CallHandle Client::post_image(const UploadSlot &slot, ImageFormat format, http::FileBody image,
                              std::function<void(http::Progress)> on_progress,
                              OnOutcome<std::monostate> on_outcome)
{
    return post_body("/image", media_type(format), slot, std::move(image), std::move(on_progress),
                     std::move(on_outcome));
}

CallHandle Client::post_body(const char *path, const char *type, const UploadSlot &slot, http::FileBody file,
                             std::function<void(http::Progress)> on_progress,
                             OnOutcome<std::monostate> on_outcome)
{
    http::Request request = this->request(http::Method::Post, path);
    request.url = http::with_query(request.url, {{"upload_id", slot.upload_id}});
    // Names are made by publish::file_names, which leaves no quote, backslash or control character.
    request.headers.push_back({"Content-Type", type});
    request.headers.push_back({"Content-Disposition", "filename=\"" + slot.filename + "\""});
    request.body = std::move(file);
    request.timeout = milliseconds(0);
    request.on_progress = std::move(on_progress);
    // Any 2xx counts: S0 says 201 with the file's name, and neither tells more than the status does.
    const auto read = [](const std::string &) -> Result<std::monostate> { return std::monostate(); };
    return start(std::move(request), auth::Interaction::Allowed,
                 reading<std::monostate>(read, std::move(on_outcome)));
}

CallHandle Client::upload_status(const std::string &object_id, OnOutcome<UploadStatus> on_outcome)
{
    const std::string id = http::percent_encode(object_id);
    const auto path = [id](bool plural) {
        return (plural ? "/objects/" : "/object/") + id + "/upload_status";
    };

    // The second path is asked in the place of the first one: the caller holds one handle for both.
    class TwoPaths final : public Call
    {
    public:
        CallHandle current;
    };
    auto both = std::make_unique<TwoPaths>();
    TwoPaths *calls = both.get();
    const bool plural = m_has_plural_status_path;
    auto answer = reading<UploadStatus>(read_upload_status, std::move(on_outcome));
    calls->current = start(request(http::Method::Get, path(plural)), auth::Interaction::Allowed,
                           [this, calls, path, plural, answer](Outcome<http::Response> outcome) {
                               const bool is_absent = !outcome && (outcome.error().error.status == 404 ||
                                                                   outcome.error().error.status == 405);
                               if (!is_absent) {
                                   answer(std::move(outcome));
                                   return;
                               }
                               calls->current = start(request(http::Method::Get, path(!plural)),
                                                      auth::Interaction::Allowed,
                                                      [this, plural, answer](Outcome<http::Response> second) {
                                                          if (second) {
                                                              m_has_plural_status_path = !plural;
                                                          }
                                                          answer(std::move(second));
                                                      });
                           });
    return both;
}

CallHandle Client::object(const std::string &object_id, OnOutcome<ObjectDetails> on_outcome)
{
    return start(request(http::Method::Get, "/objects/" + http::percent_encode(object_id)),
                 auth::Interaction::Forbidden,
                 reading<ObjectDetails>(read_object_details, std::move(on_outcome)));
}

CallHandle Client::objects_of(const std::string &username, std::size_t page, OnOutcome<ObjectPage> on_outcome)
{
    http::Request request =
        this->request(http::Method::Get, "/users/" + http::percent_encode(username) + "/objects");
    request.url = http::with_query(
        request.url, {{"page", std::to_string(page)}, {"per_page", std::to_string(ObjectsPerPage)}});
    return start(std::move(request), auth::Interaction::Allowed,
                 reading<ObjectPage>(read_object_page, std::move(on_outcome)));
}

CallHandle Client::user(OnOutcome<User> on_outcome)
{
    return start(request(http::Method::Get, "/user"), auth::Interaction::Forbidden,
                 reading<User>(read_user, std::move(on_outcome)));
}

} // namespace mmf::api
