#include "support_facts.hpp"

#include "http/client.hpp"

#include <wx/utils.h>
#include <wx/version.h>

namespace mmf::ui {

std::vector<std::pair<std::string, std::string>> support_facts(const Host &host, const auth::Profile &profile)
{
    const std::string wx = "wxWidgets/" wxSTRINGIZE(wxMAJOR_VERSION) "." wxSTRINGIZE(
        wxMINOR_VERSION) "." wxSTRINGIZE(wxRELEASE_NUMBER);
    return {{"Publish to MyMiniFactory", MMF_VERSION},
            {"Slicer", host.product()},
            {"System", wxGetOsDescription().utf8_string()},
            {"Libraries", wx + " " + http::library_versions()},
            {"Service", profile.api_base_url}};
}

} // namespace mmf::ui
