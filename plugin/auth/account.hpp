// Whose a link is, as far as the service has told it: by a stable identity, and by the name that people see.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace mmf::auth {

struct Account
{
    // `user_id` of the token answer; the API never tells it (contract §1). Empty: not known.
    std::string id;
    // Of `GET /user`, and unique; the token answer does not tell it. Empty: not known.
    std::string username;
    // For people alone: two accounts may have the same, and it may change.
    std::string name;

    bool is_known() const { return !id.empty() || !username.empty(); }
    bool operator==(const Account &) const = default;
};

// Whether both are surely one account: by their ids where both are known, else by their user names.
inline bool is_same(const Account &a, const Account &b)
{
    if (!a.id.empty() && !b.id.empty()) {
        return a.id == b.id;
    }
    return !a.username.empty() && a.username == b.username;
}

// What one account left is not for another to send, nor for one that is not known.
inline bool may_send(const Account &owner, const Account &linked)
{
    return !owner.is_known() || is_same(owner, linked);
}

// What a session needs from above it; called on its loop.
class AccountPort
{
public:
    AccountPort() = default;
    AccountPort(const AccountPort &) = delete;
    AccountPort &operator=(const AccountPort &) = delete;
    virtual ~AccountPort() = default;

    using OnTold = std::function<void(std::optional<Account>)>;

    // Asks the service whose the present token is (its id apart), without asking a person. Calls back once
    // and not from within the call, nullopt if the service does not tell; a further call may take the place
    // of one that has no answer yet.
    virtual void ask_account(OnTold on_told) = 0;

    // Another account is linked, or more of it is known. Comes before its token is given out, and ends there
    // what is not this account's.
    virtual void account_changed() = 0;

    // Whether the link is kept after this run has turned out otherwise than it was known.
    virtual void keeping_changed() {}
};

} // namespace mmf::auth
