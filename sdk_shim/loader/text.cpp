#include "loader/text.hpp"

#include <cstring>

namespace slicer_sdk {

namespace {

bool is_continuation_byte(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

void copy_text(std::string_view text, char *buffer, std::size_t size)
{
    if (buffer == nullptr || size == 0)
        return;
    std::size_t length = text.size();
    if (length >= size) {
        length = size - 1;
        while (length > 0 && is_continuation_byte(text[length]))
            --length;
    }
    if (length > 0)
        std::memcpy(buffer, text.data(), length);
    buffer[length] = '\0';
}

} // namespace slicer_sdk
