// A file as its bytes, where a test does not care how.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace mmf::test {

inline void write_bytes(const std::filesystem::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

inline std::string read_bytes(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace mmf::test
