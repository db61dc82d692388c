#include "webview/sentences.hpp"

#include "translate.hpp"

namespace mmf::ui::sentences {

wxString title(const std::string &service_name)
{
    return wxString::Format(tr("Link your %s account"), wxString::FromUTF8(service_name));
}

wxString secure()
{
    return tr("Encrypted");
}

wxString not_encrypted()
{
    return tr("Not encrypted");
}

wxString not_verified()
{
    return tr("Not verified");
}

wxString taking_long(bool with_browser)
{
    return with_browser ? tr("This is taking long. You can use your browser instead.")
                        : tr("This is taking long. You can cancel and try again.");
}

wxString quotation(const std::string &text)
{
    return text.empty() ? tr("The service did not answer with a sign-in page.")
                        : wxString::Format(tr("The service says: “%s”"), wxString::FromUTF8(text));
}

wxString could_not_load(const std::string &host)
{
    return wxString::Format(tr("The page of %s could not be loaded. Check your internet connection."),
                            wxString::FromUTF8(host));
}

wxString bad_certificate(const std::string &host)
{
    return wxString::Format(
        tr("The connection to %s is not safe: its certificate could not be verified. Nothing was sent."),
        wxString::FromUTF8(host));
}

wxString engine_stopped()
{
    return tr("The page stopped working.");
}

wxString try_again()
{
    return tr("&Try again");
}

wxString use_browser()
{
    return tr("Use the &browser instead");
}

} // namespace mmf::ui::sentences
