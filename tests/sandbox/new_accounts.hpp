// The accounts that have been made since the sandbox began. Thread-safe.
#pragma once

#include "accounts.hpp"

#include <deque>
#include <mutex>
#include <string>
#include <string_view>

namespace mmf::sandbox {

class NewAccounts
{
public:
    // False where somebody has that name.
    bool create(std::string username, std::string password);
    // Null if there is none. What is pointed to lives as long as this.
    [[nodiscard]] const User *check_password(std::string_view username, std::string_view password) const;

private:
    struct Account
    {
        std::string username;
        std::string password;
        User user{};
    };

    mutable std::mutex m_mutex;
    std::deque<Account> m_accounts; // users point into it
};

} // namespace mmf::sandbox
