#include "new_accounts.hpp"

#include <algorithm>
#include <utility>

namespace mmf::sandbox {

bool NewAccounts::create(std::string username, std::string password)
{
    constexpr std::uint64_t FirstId = 901;
    const std::scoped_lock lock(m_mutex);
    const bool is_taken = find_user(username) != nullptr ||
                          std::any_of(m_accounts.begin(), m_accounts.end(),
                                      [&](const Account &account) { return account.username == username; });
    if (is_taken) {
        return false;
    }
    Account &account = m_accounts.emplace_back(Account{std::move(username), std::move(password)});
    account.user = {FirstId + m_accounts.size() - 1, account.username.c_str(), account.password.c_str(),
                    account.username.c_str()};
    return true;
}

const User *NewAccounts::check_password(std::string_view username, std::string_view password) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_accounts.begin(), m_accounts.end(), [&](const Account &account) {
        return account.username == username && account.password == password;
    });
    return found == m_accounts.end() ? nullptr : &found->user;
}

} // namespace mmf::sandbox
