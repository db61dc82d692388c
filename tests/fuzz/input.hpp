// The bytes of one case, taken from the front. A value that does not own them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::fuzz {

class Input
{
public:
    Input(const std::uint8_t *data, std::size_t size) : m_rest(reinterpret_cast<const char *>(data), size) {}

    // Below `limit`; 0 at the end. In a corpus the first one is written as '0'.
    std::size_t number(std::size_t limit)
    {
        return m_rest.empty() ? 0 : static_cast<std::uint8_t>(take(1).front() - '0') % limit;
    }

    template <typename Range>
    const auto &choice(const Range &values)
    {
        return values[number(std::size(values))];
    }

    bool flag() { return number(2) != 0; }

    // Up to a line's end, which is taken with it.
    std::string_view line()
    {
        const std::size_t end = std::min(m_rest.find('\n'), m_rest.size());
        const std::string_view text = take(end);
        take(1);
        return text;
    }

    std::string_view rest() { return take(m_rest.size()); }

    // At most `count` values, as they lie in memory.
    template <typename Value>
    std::vector<Value> values(std::size_t count)
    {
        std::vector<Value> all(std::min(count, m_rest.size() / sizeof(Value)));
        const std::string_view bytes = take(all.size() * sizeof(Value));
        if (!bytes.empty()) {
            std::memcpy(all.data(), bytes.data(), bytes.size());
        }
        return all;
    }

private:
    std::string_view take(std::size_t count)
    {
        const std::string_view front = m_rest.substr(0, count);
        m_rest.remove_prefix(front.size());
        return front;
    }

    std::string_view m_rest;
};

} // namespace mmf::fuzz
