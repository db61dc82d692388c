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

// Whether nothing is said.
inline bool is_empty(const PrintingHints &hints)
{
    return hints == PrintingHints{};
}

// "60 x 42.5 x 18 mm": for readers of any language, to a hundredth.
std::string dimensions_text(const model::Size &size);

// "0.2" and "0,2": greater than 0, at most 100. nullopt: none.
std::optional<double> layer_height_of(std::string_view text);
// Digits alone, at most 9999. nullopt: none.
std::optional<unsigned> hours_of(std::string_view text);

// What is sent. The service has no field for layer height and material, so they are the head of `how_to`, in
// English as most of the site is.
api::PrintingHints to_api(const PrintingHints &hints);

} // namespace mmf::publish
