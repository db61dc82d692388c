#include "shim_slicer/importer/ply_check.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <vector>

namespace shim {

namespace {

constexpr std::string_view Blanks = " \t\r\n";

/** One value of each instance of an element, or a list of values with its count before it. */
struct Property
{
    std::size_t count_size = 0; // 0: no list
    std::size_t value_size = 0;
};

struct Element
{
    std::string name;
    std::uint64_t count = 0;
    std::vector<Property> properties;
};

enum class Form
{
    Unknown,
    Text,
    LittleEndian,
    BigEndian
};

struct Header
{
    Form form = Form::Unknown;
    std::vector<Element> elements;
};

std::string_view next_word(std::string_view &text)
{
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(Blanks)));
    const std::string_view word = text.substr(0, text.find_first_of(Blanks));
    text.remove_prefix(word.size());
    return word;
}

/** Without its end, which may be \n, \r\n or \r. */
std::string_view next_line(std::string_view &text)
{
    const std::size_t end = std::min(text.size(), text.find_first_of("\r\n"));
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    if (text.starts_with("\r\n"))
        text.remove_prefix(2);
    else if (!text.empty())
        text.remove_prefix(1);
    return line;
}

/** Bytes of a type; 0 if there is no such type. */
std::size_t size_of(std::string_view type)
{
    struct Type
    {
        std::string_view name;
        std::size_t size;
    };
    static constexpr Type Types[] = {{"char", 1},  {"uchar", 1},   {"int8", 1},   {"uint8", 1},
                                     {"short", 2}, {"ushort", 2},  {"int16", 2},  {"uint16", 2},
                                     {"int", 4},   {"uint", 4},    {"int32", 4},  {"uint32", 4},
                                     {"float", 4}, {"float32", 4}, {"double", 8}, {"float64", 8}};
    for (const Type &known : Types) {
        if (known.name == type)
            return known.size;
    }
    return 0;
}

bool read_number(std::string_view word, std::uint64_t &number)
{
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc() && end == word.data() + word.size();
}

Form form_of(std::string_view word)
{
    if (word == "ascii")
        return Form::Text;
    if (word == "binary_little_endian")
        return Form::LittleEndian;
    return word == "binary_big_endian" ? Form::BigEndian : Form::Unknown;
}

bool read_property(std::string_view line, Header &header)
{
    if (header.elements.empty())
        return false;
    Property property;
    std::string_view type = next_word(line);
    if (type == "list") {
        property.count_size = size_of(next_word(line));
        if (property.count_size == 0 || property.count_size > 4)
            return false;
        type = next_word(line);
    }
    property.value_size = size_of(type);
    header.elements.back().properties.push_back(property);
    return property.value_size > 0;
}

/** Takes the header off `rest`. */
tl::expected<Header, std::string> read_header(std::string_view &rest)
{
    Header header;
    if (next_line(rest) != "ply")
        return tl::unexpected<std::string>("it is no PLY file");
    while (!rest.empty()) {
        std::string_view line = next_line(rest);
        const std::string whole(line.substr(0, 40));
        const std::string_view keyword = next_word(line);
        bool is_good = true;
        if (keyword == "end_header")
            return header;
        if (keyword == "format") {
            header.form = form_of(next_word(line));
            is_good = header.form != Form::Unknown;
        } else if (keyword == "element") {
            Element element{std::string(next_word(line)), 0, {}};
            is_good = read_number(next_word(line), element.count);
            header.elements.push_back(std::move(element));
        } else if (keyword == "property") {
            is_good = read_property(line, header);
        }
        if (!is_good && !rest.empty())
            return tl::unexpected("its header has a line that cannot be understood: \"" + whole + "\"");
    }
    return tl::unexpected<std::string>("it is cut off within its header");
}

/** Walks over values in the body; false at its end. */
class Body
{
public:
    Body(std::string_view bytes, Form form) : m_rest(bytes), m_form(form) {}

    bool skip(const Property &property)
    {
        std::uint64_t count = 1;
        if (property.count_size > 0 && !read_count(property.count_size, count))
            return false;
        if (m_form != Form::Text)
            return skip_bytes(count, property.value_size);
        for (; count > 0; --count) {
            if (next_word(m_rest).empty())
                return false;
        }
        return true;
    }

private:
    bool read_count(std::size_t size, std::uint64_t &count)
    {
        if (m_form == Form::Text)
            return read_number(next_word(m_rest), count);
        if (m_rest.size() < size)
            return false;
        count = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t at = m_form == Form::BigEndian ? i : size - 1 - i;
            count = count << 8U | static_cast<unsigned char>(m_rest[at]);
        }
        m_rest.remove_prefix(size);
        return true;
    }

    bool skip_bytes(std::uint64_t count, std::size_t size)
    {
        if (count > m_rest.size() / size)
            return false;
        m_rest.remove_prefix(static_cast<std::size_t>(count) * size);
        return true;
    }

    std::string_view m_rest;
    Form m_form;
};

} // namespace

tl::expected<void, std::string> check_ply(std::string_view bytes)
{
    const auto header = read_header(bytes);
    if (!header)
        return tl::unexpected(header.error());
    if (header->form == Form::Unknown)
        return tl::unexpected<std::string>("its header does not say its format");
    Body body(bytes, header->form);
    for (const Element &element : header->elements) {
        if (element.count > 0 && element.properties.empty())
            return tl::unexpected("its header does not say what a " + element.name + " is");
        for (std::uint64_t i = 0; i < element.count; ++i) {
            for (const Property &property : element.properties) {
                if (!body.skip(property))
                    return tl::unexpected("it should hold " + std::to_string(element.count) + " of \"" +
                                          element.name + "\", but ends after " + std::to_string(i) +
                                          ": it is cut off");
            }
        }
    }
    return {};
}

} // namespace shim
