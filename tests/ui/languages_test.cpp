// The catalogues as they are built: what they say is put together right.
#include "diagnosis_sentences.hpp"
#include "numbers.hpp"
#include "progress_sentences.hpp"
#include "sentences.hpp"
#include "translate.hpp"
#include "upload_sentences.hpp"

#include <doctest/doctest.h>
#include <memory>
#include <set>
#include <string>
#include <wx/datetime.h>

using namespace mmf;
using namespace mmf::ui;

namespace {

// Speaks a language for as long as it lives.
class Spoken
{
public:
    explicit Spoken(const std::string &language)
    {
        auto catalogue = std::make_shared<const Catalogue>(load_catalogue(CATALOGUE_FOLDER, language));
        REQUIRE(catalogue->is_empty() == (language == "en"));
        use_catalogue(std::move(catalogue));
    }
    Spoken(const Spoken &) = delete;
    Spoken &operator=(const Spoken &) = delete;
    ~Spoken() { use_catalogue(nullptr); }
};

constexpr const char *Languages[] = {"en", "hu", "fr", "es"};
constexpr ErrorKind LastKind = ErrorKind::Internal;

WallTime third_of_may()
{
    const wxDateTime date(3, wxDateTime::May, 2026, 16, 5);
    return WallTime(std::chrono::seconds(date.GetTicks()));
}

} // namespace

TEST_CASE("languages: numbers as each writes them")
{
    struct Case
    {
        const char *language;
        const char *hundreds;
        const char *thousands;
        const char *millions;
        const char *size;
        const char *bytes;
    };
    for (const Case &c : {
             Case{"en", "999", "1,990", "1,990,012", "99.5 MB", "1 byte"},
             Case{"hu", "999", "1990", "1\u00a0990\u00a0012", "99,5\u00a0MB", "1 bájt"},
             Case{"fr", "999", "1\u202f990", "1\u202f990\u202f012", "99,5\u00a0Mo", "1 octet"},
             Case{"es", "999", "1990", "1\u00a0990\u00a0012", "99,5\u00a0MB", "1 byte"},
         }) {
        const Spoken spoken(c.language);
        CAPTURE(c.language);
        CHECK(format_count(999).utf8_string() == c.hundreds);
        CHECK(format_count(1990).utf8_string() == c.thousands);
        CHECK(format_count(1'990'012).utf8_string() == c.millions);
        CHECK(format_bytes(99'500'600).utf8_string() == c.size);
        CHECK(format_bytes(1).utf8_string() == c.bytes);
        CHECK(format_bytes(0).find(wxS("0 ")) == 0);
    }
}

TEST_CASE("languages: days, plurals and the order of words")
{
    struct Case
    {
        const char *language;
        const char *published;
        const char *one;
        const char *none;
    };
    for (const Case &c : {
             Case{"en", "You published this on 3 May 2026.", "Trying again in 1 second.",
                  "Trying again in 0 seconds."},
             Case{"hu", "Ez már közzé lett téve, ekkor: 2026. május 3.", "Újabb próba 1 másodperc múlva.",
                  "Újabb próba 0 másodperc múlva."},
             Case{"fr", "Vous avez publié ceci le 3 mai 2026.", "Nouvel essai dans 1 seconde.",
                  "Nouvel essai dans 0 seconde."},
             Case{"es", "Publicó esto el 3 de mayo de 2026.", "Nuevo intento en 1 segundo.",
                  "Nuevo intento en 0 segundos."},
         }) {
        const Spoken spoken(c.language);
        CAPTURE(c.language);
        CHECK(published_on(third_of_may()).utf8_string() == c.published);
        const auto trying = [](unsigned count) {
            return wxString::Format(tr("Trying again in %u second.", "Trying again in %u seconds.", count),
                                    count)
                .utf8_string();
        };
        CHECK(trying(1) == c.one);
        CHECK(trying(0) == c.none);
    }
}

TEST_CASE("languages: every error is said in each, in words of its own")
{
    std::set<std::string> english;
    for (const char *language : Languages) {
        const Spoken spoken(language);
        CAPTURE(language);
        for (int i = 0; i <= static_cast<int>(LastKind); ++i) {
            for (const char *detail : {"", "DETAIL"}) {
                const auto kind = static_cast<ErrorKind>(i);
                const std::string said = sentence(Error{kind, detail, 503}).utf8_string();
                CAPTURE(said);
                CHECK((said == "DETAIL" || said.size() > 7)); // as long as “Annulé.”
                CHECK(said.find('%') == std::string::npos);
                CHECK(said.find("  ") == std::string::npos);
                if (std::string(language) == "en") {
                    english.insert(said);
                } else if (said != "DETAIL") { // what was given is said as it is
                    CHECK(english.count(said) == 0);
                }
            }
        }
    }
}
