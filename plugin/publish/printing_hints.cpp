#include "publish/printing_hints.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mmf::publish {

namespace {

constexpr double MaxLayerHeight = 100;
constexpr std::size_t MaxHourDigits = 4; // of MaxHours

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Whatever the process's locale is.
std::string number_text(double value, int decimals)
{
    const double steps = std::pow(10, decimals);
    value = std::round(value * steps) / steps;
    char text[64];
    const auto end =
        std::to_chars(std::begin(text), std::end(text), value, std::chars_format::fixed, decimals).ptr;
    std::string number(std::begin(text), end);
    number.erase(number.find_last_not_of('0') + 1);
    return number.ends_with('.') ? number.substr(0, number.size() - 1) : number;
}

std::string with_mark(std::string_view typed)
{
    std::string text(trimmed(typed));
    std::replace(text.begin(), text.end(), ',', '.');
    return text;
}

} // namespace

std::string dimensions_text(const model::Size &size)
{
    const auto text = [](double length) { return number_text(length, 2); };
    return text(size.x) + " x " + text(size.y) + " x " + text(size.z) + " mm";
}

std::string layer_height_text(double millimetres)
{
    if (!(millimetres > 0 && millimetres <= MaxLayerHeight)) {
        return {};
    }
    std::string text = number_text(millimetres, 3);
    return layer_height_of(text) ? text : std::string();
}

std::optional<double> layer_height_of(std::string_view typed)
{
    const std::string text = with_mark(typed);
    const bool is_plain =
        std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return is_plain && is_whole && value > 0 && value <= MaxLayerHeight ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> hours_of(std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    if (text.empty() || text.size() > MaxHourDigits || !std::all_of(text.begin(), text.end(), is_digit)) {
        return std::nullopt;
    }
    unsigned hours = 0;
    std::from_chars(text.data(), text.data() + text.size(), hours);
    return hours;
}

void replace_settings(PrintingHints &hints, const PrintingHints &from, const PrintingHints &to)
{
    for (const auto text : {&PrintingHints::layer_height, &PrintingHints::material}) {
        if (hints.*text == from.*text) {
            hints.*text = to.*text;
        }
    }
    if (hints.hours_from == from.hours_from && hints.hours_to == from.hours_to) {
        hints.hours_from = to.hours_from;
        hints.hours_to = to.hours_to;
    }
    if (hints.is_support_free == from.is_support_free) {
        hints.is_support_free = to.is_support_free;
    }
}

api::PrintingHints to_api(const PrintingHints &hints)
{
    std::string how_to;
    if (layer_height_of(hints.layer_height)) {
        how_to += "Layer height: " + with_mark(hints.layer_height) + " mm\n";
    }
    if (const auto material = trimmed(hints.material); !material.empty()) {
        how_to += "Material: " + std::string(material) + "\n";
    }
    if (!how_to.empty() && !hints.how_to.empty()) {
        how_to += '\n';
    }
    how_to += hints.how_to;
    if (hints.how_to.empty() && !how_to.empty()) {
        how_to.pop_back();
    }
    return {std::move(how_to),          std::string(trimmed(hints.dimensions)),
            hours_of(hints.hours_from), hours_of(hints.hours_to),
            hints.is_support_free,      std::string(trimmed(hints.filament))};
}

} // namespace mmf::publish
