#include "tokens.hpp"

#include "text.hpp"

namespace mmf::sandbox {

namespace {

template <typename Value>
std::optional<Value> find_in(const std::map<std::string, Value> &values, const std::string &key)
{
    const auto found = values.find(key);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

std::string Tokens::issue_access(const User &user, const Client &client, std::chrono::seconds lifetime,
                                 std::string device_id)
{
    std::string token = random_token();
    const std::lock_guard lock(m_mutex);
    m_access[token] = {&user, &client, std::chrono::steady_clock::now() + lifetime, std::move(device_id)};
    m_given_out.push_back({"access_token", token});
    return token;
}

std::string Tokens::issue_refresh(const User &user, const Client &client)
{
    std::string token = random_token();
    const std::lock_guard lock(m_mutex);
    m_refresh[token] = {&user, &client};
    m_given_out.push_back({"refresh_token", token});
    return token;
}

std::string Tokens::issue_code(const User &user, const Client &client, std::string redirect_uri,
                               std::string challenge, std::chrono::seconds lifetime)
{
    std::string code = random_token();
    const std::lock_guard lock(m_mutex);
    m_codes[code] = {&user, &client, std::move(redirect_uri), std::move(challenge),
                     std::chrono::steady_clock::now() + lifetime};
    m_given_out.push_back({"code", code});
    return code;
}

std::optional<AccessToken> Tokens::find_access(const std::string &token) const
{
    const std::lock_guard lock(m_mutex);
    return find_in(m_access, token);
}

std::optional<RefreshToken> Tokens::find_refresh(const std::string &token) const
{
    const std::lock_guard lock(m_mutex);
    return find_in(m_refresh, token);
}

std::optional<Code> Tokens::find_code(const std::string &code) const
{
    const std::lock_guard lock(m_mutex);
    return find_in(m_codes, code);
}

bool Tokens::take_code(const std::string &code)
{
    const std::lock_guard lock(m_mutex);
    return m_codes.erase(code) == 1;
}

bool Tokens::take_refresh(const std::string &token)
{
    const std::lock_guard lock(m_mutex);
    return m_refresh.erase(token) == 1;
}

bool Tokens::take_access(const std::string &token)
{
    const std::lock_guard lock(m_mutex);
    return m_access.erase(token) == 1;
}

void Tokens::expire_access_tokens()
{
    const std::lock_guard lock(m_mutex);
    for (auto &[token, access] : m_access) {
        access.expires = std::chrono::steady_clock::now();
    }
}

void Tokens::forget()
{
    expire_access_tokens();
    const std::lock_guard lock(m_mutex);
    m_refresh.clear();
}

std::vector<GivenOut> Tokens::given_out() const
{
    const std::lock_guard lock(m_mutex);
    return m_given_out;
}

} // namespace mmf::sandbox
