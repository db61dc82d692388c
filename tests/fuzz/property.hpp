// What must hold for every input: where it does not, the process ends, as a fuzzer or a test expects it.
#pragma once

#include "base/result.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <string_view>

namespace mmf::fuzz {

inline void require(bool holds, const char *what)
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

inline void require_kind(const Error &error, std::initializer_list<ErrorKind> expected)
{
    if (std::find(expected.begin(), expected.end(), error.kind) == expected.end()) {
        std::fprintf(stderr, "an error of kind %s: %s\n", to_string(error.kind), error.detail.c_str());
        std::abort();
    }
}

// A stranger's words that people see: text, in bounds.
inline void require_shown(std::string_view text, std::size_t max_bytes)
{
    require(is_valid_utf8(text), "what is shown is UTF-8");
    require(!has_control_characters(text), "what is shown has no control character");
    require(text.size() <= max_bytes, "what is shown is short");
}

} // namespace mmf::fuzz
