// What whoever is asked for help needs to know, and nobody minds to tell. [main-thread]
#pragma once

#include "auth/profile.hpp"
#include "host.hpp"

#include <string>
#include <utility>
#include <vector>

namespace mmf::ui {

// Names and values: versions of this plugin, the slicer, the system and the libraries, and which service it
// is.
std::vector<std::pair<std::string, std::string>> support_facts(const Host &host,
                                                               const auth::Profile &profile);

} // namespace mmf::ui
