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
    for (const unsigned long count : {0UL, 1UL, 2UL, 11UL, 4294967296UL}) {
        require(plural_form(rule, count) == plural_form(std::string(rule), count), "a rule says one thing");
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
