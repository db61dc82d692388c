// Text that must not outlive its use: tokens, codes, client secrets. Its memory is zeroed when it ends.
// Not thread-safe; a value like any other. There is deliberately no operator<< and no implicit conversion.
#pragma once

#include <memory>
#include <string_view>

namespace mmf {

class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string_view text);
    Secret(const Secret &other) : Secret(other.view()) {}
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret other) noexcept;
    ~Secret();

    // Valid as long as this object, ended by a zero byte.
    std::string_view view() const { return {m_text ? m_text.get() : "", m_size}; }
    const char *c_str() const { return m_text ? m_text.get() : ""; }
    bool empty() const { return m_size == 0; }

    // Compares in a time that does not tell where two texts of equal length differ.
    bool equals(std::string_view other) const;

private:
    // Not a std::string: its short form and its growth leave copies behind.
    std::unique_ptr<char[]> m_text;
    std::size_t m_size = 0;
};

// Overwrites what a string holds, also beyond its size, and empties it.
void wipe(std::string &text);

} // namespace mmf
