#include "translate.hpp"

#include <utility>

namespace mmf::ui {

namespace {

std::shared_ptr<const Catalogue> &catalogue()
{
    static std::shared_ptr<const Catalogue> used;
    return used;
}

} // namespace

void use_catalogue(std::shared_ptr<const Catalogue> used)
{
    catalogue() = std::move(used);
}

std::shared_ptr<const Catalogue> used_catalogue()
{
    return catalogue();
}

wxString tr(const char *sentence)
{
    const Catalogue *const used = catalogue().get();
    return wxString::FromUTF8(used != nullptr ? used->translate(sentence) : sentence);
}

wxString tr(const char *singular, const char *plural, unsigned count)
{
    const Catalogue *const used = catalogue().get();
    return wxString::FromUTF8(used != nullptr ? used->translate(singular, plural, count)
                              : count == 1    ? singular
                                              : plural);
}

} // namespace mmf::ui
