#include "http/transport.hpp"

#include <strings.h>

namespace mmf::http {

std::optional<std::string> Response::header(std::string_view name) const
{
    for (const Header &header : headers) {
        if (header.name.size() == name.size() &&
            ::strncasecmp(header.name.data(), name.data(), name.size()) == 0) {
            return header.value;
        }
    }
    return std::nullopt;
}

} // namespace mmf::http
