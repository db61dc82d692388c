#include "base/secret.hpp"

#include <algorithm>
#include <openssl/crypto.h>
#include <utility>

namespace mmf {

Secret::Secret(std::string_view text) : m_text(std::make_unique<char[]>(text.size() + 1)), m_size(text.size())
{
    std::copy(text.begin(), text.end(), m_text.get());
}

Secret::Secret(Secret &&other) noexcept
    : m_text(std::move(other.m_text)), m_size(std::exchange(other.m_size, 0))
{
}

Secret &Secret::operator=(Secret other) noexcept
{
    std::swap(m_text, other.m_text);
    std::swap(m_size, other.m_size);
    return *this;
}

Secret::~Secret()
{
    if (m_text) {
        OPENSSL_cleanse(m_text.get(), m_size);
    }
}

bool Secret::equals(std::string_view other) const
{
    return m_size == other.size() && CRYPTO_memcmp(view().data(), other.data(), m_size) == 0;
}

void wipe(std::string &text)
{
    text.resize(text.capacity());
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

} // namespace mmf
