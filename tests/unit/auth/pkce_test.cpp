#include "auth/pkce.hpp"

#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace mmf;
using namespace mmf::auth;

TEST_CASE("pkce: the example of RFC 7636, appendix B")
{
    CHECK(code_challenge(Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")) ==
          "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST_CASE("pkce: a verifier is new, long and of the characters that may be in it")
{
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i) {
        const Secret verifier = make_code_verifier();
        const std::string text(verifier.view());
        CHECK(text.size() >= 43);
        CHECK(text.size() <= 128);
        CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~") ==
              std::string::npos);
        CHECK(seen.insert(text).second);
        const std::string challenge = code_challenge(verifier);
        CHECK(challenge.size() == 43); // 256 bits, without padding
        CHECK(challenge.find_first_of("+/=") == std::string::npos);
    }
}
