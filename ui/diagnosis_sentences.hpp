// What people read of a diagnosis and of the connection settings: what was found and what to do about it.
// Pure; [main-thread], since it is translated.
#pragma once

#include "auth/client_settings.hpp"
#include "diagnosis/check.hpp"

#include <vector>
#include <wx/string.h>

namespace mmf::ui {

wxString name_of(diagnosis::What what);
wxString word_for(diagnosis::State state);
wxString sentence(const diagnosis::Check &check);

// The one thing to know about all of them.
wxString summary(const std::vector<diagnosis::Check> &checks);
// The same where only the connection settings were tried.
wxString test_summary(const std::vector<diagnosis::Check> &checks);
// Failed if any did, a warning if any was one, else fine.
diagnosis::State worst_of(const std::vector<diagnosis::Check> &checks);

// What is wrong with an entry.
wxString sentence(const auth::ClientFinding &finding);

} // namespace mmf::ui
