// Sentences in the host's language. Their source is UTF-8, which wxWidgets' own `_()` would read in the
// encoding of the process's locale; a slicer may well run in "C". [main-thread]
#pragma once

#include <wx/string.h>
#include <wx/translation.h>

namespace mmf::ui {

inline wxString tr(const char *sentence)
{
    return wxGetTranslation(wxString::FromUTF8(sentence));
}

inline wxString tr(const char *singular, const char *plural, unsigned count)
{
    return wxGetTranslation(wxString::FromUTF8(singular), wxString::FromUTF8(plural), count);
}

} // namespace mmf::ui
