// The body of POST /object, checked (contract §2.1). Pure; any thread.
#pragma once

#include "store.hpp"

#include <string>
#include <variant>

namespace mmf::sandbox {

struct Refusal
{
    int status;
    std::string error;
    std::string description;
};

// Every file must be smaller than this, and every received body too.
constexpr std::uint64_t FileLimit = 100'000'000;

[[nodiscard]] std::variant<NewObject, Refusal> parse_create_request(const std::string &body);

} // namespace mmf::sandbox
