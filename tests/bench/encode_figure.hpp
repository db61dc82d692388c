// What it costs to encode a file in memory, in the spool's blocks, against a copy of as many bytes.
#pragma once

#include "figures.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace mmf::bench {

// `make` gives an encoder of the whole file, which has `size` bytes.
template <typename Make>
void print_encode_figure(const std::string &name, std::size_t size, int runs, const Make &make)
{
    constexpr std::size_t BlockSize = 256 * 1024;
    std::vector<std::byte> encoded(size);
    std::vector<std::byte> copy(size);
    const auto encode_all = [&] {
        auto encoder = make();
        for (std::span<std::byte> out(encoded); !out.empty();) {
            const std::size_t count = encoder.encode(out.first(std::min(BlockSize, out.size())));
            if (count == 0) {
                throw std::logic_error("the encoder ends early");
            }
            out = out.subspan(count);
        }
    };
    const auto copy_all = [&] { std::memcpy(copy.data(), encoded.data(), size); };
    print_figure(
        name,
        paired_ratio(
            runs, [&] { return processor_time_of(encode_all); }, [&] { return processor_time_of(copy_all); }),
        "encode/memcpy");
    if (std::memcmp(copy.data(), encoded.data(), size) != 0) {
        throw std::logic_error("the copy differs");
    }
}

} // namespace mmf::bench
