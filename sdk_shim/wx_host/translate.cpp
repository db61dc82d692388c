#include "wx_host/translate.hpp"

#include <wx/translation.h>

namespace wx_host {

namespace {

constexpr const char *Domain = "slicer-sdk";

} // namespace

void add_catalogue(const std::filesystem::path &folder)
{
    wxFileTranslationsLoader::AddCatalogLookupPathPrefix(wxString::FromUTF8(folder.string()));
    wxTranslations *translations = wxTranslations::Get();
    if (translations != nullptr && !translations->IsLoaded(Domain))
        translations->AddCatalog(Domain);
}

wxString tr(const char *sentence)
{
    return wxGetTranslation(wxString::FromAscii(sentence), Domain);
}

} // namespace wx_host
