// Digests and randomness, by OpenSSL. Not thread-safe per object; the functions are.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace mmf {

class Sha256
{
public:
    Sha256();
    Sha256(Sha256 &&) noexcept = default;
    Sha256 &operator=(Sha256 &&) noexcept = default;
    ~Sha256() = default;

    void update(std::span<const std::byte> bytes);
    // Ends the digest; one of the two, once. Hexadecimal is in lower case.
    std::array<std::byte, 32> finish();
    std::string finish_hex();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

std::string to_hex(std::span<const std::byte> bytes);

// 256 random bits in hexadecimal, for `state` values and names nobody can guess.
std::string random_token();

} // namespace mmf
