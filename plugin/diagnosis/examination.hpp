// Looks at everything a publish needs, one thing after the other, and tells what it found as it finds it.
//
// Belongs to the loop's thread; its end ends what is under way, and nothing is told any more. Nothing is
// changed at the service: it is asked for a page, for the API without a token and with the one that is kept,
// and for a renewal that it must refuse.
#pragma once

#include "auth/profile.hpp"
#include "auth/token_store.hpp"
#include "base/loop.hpp"
#include "base/policy.hpp"
#include "diagnosis/check.hpp"
#include "diagnosis/judgement.hpp"
#include "http/transport.hpp"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mmf::diagnosis {

struct Subject
{
    auth::Profile profile;     // a client id may be missing
    std::string host_language; // for the sign-in page
    // Why the sign-in window cannot be shown, empty: it can. Nullopt: only the connection is looked at, and
    // neither that window nor the keyring.
    std::optional<std::string> webkit_error;
};

class Examination
{
public:
    // All outlive it. `store` may be null where only the connection is looked at.
    struct Parts
    {
        Loop &loop;
        http::Transport &transport;
        auth::TokenStore *store;
    };
    using OnCheck = std::function<void(Check)>;
    using OnEnd = std::function<void()>;

    // `on_end` comes once, after the last check.
    Examination(Subject subject, Policy policy, Parts parts, OnCheck on_check, OnEnd on_end);
    Examination(const Examination &) = delete;
    Examination &operator=(const Examination &) = delete;
    ~Examination();

    void start();

private:
    http::Request user_request() const;
    void look_at_machine();
    bool has_page() const;
    void reach_service();
    void keyring_looked(Result<void> looked);
    void link_loaded(Result<std::optional<auth::StoredLink>> loaded);
    void answered(std::size_t index, http::Outcome outcome);
    void tell_service();
    void look_at_secret(bool is_reached);
    void look_at_link(bool is_reached);
    void end_part();

    const Subject m_subject;
    const Policy m_policy;
    Parts m_parts;
    OnCheck m_on_check;
    OnEnd m_on_end;

    int m_parts_left = 0;
    std::vector<Exchange> m_exchanges; // the API's and, where there is one, the page's
    std::size_t m_answers = 0;
    std::optional<bool> m_is_api_reached;
    std::optional<Result<std::optional<auth::StoredLink>>> m_link;
    std::array<std::unique_ptr<http::Transfer>, 2> m_transfers;
    std::unique_ptr<http::Transfer> m_secret_transfer;
    std::unique_ptr<http::Transfer> m_link_transfer;
    // What the keyring answers after the end finds gone.
    std::shared_ptr<Examination *> m_self = std::make_shared<Examination *>(this);
};

} // namespace mmf::diagnosis
