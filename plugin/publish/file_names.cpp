#include "publish/file_names.hpp"

#include "base/ascii.hpp"
#include "base/letter_case.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace mmf::publish {

namespace {

constexpr std::size_t MaxStemBytes = 116;

std::string_view without_mesh_extension(std::string_view name)
{
    constexpr std::array Extensions = {".stl", ".obj", ".3mf", ".ply", ".amf", ".step", ".stp"};
    const std::string lower = ascii_lower(name);
    for (const std::string_view extension : Extensions) {
        if (lower.ends_with(extension)) {
            return name.substr(0, name.size() - extension.size());
        }
    }
    return name;
}

bool is_reserved(std::string_view stem)
{
    constexpr std::array Devices = {"con", "prn", "aux", "nul"};
    // Up to the first dot, and Windows passes over spaces before it.
    const std::string lower = ascii_lower(trimmed(stem.substr(0, stem.find('.'))));
    const bool is_numbered = lower.size() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")) &&
                             lower[3] >= '0' && lower[3] <= '9';
    return is_numbered || std::find(Devices.begin(), Devices.end(), lower) != Devices.end();
}

std::string_view without_dots_and_spaces_around(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(". ");
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(". ") - begin + 1);
}

} // namespace

std::string stl_file_name(std::string_view name)
{
    std::string stem = without_control_characters(to_valid_utf8(without_mesh_extension(trimmed(name))));
    constexpr std::string_view Forbidden = "\"\\/:*?<>|%";
    std::replace_if(
        stem.begin(), stem.end(), [&](char c) { return Forbidden.find(c) != std::string_view::npos; }, '_');
    stem = without_dots_and_spaces_around(utf8_prefix(without_dots_and_spaces_around(stem), MaxStemBytes));
    if (stem.empty()) {
        stem = "model";
    } else if (is_reserved(stem)) {
        stem.insert(0, 1, '_');
    }
    return stem + ".stl";
}

std::string ply_file_name(std::string_view stl_file_name)
{
    return std::string(without_mesh_extension(stl_file_name)) + ".ply";
}

std::vector<std::string> unique_file_names(std::vector<std::string> names)
{
    std::set<std::u32string> taken;
    std::map<std::u32string, int> next_number; // of each name as it was given: thousands may be equal
    for (std::string &name : names) {
        const std::size_t dot = std::min(name.rfind('.'), name.size());
        const std::string stem = name.substr(0, dot);
        const std::string extension = name.substr(dot);
        int &number = next_number.try_emplace(without_case(name), 2).first->second;
        for (; !taken.insert(without_case(name)).second; ++number) {
            name = stem;
            name += '-';
            name += std::to_string(number);
            name += extension;
        }
    }
    return names;
}

} // namespace mmf::publish
