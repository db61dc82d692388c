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

} // namespace

wxString format_count(std::uint64_t count)
{
    return grouped(std::to_string(count), number_style());
}

wxString format_decimal(double value)
{
    constexpr double Most = 1e15;
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), std::clamp(value, 0.0, Most),
                                   std::chars_format::fixed, 1)
                         .ptr;
    const std::string_view digits(text.data(), static_cast<std::size_t>(end - text.data()));
    const NumberStyle style = number_style();
    return grouped(digits.substr(0, digits.size() - 2), style) + style.mark + digits.back();
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
