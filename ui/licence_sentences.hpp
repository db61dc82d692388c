// The licences that are offered, in words. Pure, but for the language that is spoken. [main-thread]
#pragma once

#include "api/licence.hpp"

#include <optional>
#include <vector>
#include <wx/string.h>

namespace mmf::ui {

struct OfferedLicence
{
    wxString words;
    std::optional<api::Licence> licence; // nullopt: none is said
};

// What is chosen most first.
std::vector<OfferedLicence> offered_licences();

// What it means if it holds.
wxString term_text(api::LicenceTerm term);

} // namespace mmf::ui
