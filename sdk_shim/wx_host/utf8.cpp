#include "wx_host/utf8.hpp"

#include <rapidjson/encodings.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/stringbuffer.h>

namespace wx_host {

std::string as_utf8(std::string_view text)
{
    std::string result;
    rapidjson::StringBuffer copy;
    for (std::size_t at = 0; at < text.size();) {
        rapidjson::MemoryStream rest(text.data() + at, text.size() - at);
        if (rapidjson::UTF8<>::Validate(rest, copy)) {
            result.append(text, at, rest.Tell());
            at += rest.Tell();
        } else {
            result += "\xEF\xBF\xBD";
            ++at;
        }
    }
    return result;
}

} // namespace wx_host
