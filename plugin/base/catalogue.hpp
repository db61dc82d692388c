// Translated sentences: a catalogue of GNU gettext (.mo), as msgfmt writes it. Read by hand, since gettext's
// own functions follow the locale of the process, which is the host's and may not even be installed, and
// since the entry module links no wxWidgets. Immutable; any thread.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mmf {

class Catalogue
{
public:
    // Empty: every sentence stays as it is written in the source.
    Catalogue() = default;
    Catalogue(const Catalogue &) = delete;
    Catalogue &operator=(const Catalogue &) = delete;
    Catalogue(Catalogue &&) = default;
    Catalogue &operator=(Catalogue &&) = default;
    ~Catalogue() = default;

    // Error: BadFile, if it is not whole or not of this machine's byte order.
    static Result<Catalogue> parse(std::string_view bytes);

    bool is_empty() const { return m_entries.empty(); }

    // The translation, valid as long as the catalogue; where there is none, the argument itself.
    const char *translate(const char *sentence) const;
    // In the form that `count` takes; where there is none, in the English one.
    const char *translate(const char *singular, const char *plural, unsigned long count) const;

private:
    struct Entry
    {
        std::uint32_t sentence; // where it begins, up to a zero byte
        std::uint32_t translation;
        std::uint32_t translation_size; // all its forms, with the zero bytes between them
    };

    const Entry *find(const char *sentence) const;
    std::string_view forms_of(const Entry &entry) const;

    std::vector<char> m_bytes;    // moved as it is, so that no text changes its place
    std::vector<Entry> m_entries; // in the order of their sentences
    std::string m_plural_rule;
};

// Of a language such as "fr_CA": from `fr_CA.mo` in the folder, else from `fr.mo`. Empty if there is none or
// it cannot be read: then people read English, which is no reason to fail.
Catalogue load_catalogue(const std::filesystem::path &folder, const std::string &language);

} // namespace mmf
