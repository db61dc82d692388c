#include "auth/pkce.hpp"

#include "base/digest.hpp"

#include <cstddef>
#include <span>

namespace mmf::auth {

namespace {

// Without padding (RFC 4648 §5).
std::string base64url(std::span<const std::byte> bytes)
{
    constexpr char Digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    unsigned bits = 0;
    unsigned count = 0; // of `bits` that are not written yet
    for (const std::byte byte : bytes) {
        bits = (bits << 8) | std::to_integer<unsigned>(byte);
        for (count += 8; count >= 6; count -= 6) {
            out += Digits[(bits >> (count - 6)) & 0x3F];
        }
    }
    if (count > 0) {
        out += Digits[(bits << (6 - count)) & 0x3F];
    }
    return out;
}

} // namespace

Secret make_code_verifier()
{
    // Hexadecimal digits are among the characters, and 64 within the length, that a verifier may have.
    std::string text = random_token();
    Secret verifier(text);
    wipe(text);
    return verifier;
}

std::string code_challenge(const Secret &verifier)
{
    Sha256 digest;
    digest.update(std::as_bytes(std::span(verifier.view())));
    return base64url(digest.finish());
}

} // namespace mmf::auth
