#include "licence_sentences.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace mmf;
using namespace mmf::ui;

TEST_CASE("licence sentences: nothing said comes first, and each licence once")
{
    const auto offered = offered_licences();
    REQUIRE(offered.size() > 2);
    CHECK_FALSE(offered.front().licence);
    std::set<std::string> words;
    std::set<std::string> licences;
    for (const OfferedLicence &each : offered) {
        CHECK(words.insert(each.words.utf8_string()).second);
        CHECK(licences.insert(each.licence ? each.licence->to_words() : "not said").second);
    }
}

TEST_CASE("licence sentences: the words promise what the terms say")
{
    using Term = api::LicenceTerm;
    for (const OfferedLicence &each : offered_licences()) {
        const std::string words = each.words.utf8_string();
        CAPTURE(words);
        const auto says = [&](const char *part) { return words.find(part) != std::string::npos; };
        const api::Licence licence = each.licence.value_or(api::Licence());
        CHECK(licence.has(Term::Mention) == (says("Credit me") || says("personal use")));
        CHECK(licence.has(Term::Remix) == (says("remix freely") || says("Everything")));
        CHECK(licence.has(Term::CommercialUse) == (says("also for sale") || says("Everything")));
        CHECK_FALSE(licence.has(Term::Exclusivity));
        CHECK_FALSE(licence.has(Term::Store));
    }
}

TEST_CASE("licence sentences: each term in other words")
{
    std::set<std::string> words;
    for (const api::LicenceTerm term : api::LicenceTerms) {
        CHECK(words.insert(term_text(term).utf8_string()).second);
    }
}
