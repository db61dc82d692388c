#include "api/licence.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace mmf::api {

const char *word_of(LicenceTerm term)
{
    switch (term) {
    case LicenceTerm::Mention:
        return "mention";
    case LicenceTerm::Remix:
        return "remix";
    case LicenceTerm::CommercialUse:
        return "commercial-use";
    case LicenceTerm::Exclusivity:
        return "exclusivity";
    case LicenceTerm::Share:
        return "share";
    case LicenceTerm::Store:
        break;
    }
    return "store";
}

Licence::Licence(std::initializer_list<LicenceTerm> terms)
{
    for (const LicenceTerm term : terms) {
        set(term, true);
    }
}

std::string Licence::to_words() const
{
    std::string words;
    for (const LicenceTerm term : LicenceTerms) {
        if (has(term)) {
            words += (words.empty() ? "" : " ") + std::string(word_of(term));
        }
    }
    return words;
}

std::optional<Licence> Licence::from_words(std::string_view words)
{
    Licence licence;
    for (words = trimmed(words); !words.empty(); words = trimmed(words)) {
        const std::string_view word = words.substr(0, words.find(' '));
        const auto *const term =
            std::find_if(LicenceTerms.begin(), LicenceTerms.end(),
                         [word](LicenceTerm candidate) { return word == word_of(candidate); });
        if (term == LicenceTerms.end()) {
            return std::nullopt;
        }
        licence.set(*term, true);
        words.remove_prefix(word.size());
    }
    return licence;
}

} // namespace mmf::api
