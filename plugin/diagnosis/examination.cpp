#include "diagnosis/examination.hpp"

#include "auth/authorization.hpp"
#include "auth/loopback_port.hpp"
#include "auth/token_endpoint.hpp"
#include "base/digest.hpp"

#include <utility>

namespace mmf::diagnosis {

Examination::Examination(Subject subject, Policy policy, Parts parts, OnCheck on_check, OnEnd on_end)
    : m_subject(std::move(subject)),
      m_policy(policy),
      m_parts(parts),
      m_on_check(std::move(on_check)),
      m_on_end(std::move(on_end))
{
}

Examination::~Examination() = default;

void Examination::start()
{
    m_parts_left = 1; // this function
    m_on_check(judge_client(m_subject.profile));
    look_at_machine();
    reach_service();
    end_part();
}

http::Request Examination::user_request() const
{
    http::Request request;
    request.url = m_subject.profile.api_base_url + "/user";
    request.headers = {{"Accept", "application/json"}};
    request.timeout = m_policy.json_answer_timeout;
    return request;
}

void Examination::look_at_machine()
{
    const std::string &redirect_uri = m_subject.profile.redirect_uri;
    const Check port =
        judge_port(redirect_uri, auth::LoopbackPort::open(redirect_uri).map([](const auto &) {}));
    if (!m_subject.webkit_error) {
        m_on_check(port);
        return;
    }
    for (const Check &way : judge_ways(*m_subject.webkit_error, port)) {
        m_on_check(way);
    }
    ++m_parts_left;
    m_parts.store->look([weak = std::weak_ptr(m_self)](Result<void> looked) {
        if (const auto self = weak.lock()) {
            (*self)->keyring_looked(std::move(looked));
        }
    });
}

void Examination::keyring_looked(Result<void> looked)
{
    m_on_check(judge_link_place(m_subject.profile.keep_link, looked));
    if (!looked) {
        link_loaded(tl::unexpected(looked.error()));
        return;
    }
    m_parts.store->load(m_subject.profile.link_key(),
                        [weak = std::weak_ptr(m_self)](Result<std::optional<auth::StoredLink>> loaded) {
                            if (const auto self = weak.lock()) {
                                (*self)->link_loaded(std::move(loaded));
                            }
                        });
}

void Examination::link_loaded(Result<std::optional<auth::StoredLink>> loaded)
{
    m_link = std::move(loaded);
    if (m_is_api_reached) {
        look_at_link(*m_is_api_reached);
    }
}

bool Examination::has_page() const
{
    return m_subject.profile.grant != auth::Grant::Password;
}

void Examination::reach_service()
{
    std::vector<http::Request> requests = {user_request()};
    if (has_page()) {
        http::Request page;
        // With a state of its own, which nobody waits for.
        page.url = auth::begin_authorization(m_subject.profile, m_subject.host_language).request.url;
        page.timeout = m_policy.json_answer_timeout;
        requests.push_back(std::move(page));
    }

    const auto none = tl::unexpected(http::Failure{{ErrorKind::Cancelled, {}, 0}, false});
    for (const http::Request &request : requests) {
        m_exchanges.push_back({request.url, none});
    }
    ++m_parts_left;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        m_transfers.at(i) = m_parts.transport.send(
            std::move(requests.at(i)), [this, i](http::Outcome outcome) { answered(i, std::move(outcome)); });
    }
}

void Examination::answered(std::size_t index, http::Outcome outcome)
{
    m_exchanges[index].outcome = std::move(outcome);
    if (++m_answers == m_exchanges.size()) {
        tell_service();
    }
}

void Examination::tell_service()
{
    const Exchange &api = m_exchanges.front();
    const Exchange &page = m_exchanges.back();
    const Check answers = judge_api(api.outcome);
    m_on_check(judge_names(m_exchanges));
    m_on_check(judge_connection(m_exchanges));
    m_on_check(judge_clock(m_exchanges, m_parts.loop.clock().wall_now()));
    m_on_check(answers);
    if (!has_page()) {
        m_on_check({What::SignInPage, State::Skipped, Finding::NoPage});
        m_on_check({What::Framing, State::Skipped, Finding::NoPage});
    } else if (m_subject.profile.client_id.empty()) {
        // Without a client id the page can only refuse.
        m_on_check({What::SignInPage, State::Skipped, Finding::NotReached});
        m_on_check({What::Framing, State::Skipped, Finding::NotReached});
    } else {
        m_on_check(judge_page(page.outcome));
        m_on_check(judge_framing(page));
    }
    look_at_secret(page.outcome.has_value());
    m_is_api_reached = answers.state == State::Ok;
    if (m_link) {
        look_at_link(*m_is_api_reached);
    }
    end_part();
}

void Examination::look_at_secret(bool is_reached)
{
    const auth::Profile &profile = m_subject.profile;
    const bool lasts_without =
        profile.grant != auth::Grant::Implicit || profile.dialect == auth::Dialect::Sso;
    const Finding none = lasts_without ? Finding::NoSecretNeeded : Finding::NoSecret;
    const bool is_sent = !profile.client_secret.empty() && !profile.token_url.empty() &&
                         profile.client_authentication != auth::ClientAuthentication::None;
    if (!is_sent || !is_reached) {
        m_on_check({What::ClientSecret, State::Skipped, is_sent ? Finding::NotReached : none});
        return;
    }
    ++m_parts_left;
    m_secret_transfer =
        m_parts.transport.send(auth::refresh_request(profile, m_policy, Secret(random_token()), {}),
                               [this](const http::Outcome &outcome) {
                                   m_on_check(judge_secret(outcome));
                                   end_part();
                               });
}

void Examination::look_at_link(bool is_reached)
{
    Check check{What::Link, State::Skipped, Finding::NotReached};
    const auth::StoredLink *link = *m_link && **m_link ? &***m_link : nullptr;
    if (!*m_link) {
        check.finding = Finding::LinkUnknown;
    } else if (link == nullptr) {
        check.finding = Finding::NoLink;
    } else if (link->access_token.empty() || link->expires_at <= m_parts.loop.clock().wall_now()) {
        check.finding = Finding::LinkRanOut;
    } else if (is_reached) {
        http::Request request = user_request();
        request.bearer = link->access_token;
        m_link_transfer = m_parts.transport.send(std::move(request), [this](const http::Outcome &outcome) {
            m_on_check(judge_link(outcome));
            end_part();
        });
        return;
    }
    m_on_check(std::move(check));
    end_part();
}

// May end this object.
void Examination::end_part()
{
    if (--m_parts_left == 0) {
        const OnEnd on_end = std::move(m_on_end);
        on_end();
    }
}

} // namespace mmf::diagnosis
