// A translation as gettext's tools write it, and the rule by which it has its plurals.
#include "base/catalogue.hpp"
#include "base/plural_rule.hpp"
#include "input.hpp"
#include "property.hpp"

#include <string>
#include <vector>

using namespace mmf;
using fuzz::require;

namespace {

// Of the file, with the zero byte at its end, or of the source.
void check_text(const char *text, std::string_view file, std::string_view source)
{
    require(text != nullptr, "every sentence has a translation or stays");
    const std::string_view found = text;
    require(found == source || file.find(std::string(found) + '\0') != std::string_view::npos,
            "a translation is one of the file");
}

void read_catalogue(std::string_view bytes)
{
    const auto catalogue = Catalogue::parse(bytes);
    if (!catalogue) {
        fuzz::require_kind(catalogue.error(), {ErrorKind::BadFile});
        return;
    }
    check_text(catalogue->translate("Publish"), bytes, "Publish");
    check_text(catalogue->translate(""), bytes, "");
    for (const unsigned long count : {0UL, 1UL, 2UL, 5UL, 121UL}) {
        check_text(catalogue->translate("%d file", "%d files", count), bytes,
                   count == 1 ? "%d file" : "%d files");
    }
}

void read_rule(std::string_view rule)
{
    constexpr std::size_t Short = 20; // never nested too deeply
    for (const unsigned long count : {0UL, 1UL, 2UL, 11UL, 4294967296UL}) {
        const auto form = plural_form(rule, count);
        if (!form) {
            continue;
        }
        const std::string inner = "(" + std::string(rule) + ")";
        const auto same = plural_form(inner, count);
        const auto opposite = plural_form("!" + inner, count);
        const auto chosen = plural_form("n == n ? " + inner + " : 7", count);
        require(rule.size() > Short || (same && opposite && chosen), "a rule can stand in another one");
        require(!same || same == form, "parentheses change nothing");
        require(!opposite || *opposite == (*form == 0 ? 1 : 0), "not is 0 or 1");
        require(!chosen || chosen == form, "what is chosen counts");
        require(!plural_form(inner + " / 0", count), "nothing is divided by zero");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    const bool is_rule = input.flag();
    const std::string_view rest = input.rest();
    if (is_rule) {
        read_rule(rest);
    } else {
        read_catalogue(rest);
    }
    return 0;
}
