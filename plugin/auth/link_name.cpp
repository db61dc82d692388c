#include "auth/link_name.hpp"

#include "base/digest.hpp"

#include <cstddef>
#include <span>

namespace mmf::auth {

std::string link_name(const std::string &link_key)
{
    constexpr std::size_t Length = 16; // enough to be another one for each
    Sha256 digest;
    digest.update(std::as_bytes(std::span(link_key)));
    return "link-" + digest.finish_hex().substr(0, Length);
}

} // namespace mmf::auth
