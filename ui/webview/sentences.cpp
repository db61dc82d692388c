#include "webview/sentences.hpp"

#include <wx/intl.h>

namespace mmf::ui::sentences {

wxString title(const std::string &service_name)
{
    return wxString::Format(_("Link your %s account"), wxString::FromUTF8(service_name));
}

wxString opening()
{
    return _("Opening the sign-in page…");
}

wxString secure()
{
    return _("Encrypted");
}

wxString not_encrypted()
{
    return _("Not encrypted");
}

wxString taking_long()
{
    return _("This is taking long. You can cancel and try again.");
}

wxString quotation(const std::string &text)
{
    return text.empty() ? _("The service did not answer with a sign-in page.")
                        : wxString::Format(_("The service says: “%s”"), wxString::FromUTF8(text));
}

wxString could_not_load(const std::string &host)
{
    return wxString::Format(_("The page of %s could not be loaded. Check your internet connection."),
                            wxString::FromUTF8(host));
}

wxString bad_certificate(const std::string &host)
{
    return wxString::Format(
        _("The connection to %s is not safe: its certificate could not be verified. Nothing was sent."),
        wxString::FromUTF8(host));
}

wxString engine_stopped()
{
    return _("The page stopped working.");
}

wxString try_again()
{
    return _("&Try again");
}

} // namespace mmf::ui::sentences
