#include "publish/tag_list.hpp"

#include "base/letter_case.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace mmf::publish {

namespace {

constexpr std::string_view Separators = ",\n\r";

bool is_among(const std::vector<std::string> &tags, std::string_view tag)
{
    const std::u32string wanted = without_case(tag);
    return std::any_of(tags.begin(), tags.end(),
                       [&](const std::string &known) { return without_case(known) == wanted; });
}

std::string_view take_part(std::string_view &text)
{
    const std::string_view part = text.substr(0, text.find_first_of(Separators));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return trimmed(part);
}

} // namespace

std::string TagList::add(std::string_view text)
{
    std::string rest;
    while (!text.empty()) {
        const std::string_view tag = take_part(text);
        if (tag.empty() || is_among(m_tags, tag)) {
            continue;
        }
        if (m_tags.size() < MaxTags && can_be_tag(tag)) {
            m_tags.emplace_back(tag);
        } else {
            rest += (rest.empty() ? "" : ", ") + std::string(tag);
        }
    }
    return rest;
}

void TagList::remove(std::size_t index)
{
    m_tags.erase(m_tags.begin() + static_cast<std::ptrdiff_t>(index));
}

std::vector<std::string> TagList::with(std::string_view typed) const
{
    std::vector<std::string> all = m_tags;
    for (std::string &tag : split_tags(typed)) {
        if (!is_among(m_tags, tag)) {
            all.push_back(std::move(tag));
        }
    }
    return all;
}

bool has_complete_tag(std::string_view text)
{
    return text.find_first_of(Separators) != std::string_view::npos;
}

std::vector<std::string> most_used(const std::vector<std::vector<std::string>> &uses)
{
    struct Use
    {
        std::string tag; // as it was written first
        std::size_t count = 0;
    };
    std::vector<Use> found;
    std::map<std::u32string, std::size_t> places;
    for (const auto &tags : uses) {
        std::set<std::u32string> counted;
        for (const std::string &tag : tags) {
            const std::u32string key = without_case(tag);
            if (!counted.insert(key).second) {
                continue;
            }
            const auto place = places.emplace(key, found.size()).first->second;
            if (place == found.size()) {
                found.push_back({tag, 0});
            }
            ++found[place].count;
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Use &a, const Use &b) { return a.count > b.count; });
    std::vector<std::string> tags;
    tags.reserve(found.size());
    for (Use &use : found) {
        tags.push_back(std::move(use.tag));
    }
    return tags;
}

std::vector<std::string> suggested_tags(const std::vector<std::string> &known,
                                        const std::vector<std::string> &chosen, std::string_view typed,
                                        std::size_t most)
{
    std::vector<std::string> suggested;
    const std::u32string beginning = without_case(trimmed(typed));
    if (beginning.empty()) {
        return suggested;
    }
    for (const std::string &tag : known) {
        if (suggested.size() == most) {
            break;
        }
        if (without_case(tag).starts_with(beginning) && !is_among(chosen, tag)) {
            suggested.push_back(tag);
        }
    }
    return suggested;
}

} // namespace mmf::publish
