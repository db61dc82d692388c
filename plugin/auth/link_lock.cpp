#include "auth/link_lock.hpp"

#include "auth/link_name.hpp"

#include <utility>

namespace mmf::auth {

LinkLock::LinkLock(std::filesystem::path folder, const std::string &link_key)
    : m_folder(std::move(folder)), m_file(m_folder / (link_name(link_key) + ".lock"))
{
}

Result<bool> LinkLock::try_lock()
{
    if (m_held) {
        return true; // asked again, a second descriptor of this process would be refused
    }
    return make_private_folder(m_folder)
        .and_then([&] { return FileLock::try_lock(m_file); })
        .map([&](std::optional<FileLock> lock) {
            m_held = std::move(lock);
            return m_held.has_value();
        });
}

} // namespace mmf::auth
