// The command line of mmf-sandbox. Pure; any thread.
#pragma once

#include "options.hpp"

#include <string>
#include <vector>

namespace mmf::sandbox {

struct Arguments
{
    Options options;
    bool help = false;
    bool version = false;
    std::string error; // empty: good
};

// Without the program's name.
[[nodiscard]] Arguments parse_arguments(const std::vector<std::string> &words);
[[nodiscard]] std::string help_text();

} // namespace mmf::sandbox
