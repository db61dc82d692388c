#include "base/catalogue.hpp"

#include "base/files.hpp"
#include "base/plural_rule.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>

namespace mmf {

namespace {

// The head of the file, as gettext's manual has it ("The Format of GNU MO Files").
struct Head
{
    std::uint32_t magic;
    std::uint32_t revision;
    std::uint32_t count;
    std::uint32_t sentences;    // where the table of them is
    std::uint32_t translations; // and that of these
};
constexpr std::uint32_t Magic = 0x950412de;

// A row of either table.
struct Row
{
    std::uint32_t size; // without the zero byte at the end
    std::uint32_t offset;
};

constexpr std::uint64_t MaxFileSize = 4'000'000;

template <typename Value>
std::optional<Value> read_at(std::string_view bytes, std::uint64_t offset)
{
    if (offset > bytes.size() || bytes.size() - offset < sizeof(Value)) {
        return std::nullopt;
    }
    Value value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

// A row whose text lies in the file and ends with a zero byte.
std::optional<Row> read_row(std::string_view bytes, std::uint64_t table, std::uint64_t index)
{
    const auto row = read_at<Row>(bytes, table + index * sizeof(Row));
    const bool is_whole = row && row->offset < bytes.size() && row->size < bytes.size() - row->offset &&
                          bytes[row->offset + row->size] == '\0';
    return is_whole ? row : std::nullopt;
}

// From the catalogue's head, which is the translation of the empty sentence.
std::string plural_rule_of(std::string_view head)
{
    constexpr std::string_view Key = "plural=";
    const std::size_t line = head.find("Plural-Forms:");
    const std::size_t at = line == std::string_view::npos ? line : head.find(Key, line);
    if (at == std::string_view::npos) {
        return {};
    }
    head.remove_prefix(at + Key.size());
    return std::string(head.substr(0, head.find_first_of(";\n")));
}

} // namespace

Result<Catalogue> Catalogue::parse(std::string_view bytes)
{
    const auto head = read_at<Head>(bytes, 0);
    if (!head || head->magic != Magic) {
        return fail(ErrorKind::BadFile, "it is no catalogue of this machine");
    }
    if (head->count > bytes.size() / sizeof(Row)) {
        return fail(ErrorKind::BadFile, "the catalogue is not whole");
    }
    Catalogue catalogue;
    catalogue.m_bytes.assign(bytes.begin(), bytes.end());
    catalogue.m_entries.reserve(head->count);
    for (std::uint32_t i = 0; i < head->count; ++i) {
        const auto sentence = read_row(bytes, head->sentences, i);
        const auto translation = read_row(bytes, head->translations, i);
        if (!sentence || !translation) {
            return fail(ErrorKind::BadFile, "the catalogue is not whole");
        }
        catalogue.m_entries.push_back({sentence->offset, translation->offset, translation->size});
    }
    // msgfmt has sorted them; a file that somebody else wrote may not be.
    const char *text = catalogue.m_bytes.data();
    std::sort(catalogue.m_entries.begin(), catalogue.m_entries.end(), [&](const Entry &a, const Entry &b) {
        return std::strcmp(text + a.sentence, text + b.sentence) < 0;
    });
    if (const Entry *about = catalogue.find("")) {
        catalogue.m_plural_rule = plural_rule_of(catalogue.forms_of(*about));
    }
    return catalogue;
}

const Catalogue::Entry *Catalogue::find(const char *sentence) const
{
    const char *text = m_bytes.data();
    const auto found = std::lower_bound(m_entries.begin(), m_entries.end(), sentence,
                                        [&](const Entry &entry, const char *wanted) {
                                            return std::strcmp(text + entry.sentence, wanted) < 0;
                                        });
    const bool is_found = found != m_entries.end() && std::strcmp(text + found->sentence, sentence) == 0;
    return is_found ? &*found : nullptr;
}

std::string_view Catalogue::forms_of(const Entry &entry) const
{
    return {m_bytes.data() + entry.translation, entry.translation_size};
}

const char *Catalogue::translate(const char *sentence) const
{
    const Entry *entry = *sentence == '\0' ? nullptr : find(sentence);
    return entry != nullptr && entry->translation_size > 0 ? forms_of(*entry).data() : sentence;
}

const char *Catalogue::translate(const char *singular, const char *plural, unsigned long count) const
{
    const char *source = count == 1 ? singular : plural;
    const Entry *entry = find(singular);
    const auto form = plural_form(m_plural_rule, count);
    if (entry == nullptr || !form) {
        return source;
    }
    std::string_view forms = forms_of(*entry);
    for (unsigned long skipped = 0; skipped < *form; ++skipped) {
        const std::size_t end = forms.find('\0');
        if (end == std::string_view::npos) {
            return source;
        }
        forms.remove_prefix(end + 1);
    }
    return forms.empty() || forms.front() == '\0' ? source : forms.data();
}

Catalogue load_catalogue(const std::filesystem::path &folder, const std::string &language)
{
    for (const std::string &name : {language, language.substr(0, language.find('_'))}) {
        const auto bytes = read_file(folder / (name + ".mo"), MaxFileSize);
        if (auto catalogue = bytes && *bytes ? Catalogue::parse(**bytes) : Result<Catalogue>()) {
            if (!catalogue->is_empty()) {
                return std::move(*catalogue);
            }
        }
    }
    return {};
}

} // namespace mmf
