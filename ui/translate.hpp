// Sentences in the language that is spoken. Each module has a catalogue of its own for them, apart from
// wxWidgets' translations, which are the host's: those stay as they are, and what the host calls "Name" is
// not what a sentence of ours says. [main-thread]
#pragma once

#include "base/catalogue.hpp"

#include <memory>
#include <wx/string.h>

namespace mmf::ui {

// For every sentence from now on; null: as the source has it, in English. What has been said stays.
void use_catalogue(std::shared_ptr<const Catalogue> catalogue);
// To be handed on to another module.
std::shared_ptr<const Catalogue> used_catalogue();

wxString tr(const char *sentence);
wxString tr(const char *singular, const char *plural, unsigned count);

} // namespace mmf::ui
