#include "prusaslicer/module_list.hpp"

#include <algorithm>

namespace prusaslicer {

namespace {

/** "/usr/lib/libexample.so" → "example". */
std::string_view bare_name(std::string_view module)
{
    if (const auto slash = module.rfind('/'); slash != std::string_view::npos)
        module.remove_prefix(slash + 1);
    if (module.ends_with(".so"))
        module.remove_suffix(3);
    if (module.starts_with("lib"))
        module.remove_prefix(3);
    return module;
}

} // namespace

std::string without_module(std::string_view list, std::string_view path)
{
    std::string rest;
    while (!list.empty()) {
        const std::string_view entry = list.substr(0, list.find(':'));
        list.remove_prefix(std::min(list.size(), entry.size() + 1));
        if (entry.empty() || bare_name(entry) == bare_name(path))
            continue;
        rest += rest.empty() ? "" : ":";
        rest += entry;
    }
    return rest;
}

} // namespace prusaslicer
