// The tags of a model while they are chosen, and what is offered for them. A value; pure.
#pragma once

#include "publish/draft.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

class TagList
{
public:
    // Takes what can be a tag from a text of several, between commas or lines, and returns the rest: what is
    // too long or no text, and from the first on that is one too many, all. What is there already, in small
    // letters or capitals, is passed over.
    std::string add(std::string_view text);
    void remove(std::size_t index);

    const std::vector<std::string> &tags() const { return m_tags; }
    // With what is still being typed, which may be wrong; for `check` to find.
    std::vector<std::string> with(std::string_view typed) const;

private:
    std::vector<std::string> m_tags;
};

// Whether a text of tags has one that is complete: something follows it.
bool has_complete_tag(std::string_view text);

// All tags of these, those used by most first, and of as many the one used earlier in the list.
std::vector<std::string> most_used(const std::vector<std::vector<std::string>> &uses);

// The first of `known` that begin with what is typed and are not among `chosen`; none for no text.
std::vector<std::string> suggested_tags(const std::vector<std::string> &known,
                                        const std::vector<std::string> &chosen, std::string_view typed,
                                        std::size_t most);

} // namespace mmf::publish
