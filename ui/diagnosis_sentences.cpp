#include "diagnosis_sentences.hpp"

#include "translate.hpp"

#include <algorithm>
#include <cstdlib>

namespace mmf::ui {

namespace {

using diagnosis::Check;
using diagnosis::Finding;
using diagnosis::State;
using diagnosis::What;

// `sentence` has one %s for the detail.
wxString with_detail(const char *sentence, const Check &check)
{
    return wxString::Format(tr(sentence), wxString::FromUTF8(check.detail));
}

// `sentence` has one %d for the status.
wxString with_status(const char *sentence, const Check &check)
{
    return wxString::Format(tr(sentence), check.number);
}

wxString clock_sentence(int minutes_ahead)
{
    const auto count = static_cast<unsigned>(std::abs(minutes_ahead));
    const wxString off = minutes_ahead > 0 ? tr("This computer's clock is %u minute fast.",
                                                "This computer's clock is %u minutes fast.", count)
                                           : tr("This computer's clock is %u minute slow.",
                                                "This computer's clock is %u minutes slow.", count);
    return wxString::Format(off, count) + " " +
           tr("Set it right: certificates and the sign-in depend on it.");
}

wxString connection_sentence(const Check &check)
{
    switch (check.finding) {
    case Finding::Verified:
        return tr("Connected, and the certificates are good.");
    case Finding::Unencrypted:
        return tr("Connected. Nothing is encrypted, since the service is on this computer.");
    case Finding::NoAnswer:
        return with_detail("Nobody answers. %s. Check the connection to the internet, and whether a firewall "
                           "stands between.",
                           check);
    case Finding::NoTls:
        return with_detail("No safe connection could be made. %s. A proxy may stand between, or the network "
                           "wants you to sign in first.",
                           check);
    case Finding::Untrusted:
        return with_detail(
            "The certificate is of an authority that this computer does not trust. %s. A proxy "
            "or a security program may stand between.",
            check);
    case Finding::OutOfDate:
        return with_detail("The certificate is not valid today. %s. Check this computer's clock first.",
                           check);
    case Finding::OtherName:
        return with_detail(
            "The certificate is for another host. %s. A proxy may stand between, or the network "
            "wants you to sign in first.",
            check);
    case Finding::BadCertificate:
        return with_detail("The certificate could not be verified. %s.", check);
    default:
        return with_detail("The connection broke. %s. Try again.", check);
    }
}

wxString service_sentence(const Check &check)
{
    switch (check.finding) {
    case Finding::ApiAnswers:
        return tr("The API answers.");
    case Finding::ApiIsPage:
        return with_status(
                   "A web page answers in place of the API (status %d). A proxy stands between, or the "
                   "network wants you to sign in first: open any page in your browser.",
                   check) +
               (check.detail.empty() ? wxString() : " " + with_detail("It leads to %s.", check));
    case Finding::ApiUnavailable:
        return with_status("The service is not available at the moment (status %d). Try again later.", check);
    case Finding::ApiOdd:
        return with_status("At the API's address something else answers (status %d).", check);
    case Finding::PageAnswers:
        return tr("The sign-in page answers.");
    case Finding::PageRefused:
        return with_detail(
            "The sign-in page refuses the client id or the redirect URI. It says: “%s” Compare "
            "both with the developer settings of your MyMiniFactory account.",
            check);
    case Finding::PageUnavailable:
        return with_status("The sign-in page is not available (status %d). Try again later.", check);
    case Finding::NoPage:
        return tr("The service has no sign-in page: it asks for user name and password.");
    case Finding::SecretAccepted:
        return tr("The service accepts the client secret.");
    case Finding::SecretRefused:
        return tr("The service refuses the client id with this secret.") +
               (check.detail.empty() ? wxString() : " " + with_detail("It says: “%s”", check)) + " " +
               tr("Compare both with the developer settings of your MyMiniFactory account.");
    case Finding::SecretUnknown:
        return with_status("Whether the client secret is right could not be seen (status %d).", check);
    case Finding::NoSecret:
        return tr("No client secret is set: you sign in again after some hours.");
    case Finding::NoSecretNeeded:
        return tr("No client secret is set, and none is needed.");
    case Finding::FrameWorks:
        return tr("The sign-in page can be shown in a frame.");
    default:
        return tr("The sign-in page refuses frames, so it is shown as the page itself.");
    }
}

wxString machine_sentence(const Check &check)
{
    switch (check.finding) {
    case Finding::WebKitWorks:
        return tr("The slicer's own sign-in window can be shown.");
    case Finding::WebKitMissing:
        return with_detail("The slicer's own sign-in window cannot be shown: %s. Install WebKitGTK (Debian: "
                           "libwxgtk-webview3.2-1), or sign in with your browser.",
                           check);
    case Finding::PortIsFree:
        return with_detail("Your browser can come back to %s.", check);
    case Finding::PortIsTaken:
        return with_detail("Your browser cannot be used: %s. Close the other program, or sign in in the "
                           "slicer's window.",
                           check);
    case Finding::NoPort:
        return tr("The redirect URI does not lead to this computer, so only the slicer's own window can be "
                  "used.");
    case Finding::KeyringWorks:
        return tr("The keyring is there and unlocked.");
    case Finding::LinkFileWorks:
        return tr("The link is kept in a file that only you can read, as the settings want it.");
    case Finding::LinkFileFailed:
        return with_detail("The link cannot be kept in a file: %s. It lasts until the slicer is closed.",
                           check);
    case Finding::KeyringIsMissing:
        return tr("There is no keyring, so the link lasts until the slicer is closed.");
    case Finding::KeyringIsLocked:
        return tr("The keyring is locked, so the link lasts until the slicer is closed.");
    default:
        return check.detail.empty()
                   ? tr("The keyring did not answer, so the link lasts until the slicer is closed.")
                   : with_detail("The keyring could not be used: %s. The link lasts until the slicer is "
                                 "closed.",
                                 check);
    }
}

wxString link_sentence(const Check &check)
{
    switch (check.finding) {
    case Finding::LinkWorks:
        return tr("The service accepts the linked account.");
    case Finding::LinkRefused:
        return tr("The service does not accept the link any more. At the next publish it is renewed, or you "
                  "sign in again.");
    case Finding::LinkRanOut:
        return tr("The link must be renewed, which happens at the next publish.");
    case Finding::NoLink:
        return tr("No account is linked in the keyring. You will be asked to sign in once.");
    default:
        return tr("Without the keyring it is not known.");
    }
}

// The first in the order of the report.
const Check *first(const std::vector<Check> &checks, State state)
{
    const Check *found = nullptr;
    for (const Check &check : checks) {
        if (check.state == state && (found == nullptr || check.what < found->what)) {
            found = &check;
        }
    }
    return found;
}

bool is_about_reaching(What what)
{
    return what == What::Name || what == What::Connection || what == What::Api;
}

wxString failure_summary(const Check &failed)
{
    return (is_about_reaching(failed.what) ? tr("MyMiniFactory cannot be reached.")
                                           : tr("Publishing does not work yet.")) +
           " " + sentence(failed);
}

} // namespace

wxString name_of(What what)
{
    switch (what) {
    case What::Client:
        return tr("Client id");
    case What::Name:
        return tr("Name of the host");
    case What::Connection:
        return tr("Safe connection");
    case What::Clock:
        return tr("Clock");
    case What::Api:
        return tr("API");
    case What::SignInPage:
        return tr("Sign-in page");
    case What::ClientSecret:
        return tr("Client secret");
    case What::Framing:
        return tr("Page in a frame");
    case What::WebKit:
        return tr("Sign-in window");
    case What::BrowserPort:
        return tr("Way back from the browser");
    case What::Keyring:
        return tr("Keyring");
    case What::Link:
        break;
    }
    return tr("Linked account");
}

wxString word_for(State state)
{
    switch (state) {
    case State::Ok:
        return tr("Good");
    case State::Warning:
        return tr("Warning");
    case State::Failed:
        return tr("Failed");
    case State::Skipped:
        break;
    }
    return tr("Not looked at");
}

wxString sentence(const Check &check)
{
    switch (check.finding) {
    case Finding::NotReached:
        return tr("This needs something that did not work.");
    case Finding::ClientIsSet:
        return with_detail("It is set, and begins with “%s”.", check);
    case Finding::ClientIsMissing:
        return tr("No client id is set. Open “MyMiniFactory Account…” to enter one.");
    case Finding::NamesFound:
        return with_detail("Found: %s.", check);
    case Finding::NameUnknown:
        return with_detail(
            "The name %s is not known. Check the connection to the internet and its name server "
            "(DNS).",
            check);
    case Finding::ClockIsRight:
        return tr("This computer's clock is right.");
    case Finding::ClockIsOff:
        return clock_sentence(check.number);
    case Finding::ClockUnknown:
        return tr("The service did not say what time it is.");
    default:
        break;
    }
    switch (check.what) {
    case What::Connection:
        return connection_sentence(check);
    case What::WebKit:
    case What::BrowserPort:
    case What::Keyring:
        return machine_sentence(check);
    case What::Link:
        return link_sentence(check);
    default:
        return service_sentence(check);
    }
}

wxString summary(const std::vector<Check> &checks)
{
    if (const Check *failed = first(checks, State::Failed)) {
        return failure_summary(*failed);
    }
    if (const Check *warning = first(checks, State::Warning)) {
        return tr("Publishing works.") + " " + sentence(*warning);
    }
    return tr("Everything works.");
}

wxString test_summary(const std::vector<Check> &checks)
{
    if (const Check *failed = first(checks, State::Failed)) {
        return is_about_reaching(failed->what) ? failure_summary(*failed) : sentence(*failed);
    }
    const Check *warning = first(checks, State::Warning);
    return tr("The connection works.") + (warning != nullptr ? " " + sentence(*warning) : wxString());
}

State worst_of(const std::vector<Check> &checks)
{
    return first(checks, State::Failed) != nullptr    ? State::Failed
           : first(checks, State::Warning) != nullptr ? State::Warning
                                                      : State::Ok;
}

wxString sentence(const auth::ClientFinding &finding)
{
    using auth::ClientField;
    using auth::ClientProblem;
    switch (finding.problem) {
    case ClientProblem::Missing:
        return tr("Enter the client id from your developer settings.");
    case ClientProblem::NotPlain:
        return finding.field == ClientField::Id
                   ? tr("A client id is one word of plain letters, digits and signs.")
                   : tr("A client secret is one word of plain letters, digits and signs.");
    case ClientProblem::TooLong:
        return wxString::Format(tr("At most %zu characters."), finding.field == ClientField::Id
                                                                   ? auth::MaxClientIdLength
                                                                   : auth::MaxClientSecretLength);
    case ClientProblem::NotAPort:
        break;
    }
    return tr("A port is a number from 1 to 65535.");
}

} // namespace mmf::ui
