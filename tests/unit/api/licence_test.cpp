#include "api/licence.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf::api;

TEST_CASE("licence: its words and back")
{
    CHECK(Licence{}.to_words().empty());
    CHECK(Licence{LicenceTerm::Share, LicenceTerm::Mention}.to_words() == "mention share");
    for (const LicenceTerm term : LicenceTerms) {
        CAPTURE(word_of(term));
        const Licence licence{term};
        CHECK(licence.to_words() == word_of(term));
        CHECK(Licence::from_words(licence.to_words()) == licence);
        for (const LicenceTerm other : LicenceTerms) {
            CHECK(licence.has(other) == (other == term));
        }
    }
    CHECK(Licence::from_words("") == Licence{});
    CHECK(Licence::from_words("  store   remix ") == Licence{LicenceTerm::Remix, LicenceTerm::Store});
    for (const std::string &words :
         std::vector<std::string>{"free", "mention free", "Mention", "mention,share"}) {
        CAPTURE(words);
        CHECK_FALSE(Licence::from_words(words));
    }
}
