// What a person says about printing a model, as it is typed; empty is not said. A value; pure.
#pragma once

#include "api/objects.hpp"
#include "model/mesh.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mmf::publish {

struct PrintingHints
{
    std::string dimensions;
    std::string layer_height; // millimetres
    std::string material;
    std::string hours_from; // of printing, whole ones
    std::string hours_to;
    std::optional<bool> is_support_free;
    std::string filament;
    std::string how_to;

    bool operator==(const PrintingHints &) const = default;
};

constexpr unsigned MaxHours = 9999;

// Whether nothing is said.
inline bool is_empty(const PrintingHints &hints)
{
    return hints == PrintingHints{};
}

// "60 x 42.5 x 18 mm": for readers of any language, to a hundredth.
std::string dimensions_text(const model::Size &size);

// "0.2" of 0.2 mm, to a thousandth; empty where layer_height_of has none.
std::string layer_height_text(double millimetres);

// "0.2" and "0,2": greater than 0, at most 100. nullopt: none.
std::optional<double> layer_height_of(std::string_view text);
// Digits alone, at most MaxHours. nullopt: none.
std::optional<unsigned> hours_of(std::string_view text);

// Of layer height, material, print time and supports, what is as in `from` becomes as in `to`; a print time
// as a whole.
void replace_settings(PrintingHints &hints, const PrintingHints &from, const PrintingHints &to);

// What is sent. The service has no field for layer height and material, so they are the head of `how_to`, in
// English as most of the site is.
api::PrintingHints to_api(const PrintingHints &hints);

} // namespace mmf::publish
