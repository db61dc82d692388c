#include "example/check/exported_symbols_elf.hpp"

#include <algorithm>
#include <cstring>
#include <elf.h>
#include <fstream>
#include <iterator>
#include <type_traits>

namespace sdk_check {

namespace {

/** The bytes of a file that is trusted in nothing. */
class Bytes
{
public:
    explicit Bytes(const std::filesystem::path &file)
    {
        std::ifstream stream(file, std::ios::binary);
        m_bytes.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }

    template <class Record>
    bool read(std::uint64_t offset, Record &record) const
    {
        static_assert(std::is_trivially_copyable_v<Record>);
        if (offset > m_bytes.size() || m_bytes.size() - offset < sizeof record)
            return false;
        std::memcpy(&record, m_bytes.data() + offset, sizeof record);
        return true;
    }

    /** The zero-ended text at `offset`; empty if there is none. */
    std::string text(std::uint64_t offset) const
    {
        if (offset >= m_bytes.size())
            return {};
        const auto begin = m_bytes.begin() + static_cast<std::ptrdiff_t>(offset);
        return {begin, std::find(begin, m_bytes.end(), '\0')};
    }

private:
    std::vector<char> m_bytes;
};

bool is_ours(const Elf64_Ehdr &header)
{
    constexpr unsigned char Order = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB;
    return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 && header.e_ident[EI_CLASS] == ELFCLASS64 &&
           header.e_ident[EI_DATA] == Order && header.e_shentsize == sizeof(Elf64_Shdr);
}

bool is_exported(const Elf64_Sym &symbol)
{
    const auto visibility = ELF64_ST_VISIBILITY(symbol.st_other);
    return symbol.st_shndx != SHN_UNDEF && ELF64_ST_BIND(symbol.st_info) != STB_LOCAL &&
           (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
}

} // namespace

std::optional<std::vector<std::string>> exported_symbols(const std::filesystem::path &library)
{
    const Bytes bytes(library);
    Elf64_Ehdr header;
    if (!bytes.read(0, header) || !is_ours(header))
        return std::nullopt;

    const auto section_at = [&](std::uint64_t index, Elf64_Shdr &section) {
        return index < header.e_shnum && bytes.read(header.e_shoff + index * sizeof section, section);
    };
    for (std::uint64_t index = 0; index < header.e_shnum; ++index) {
        Elf64_Shdr symbols;
        Elf64_Shdr names;
        if (!section_at(index, symbols))
            return std::nullopt;
        if (symbols.sh_type != SHT_DYNSYM)
            continue;
        if (!section_at(symbols.sh_link, names))
            return std::nullopt;

        std::vector<std::string> found;
        for (std::uint64_t at = 0; at + sizeof(Elf64_Sym) <= symbols.sh_size; at += sizeof(Elf64_Sym)) {
            Elf64_Sym symbol;
            if (!bytes.read(symbols.sh_offset + at, symbol))
                return std::nullopt;
            if (is_exported(symbol))
                found.push_back(bytes.text(names.sh_offset + symbol.st_name));
        }
        std::sort(found.begin(), found.end());
        return found;
    }
    return std::nullopt;
}

} // namespace sdk_check
