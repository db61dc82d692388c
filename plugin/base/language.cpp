#include "base/language.hpp"

#include <algorithm>

namespace mmf {

namespace {

bool are_all_between(std::string_view text, char first, char last)
{
    return std::all_of(text.begin(), text.end(), [=](char c) { return c >= first && c <= last; });
}

// Without encoding and modifier; empty if it is none, such as "C" or "../hu".
std::string as_language(std::string_view name)
{
    name = name.substr(0, name.find_first_of(".@"));
    const std::string_view language = name.substr(0, name.find_first_of("_-"));
    if (language.size() < 2 || language.size() > 3 || !are_all_between(language, 'a', 'z')) {
        return {};
    }
    const std::string_view country = name.substr(std::min(language.size() + 1, name.size()));
    const bool has_country = country.size() == 2 && are_all_between(country, 'A', 'Z');
    return std::string(language) + (has_country ? "_" + std::string(country) : "");
}

} // namespace

std::string spoken_language(std::string_view setting, std::string_view of_host, std::string_view of_process)
{
    if (!setting.empty() && setting != "auto") {
        return setting == "sp" ? "es" : std::string(setting);
    }
    for (const std::string_view name : {of_host, of_process}) {
        if (std::string language = as_language(name); !language.empty()) {
            return language;
        }
    }
    return "en";
}

} // namespace mmf
