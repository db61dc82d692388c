// The endpoints of the MyMiniFactory API. Belongs to the loop's thread; calls refer to the client and end
// before it.
//
// Every call gets its token from the session, keeps the pace, and after a 401 refreshes once and repeats
// once. Nothing else is repeated here.
#pragma once

#include "api/answer.hpp"
#include "api/objects.hpp"
#include "api/pacer.hpp"
#include "auth/session.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"
#include "http/transport.hpp"

#include <functional>
#include <memory>
#include <string>

namespace mmf::api {

// A call under way; its end aborts it, and nothing is called back.
class Call
{
public:
    Call() = default;
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;
    virtual ~Call() = default;

    // Whether the service may be carrying the request out: not while it waits for a token or for its turn.
    virtual bool may_have_arrived() const { return true; }
};
using CallHandle = std::unique_ptr<Call>;

template <typename T>
using Outcome = tl::expected<T, Failure>;
template <typename T>
using OnOutcome = std::function<void(Outcome<T>)>;

class Client
{
public:
    // All outlive the client. `base_url` without a slash at its end.
    struct Parts
    {
        Loop &loop;
        http::Transport &transport;
        auth::Session &session;
    };
    Client(std::string base_url, const Policy &policy, Parts parts);

    // Each calls back once, from the loop; the callback may end its own call. A 2xx that cannot be read is a
    // failure of kind BadAnswer.

    // `POST /object`.
    [[nodiscard]] CallHandle create_object(const NewObject &object, OnOutcome<CreatedObject> on_outcome);

    // `POST /file?upload_id=…`, the file's bytes alone. `on_progress` must not end the call.
    [[nodiscard]] CallHandle post_file(const UploadSlot &slot, http::FileBody file,
                                       std::function<void(http::Progress)> on_progress,
                                       OnOutcome<std::monostate> on_outcome);

    // `POST /image?upload_id=…`, likewise.
    [[nodiscard]] CallHandle post_image(const UploadSlot &slot, ImageFormat format, http::FileBody image,
                                        std::function<void(http::Progress)> on_progress,
                                        OnOutcome<std::monostate> on_outcome);

    // `GET /object/{id}/upload_status`, or `/objects/…` where the first is not there (remembered).
    [[nodiscard]] CallHandle upload_status(const std::string &object_id, OnOutcome<UploadStatus> on_outcome);

    // `GET /objects/{id}`: how the service shows it. Never opens a sign-in.
    [[nodiscard]] CallHandle object(const std::string &object_id, OnOutcome<ObjectDetails> on_outcome);

    // `GET /users/{username}/objects`: page `page`, from 1 on, of `ObjectsPerPage`.
    [[nodiscard]] CallHandle objects_of(const std::string &username, std::size_t page,
                                        OnOutcome<ObjectPage> on_outcome);

    // `GET /user`: who is linked. Never opens a sign-in.
    [[nodiscard]] CallHandle user(OnOutcome<User> on_outcome);

private:
    class AuthorizedCall;

    CallHandle post_body(const char *path, const char *type, const UploadSlot &slot, http::FileBody file,
                         std::function<void(http::Progress)> on_progress,
                         OnOutcome<std::monostate> on_outcome);
    http::Request request(http::Method method, const std::string &path) const;
    CallHandle start(http::Request request, auth::Interaction interaction,
                     OnOutcome<http::Response> on_outcome);

    const std::string m_base_url;
    const Policy m_policy;
    Parts m_parts;
    Pacer m_pacer;
    bool m_has_plural_status_path = false;
};

} // namespace mmf::api
