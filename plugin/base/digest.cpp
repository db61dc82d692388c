#include "base/digest.hpp"

#include <cstdlib>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace mmf {

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr);
}

void Sha256::update(std::span<const std::byte> bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size());
}

std::array<std::byte, 32> Sha256::finish()
{
    std::array<std::byte, 32> digest{};
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr);
    return digest;
}

std::string Sha256::finish_hex()
{
    return to_hex(finish());
}

std::string to_hex(std::span<const std::byte> bytes)
{
    constexpr char Digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * bytes.size());
    for (const std::byte byte : bytes) {
        out += Digits[std::to_integer<unsigned>(byte) >> 4];
        out += Digits[std::to_integer<unsigned>(byte) & 0xF];
    }
    return out;
}

std::string random_token()
{
    std::array<std::byte, 32> bytes{};
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(bytes.size())) != 1) {
        // Without randomness nothing here is safe, and no caller could do better.
        std::abort();
    }
    return to_hex(bytes);
}

} // namespace mmf
