#include "api/avatar_lookup.hpp"

#include <utility>

namespace mmf::api {

void AvatarLookup::start(OnFound on_found)
{
    stop();
    m_user = m_api.user([this, on_found = std::move(on_found)](const Outcome<User> &user) {
        const auto call = std::move(m_user); // owns what runs now
        if (user && may_fetch_avatar(user->avatar_url, m_api_base_url)) {
            fetch(user->avatar_url, on_found);
        }
    });
}

void AvatarLookup::stop()
{
    m_user.reset();
    m_picture.reset();
}

void AvatarLookup::fetch(const std::string &url, OnFound on_found)
{
    http::Request request;
    request.url = url;
    request.headers = {{"Accept", "image/png, image/jpeg"}};
    request.timeout = m_policy.json_answer_timeout;
    m_picture = m_transport.send(std::move(request), [this, on_found = std::move(on_found)](auto outcome) {
        const auto transfer = std::move(m_picture); // likewise
        if (!outcome || !outcome->is_success()) {
            return;
        }
        if (auto avatar = avatar_of(std::move(outcome->body))) {
            on_found(std::move(*avatar));
        }
    });
}

} // namespace mmf::api
