#include "base/catalogue.hpp"

#include "support/temp_folder.hpp"

#include <cstdint>
#include <cstring>
#include <doctest/doctest.h>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

using namespace mmf;

namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

void append(std::string &bytes, std::uint32_t number)
{
    char raw[sizeof number];
    std::memcpy(raw, &number, sizeof number);
    bytes.append(raw, sizeof raw);
}

// A file as msgfmt lays it out; `texts` in any order.
std::string mo_file(const Texts &texts)
{
    const auto count = static_cast<std::uint32_t>(texts.size());
    constexpr std::uint32_t HeadSize = 28;
    std::string head;
    for (const std::uint32_t number : {0x950412deU, 0U, count, HeadSize, HeadSize + 8 * count, 0U, 0U}) {
        append(head, number);
    }
    std::string table;
    std::string text;
    const std::uint32_t text_start = HeadSize + 16 * count;
    for (const bool is_translation : {false, true}) {
        for (const auto &[sentence, translation] : texts) {
            const std::string &said = is_translation ? translation : sentence;
            append(table, static_cast<std::uint32_t>(said.size()));
            append(table, text_start + static_cast<std::uint32_t>(text.size()));
            text += said + '\0';
        }
    }
    return head + table + text;
}

const Texts Hungarian = {
    {"", "Plural-Forms: nplurals=2; plural=n != 1;\n"},
    {"Close", "Bezárás"},
    {std::string("%u file\0%u files", 16), std::string("%u fájl\0%u fájlok", 19)},
    {"Apple", "Alma"},
    {"Empty", ""},
};

} // namespace

TEST_CASE("catalogue: sentences and plurals")
{
    const auto catalogue = Catalogue::parse(mo_file(Hungarian));
    REQUIRE(catalogue.has_value());
    CHECK(catalogue->translate("Close") == std::string("Bezárás"));
    CHECK(catalogue->translate("Apple") == std::string("Alma"));
    CHECK(catalogue->translate("%u file", "%u files", 1) == std::string("%u fájl"));
    CHECK(catalogue->translate("%u file", "%u files", 3) == std::string("%u fájlok"));
}

TEST_CASE("catalogue: what is not in it stays as it is")
{
    const auto catalogue = Catalogue::parse(mo_file(Hungarian));
    REQUIRE(catalogue.has_value());
    const Catalogue none;
    for (const Catalogue *one : {&*catalogue, &none}) {
        CHECK(one->translate("Clos") == std::string("Clos"));
        CHECK(one->translate("Closed") == std::string("Closed"));
        CHECK(one->translate("Empty") == std::string("Empty"));
        CHECK(one->translate("") == std::string());
        CHECK(one->translate("%u day", "%u days", 1) == std::string("%u day"));
        CHECK(one->translate("%u day", "%u days", 0) == std::string("%u days"));
    }
}

TEST_CASE("catalogue: without a usable plural rule, English plurals")
{
    for (const char *head :
         {"", "Plural-Forms: nplurals=2; plural=n ++;\n", "Plural-Forms: nplurals=9; plural=8;\n"}) {
        const auto catalogue = Catalogue::parse(mo_file({{"", head}, Hungarian[2]}));
        REQUIRE(catalogue.has_value());
        CHECK(catalogue->translate("%u file", "%u files", 1) == std::string("%u file"));
        CHECK(catalogue->translate("%u file", "%u files", 2) == std::string("%u files"));
    }
}

TEST_CASE("catalogue: translations stay where they are when it is moved")
{
    auto made = Catalogue::parse(mo_file(Hungarian));
    REQUIRE(made.has_value());
    const char *said = made->translate("Apple");
    const Catalogue moved = std::move(*made);
    CHECK(moved.translate("Apple") == said);
}

TEST_CASE("catalogue: damaged files are refused")
{
    const std::string whole = mo_file(Hungarian);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const auto cut = Catalogue::parse(std::string_view(whole).substr(0, size));
        CHECK_FALSE(cut.has_value());
    }
    for (const std::uint32_t wrong : {0x7fffffffU, 0xffffffffU}) {
        for (std::size_t at = 0; at + 4 <= 28 + 16 * Hungarian.size(); at += 4) {
            if (at == 4 || at == 20 || at == 24) {
                continue; // the revision, and the hash table that is not used
            }
            CAPTURE(at);
            std::string bytes = whole;
            std::memcpy(bytes.data() + at, &wrong, sizeof wrong);
            CHECK_FALSE(Catalogue::parse(bytes).has_value());
        }
    }
}

TEST_CASE("catalogue: the country's, else the language's, else none")
{
    const test::TempFolder folder;
    const auto write = [&](const char *name, const std::string &bytes) {
        std::ofstream(folder.path() / name, std::ios::binary) << bytes;
    };
    write("pt.mo", mo_file({{"Close", "Fechar"}}));
    write("pt_BR.mo", mo_file({{"Close", "Fecha"}}));
    write("de.mo", "damaged");
    const auto close_in = [&](const char *language) {
        return std::string(load_catalogue(folder.path(), language).translate("Close"));
    };
    CHECK(close_in("pt") == "Fechar");
    CHECK(close_in("pt_PT") == "Fechar");
    CHECK(close_in("pt_BR") == "Fecha");
    CHECK(close_in("de") == "Close");
    CHECK(close_in("en") == "Close");
}
