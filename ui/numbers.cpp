#include "numbers.hpp"

#include "translate.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace mmf::ui {

namespace {

struct NumberStyle
{
    wxString group; // between thousands
    wxString mark;  // before the decimals
    bool groups_four_digits;
};

NumberStyle number_style()
{
    // translators: how your language writes numbers; keep the digits
    const wxString five = tr("12,345.6");
    // translators: the same for four digits, which some languages do not group
    const wxString four = tr("1,234.5");
    const std::size_t ungrouped = wxString("12345.6").length();
    if (five.length() < ungrouped) {
        return {",", ".", true};
    }
    return {five.Mid(2, five.length() - ungrouped), five.Mid(five.length() - 2, 1),
            four.length() >= ungrouped};
}

wxString grouped(std::string_view digits, const NumberStyle &style)
{
    constexpr std::size_t Group = 3;
    const bool has_groups = digits.size() > Group + 1 || style.groups_four_digits;
    wxString text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (has_groups && i > 0 && (digits.size() - i) % Group == 0) {
            text += style.group;
        }
        text += digits[i];
    }
    return text;
}

// With a '.' for the mark.
std::string digits_of(double value, int decimals)
{
    constexpr double Most = 1e15;
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), std::clamp(value, 0.0, Most),
                                   std::chars_format::fixed, decimals)
                         .ptr;
    return {text.data(), end};
}

wxString written(std::string_view digits)
{
    const NumberStyle style = number_style();
    const std::size_t mark = std::min(digits.find('.'), digits.size());
    const std::string_view decimals = digits.substr(std::min(mark + 1, digits.size()));
    const wxString whole = grouped(digits.substr(0, mark), style);
    return decimals.empty() ? whole
                            : whole + style.mark + wxString::FromUTF8(decimals.data(), decimals.size());
}

} // namespace

wxString format_count(std::uint64_t count)
{
    return grouped(std::to_string(count), number_style());
}

wxString format_decimal(double value, int decimals)
{
    return written(digits_of(value, decimals));
}

wxString format_short(double value, int most_decimals)
{
    std::string digits = digits_of(value, most_decimals);
    if (digits.find('.') != std::string::npos) {
        digits.erase(digits.find_last_not_of('0') + 1);
    }
    if (digits.ends_with('.')) {
        digits.pop_back();
    }
    return written(digits);
}

wxString format_bytes(std::uint64_t bytes)
{
    const auto size = static_cast<double>(bytes);
    if (size >= 1e9) {
        return wxString::Format(tr("%s GB"), format_decimal(size / 1e9));
    }
    if (size >= 1e6) {
        return wxString::Format(tr("%s MB"), format_decimal(size / 1e6));
    }
    if (size >= 1e3) {
        return wxString::Format(tr("%s kB"), format_decimal(size / 1e3));
    }
    return wxString::Format(tr("%u byte", "%u bytes", static_cast<unsigned>(bytes)),
                            static_cast<unsigned>(bytes));
}

} // namespace mmf::ui
