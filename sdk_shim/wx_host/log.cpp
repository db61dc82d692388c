#include "wx_host/log.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace wx_host {

void Log::write(std::int32_t severity, const std::string &source, const std::string &line) const
{
    if (severity < m_least)
        return;
    static constexpr std::array<const char *, 4> Names{"DEBUG", "INFO", "WARNING", "ERROR"};
    const auto index = static_cast<std::size_t>(std::clamp<std::int32_t>(severity, 0, 3));
    // One call, so that lines of several threads do not mix.
    std::string text = std::string(Names[index]) + " " + source + ": " + line;
    std::replace(text.begin(), text.end(), '\n', ' ');
    text += '\n';
    std::fwrite(text.data(), 1, text.size(), stderr);
}

} // namespace wx_host
