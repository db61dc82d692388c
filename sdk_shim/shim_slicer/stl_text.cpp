#include "shim_slicer/stl_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>

namespace shim {

namespace {

constexpr std::string_view Blanks = " \t\r\n\v\f";

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/** Words of a text one after the other, with the line for messages. */
class Words
{
public:
    explicit Words(std::string_view text) : m_rest(text) {}

    std::size_t line() const { return m_line; }

    /** Empty at the end. */
    std::string_view next()
    {
        skip_to(m_rest.find_first_not_of(Blanks));
        const std::string_view word = m_rest.substr(0, m_rest.find_first_of(Blanks));
        m_rest.remove_prefix(word.size());
        return word;
    }

    void skip_line() { skip_to(m_rest.find('\n')); }

private:
    void skip_to(std::size_t at)
    {
        at = std::min(at, m_rest.size());
        m_line += static_cast<std::size_t>(
            std::count(m_rest.begin(), m_rest.begin() + static_cast<long>(at), '\n'));
        m_rest.remove_prefix(at);
    }

    std::string_view m_rest;
    std::size_t m_line = 1;
};

bool is_word(std::string_view word, std::string_view expected)
{
    return std::equal(word.begin(), word.end(), expected.begin(), expected.end(),
                      [](char a, char b) { return lower(a) == b; });
}

tl::unexpected<std::string> error_at(const Words &words, const std::string &what)
{
    return tl::unexpected("line " + std::to_string(words.line()) + ": " + what);
}

tl::expected<void, std::string> expect(Words &words, std::initializer_list<std::string_view> expected)
{
    for (const std::string_view keyword : expected) {
        const std::string_view word = words.next();
        if (word.empty())
            return error_at(words, "it is cut off, \"" + std::string(keyword) + "\" is missing");
        if (!is_word(word, keyword))
            return error_at(words, "\"" + std::string(keyword) + "\" is missing");
    }
    return {};
}

tl::expected<Point, std::string> read_point(Words &words)
{
    Point point{};
    for (float &value : point) {
        std::string_view word = words.next();
        if (word.empty())
            return error_at(words, "it is cut off, a coordinate is missing");
        if (word.starts_with('+'))
            word.remove_prefix(1);
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(value))
            return error_at(words, "a coordinate is no number");
    }
    return point;
}

/** The rest of a facet, from its normal on. */
tl::expected<void, std::string> read_facet(Words &words, MeshBuilder &builder)
{
    if (auto found = expect(words, {"normal"}); !found)
        return found;
    for (int i = 0; i < 3; ++i)
        words.next();
    if (auto found = expect(words, {"outer", "loop"}); !found)
        return found;
    for (int corner = 0; corner < 3; ++corner) {
        if (auto found = expect(words, {"vertex"}); !found)
            return found;
        const auto point = read_point(words);
        if (!point)
            return tl::unexpected(point.error());
        builder.add(*point);
    }
    return expect(words, {"endloop", "endfacet"});
}

} // namespace

tl::expected<Mesh, std::string> parse_stl_text(std::string_view text)
{
    Words words(text);
    MeshBuilder builder;
    bool is_inside = false;
    for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
        if (!is_inside && is_word(word, "solid")) {
            words.skip_line();
            is_inside = true;
        } else if (is_inside && is_word(word, "facet")) {
            if (const auto facet = read_facet(words, builder); !facet)
                return tl::unexpected(facet.error());
        } else if (is_inside && is_word(word, "endsolid")) {
            words.skip_line();
            is_inside = false;
        } else {
            return error_at(words, "\"" + std::string(word.substr(0, 20)) + "\" is not expected here");
        }
    }
    if (is_inside)
        return error_at(words, "it is cut off, \"endsolid\" is missing");
    if (builder.triangle_count() == 0)
        return tl::unexpected<std::string>("it has no triangles");
    return builder.take();
}

} // namespace shim
