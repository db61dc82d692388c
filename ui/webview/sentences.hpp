// What the sign-in window says, in the person's language. [main-thread]
#pragma once

#include <string>
#include <wx/string.h>

namespace mmf::ui::sentences {

wxString title(const std::string &service_name);
// The page's origin, beside the lock or in its place.
wxString secure();
wxString not_encrypted();
wxString not_verified();

wxString taking_long(bool with_browser);
wxString quotation(const std::string &text);
wxString could_not_load(const std::string &host);
wxString bad_certificate(const std::string &host);
wxString engine_stopped();
wxString try_again();
wxString use_browser();

} // namespace mmf::ui::sentences
