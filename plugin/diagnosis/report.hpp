// A diagnosis as one text that a person can give away: nothing in it that is theirs alone. Pure.
#pragma once

#include "auth/profile.hpp"

#include <string>
#include <utility>
#include <vector>

namespace mmf::diagnosis {

struct ReportLine
{
    std::string state; // a word
    std::string what;
    std::string found; // sentences
};

// Client id, secret and home folder taken out: of the first its beginning stays.
std::string redacted(std::string text, const auth::Profile &profile, const std::string &home);

// `facts`: names and values, such as versions.
std::string report(const std::string &title, const std::vector<std::pair<std::string, std::string>> &facts,
                   const std::vector<ReportLine> &lines, const auth::Profile &profile,
                   const std::string &home);

} // namespace mmf::diagnosis
