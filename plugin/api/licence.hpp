// What others may do with an object, as the service puts it: six terms, each of which holds or does not
// (contract §2). A value; pure.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace mmf::api {

enum class LicenceTerm : std::size_t
{
    Mention,       // of whose it is, wherever it is used
    Remix,         // it may be changed and built upon
    CommercialUse, // it may be used for money
    Exclusivity,   // it is offered by this service alone
    Share,         // it may be passed on
    Store,         // the service may sell it
};

// In the order of the contract.
constexpr std::array LicenceTerms = {LicenceTerm::Mention,     LicenceTerm::Remix, LicenceTerm::CommercialUse,
                                     LicenceTerm::Exclusivity, LicenceTerm::Share, LicenceTerm::Store};

// The service's word for it.
const char *word_of(LicenceTerm term);

class Licence
{
public:
    Licence() = default;
    // With these terms, and none of the others.
    Licence(std::initializer_list<LicenceTerm> terms);

    bool has(LicenceTerm term) const { return m_terms.at(static_cast<std::size_t>(term)); }
    void set(LicenceTerm term, bool holds) { m_terms.at(static_cast<std::size_t>(term)) = holds; }

    // "mention share": the words of those that hold, for files of ours.
    std::string to_words() const;
    // nullopt: a word is none of the six.
    static std::optional<Licence> from_words(std::string_view words);

    bool operator==(const Licence &) const = default;

private:
    std::array<bool, LicenceTerms.size()> m_terms{};
};

} // namespace mmf::api
