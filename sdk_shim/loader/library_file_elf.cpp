#include "loader/library_file_elf.hpp"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <link.h>

namespace slicer_sdk {

namespace {

template <class Struct>
bool read_at(std::ifstream &stream, std::uintmax_t offset, Struct &into)
{
    stream.seekg(static_cast<std::streamoff>(offset));
    return static_cast<bool>(stream.read(reinterpret_cast<char *>(&into), sizeof into));
}

} // namespace

bool is_cut_off(const std::filesystem::path &file)
{
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    ElfW(Ehdr) header{};
    if (error || !read_at(stream, 0, header) || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
        header.e_phentsize != sizeof(ElfW(Phdr)))
        return false; // the linker has a sentence for it
    for (unsigned i = 0; i < header.e_phnum; ++i) {
        ElfW(Phdr) segment{};
        if (!read_at(stream, header.e_phoff + i * sizeof segment, segment))
            return true;
        if (segment.p_type == PT_LOAD &&
            (segment.p_offset > size || segment.p_filesz > size - segment.p_offset))
            return true;
    }
    return false;
}

} // namespace slicer_sdk
