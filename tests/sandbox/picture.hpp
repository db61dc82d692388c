// A picture to be served: as little of a PNG as there can be. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace mmf::sandbox {

// A square of one colour: red, green, blue.
std::string plain_png(std::uint32_t side, const std::array<std::uint8_t, 3> &colour);

} // namespace mmf::sandbox
