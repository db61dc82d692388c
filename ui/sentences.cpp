#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <array>
#include <wx/datetime.h>

namespace mmf::ui {

namespace {

wxString text(const std::string &utf8)
{
    return wxString::FromUTF8(utf8);
}

// `plain` where there is no detail, else `with_detail`, which has one %s for it.
wxString with(const std::string &detail, const wxString &plain, const wxString &with_detail)
{
    return detail.empty() ? plain : wxString::Format(with_detail, text(detail));
}

// What somebody else says, to be quoted between sentences of ours.
std::string as_sentence(const std::string &said)
{
    constexpr std::array Ends = {".", "!", "?", "…", "。", "！", "？"};
    const bool is_whole =
        std::any_of(Ends.begin(), Ends.end(), [&](const char *end) { return said.ends_with(end); });
    return said.empty() || is_whole ? said : said + ".";
}

// The same as a part of a sentence of ours.
std::string as_clause(const std::string &said)
{
    return said.ends_with('.') ? said.substr(0, said.size() - 1) : said;
}

// Enough of it to know it again: without a space it could not be wrapped.
wxString beginning_of(const std::string &detail)
{
    constexpr std::size_t Enough = 40;
    const wxString whole = text(detail);
    return whole.length() <= Enough ? whole : whole.Left(Enough) + wxString::FromUTF8("…");
}

wxString rejected(const Error &error)
{
    if (!error.detail.empty()) {
        return wxString::Format(tr("MyMiniFactory did not accept it. It says: “%s”"),
                                text(as_sentence(error.detail)));
    }
    return error.status == 0
               ? tr("MyMiniFactory reported that a file failed.")
               : wxString::Format(tr("MyMiniFactory did not accept it (status %d)."), error.status);
}

wxDateTime date_of(WallTime when)
{
    return wxDateTime(std::chrono::system_clock::to_time_t(when));
}

// Not wxDateTime's names: those follow the locale of the process, which may be in another language.
wxString month_name(wxDateTime::Month month)
{
    const std::array names = {tr("January"),   tr("February"), tr("March"),    tr("April"),
                              tr("May"),       tr("June"),     tr("July"),     tr("August"),
                              tr("September"), tr("October"),  tr("November"), tr("December")};
    return names.at(static_cast<std::size_t>(month));
}

wxString day_text(const wxDateTime &date)
{
    // translators: day, month and year, as in 3 May 2026; use %1$d %2$s %3$d for another order
    return wxString::Format(tr("%d %s %d"), static_cast<int>(date.GetDay()), month_name(date.GetMonth()),
                            date.GetYear());
}

// What becomes of a link that works.
wxString lifetime_text(const api::LinkState &state)
{
    if (!state.expires_at) {
        return state.is_renewable ? tr("It renews itself when it is used.") : wxString();
    }
    const wxString end = moment_text(*state.expires_at);
    return wxString::Format(state.is_renewable ? tr("It lasts until %s and then renews itself.")
                                               : tr("It lasts until %s; then you sign in again."),
                            end);
}

// What became of the publish, to be said after the reason.
wxString what_was_kept(const publish::JobEnded &ended)
{
    if (ended.error && ended.error->kind == ErrorKind::Busy) {
        return {}; // that is for the one under way to say
    }
    if (!ended.is_resumable) {
        return ended.object_id.empty() ? tr("Nothing was published.")
                                       : tr("An incomplete object remains on MyMiniFactory.");
    }
    return ended.object_id.empty() ? tr("Nothing was published; the upload is kept.")
                                   : tr("What arrived is kept; the upload can go on from there.");
}

// What a person can do about it, to be said last; empty where nothing, or where what happened says it.
wxString what_to_do(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::BadMesh:
        return tr("Repair it in the slicer, then publish again.");
    case ErrorKind::SpoolChanged:
        return tr("Publish the model again.");
    case ErrorKind::BadFile:
        return tr("Check that there is room on the disk, then publish again.");
    case ErrorKind::TooLarge:
        return tr("Choose Publish to MyMiniFactory…, which can make it fit.");
    case ErrorKind::Offline:
        return tr("Check the connection to the internet.");
    case ErrorKind::Unavailable:
        return tr("Try again later.");
    case ErrorKind::RateLimited:
        return tr("Try again in a few minutes.");
    case ErrorKind::BadAnswer:
        return tr("If that happens again, look for a newer version of the plugin.");
    case ErrorKind::SignInFailed:
        return tr("Please try again.");
    default:
        return {};
    }
}

wxString joined(const wxString &first, const wxString &second)
{
    return first.empty() || second.empty() ? first + second : first + " " + second;
}

wxString what_happened(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::InvalidForm:
        return with(error.detail, tr("Something in the form is not right."), wxS("%s"));
    case ErrorKind::EmptyPlate:
        return tr("There is nothing on the plate to publish.");
    case ErrorKind::BadMesh:
        return with(error.detail, tr("The model is damaged."), tr("The model is damaged: %s."));
    case ErrorKind::NotExported:
        return with(
            as_sentence(error.detail),
            tr("The slicer could not write the model to a file. Export it by hand to see why, then "
               "publish again."),
            tr("The slicer could not write the model to a file. It says: “%s” When that is put right, "
               "publish again."));
    case ErrorKind::BadFile:
        return wxString::Format(tr("The file that the slicer wrote of the model cannot be used: %s."),
                                text(error.detail));
    case ErrorKind::TooLarge:
        return with(error.detail, tr("The model is too large: MyMiniFactory takes files below 100 MB."),
                    tr("“%s” is too large: MyMiniFactory takes files below 100 MB."));
    case ErrorKind::BadProfile:
        return wxString::Format(tr("The connection settings are not right: %s."), text(error.detail));
    case ErrorKind::NoClientSecret:
        return with(error.detail, tr("The client secret could not be read from the keyring."),
                    tr("The client secret is kept in the keyring, and could not be read. %s")) +
               " " + tr("Unlock the keyring, or enter the secret again: Account ▸ Connection.");
    case ErrorKind::NotConfigured:
        if (!error.detail.empty()) {
            return tr("The client secret is kept nowhere, as the settings want it, and has not been entered "
                      "in this "
                      "run. The slicer asks for it at the next Publish.");
        }
        return tr(
            "No client id is set. Create one in the developer settings of your MyMiniFactory account. "
            "The slicer asks for it at the next Publish, unless $MMF_PUBLISH_PROFILE names the settings: "
            "then put it there.");
    case ErrorKind::NothingToAsk:
        return with(error.detail, tr("A question would have to be answered, and nobody is there."),
                    tr("Nobody is there to answer: %s."));
    case ErrorKind::Disk:
        return wxString::Format(tr("A file could not be used: %s."), text(error.detail));
    case ErrorKind::DiskFull:
        return wxString::Format(tr("The disk is full: %s."), text(error.detail));
    case ErrorKind::SpoolChanged:
        return wxString::Format(
            tr("What was kept of this upload on this computer is not whole any more, so it "
               "has ended: %s."),
            text(error.detail));
    case ErrorKind::Journal:
        return wxString::Format(tr("The list of uploads could not be written: %s."), text(error.detail));
    case ErrorKind::Busy:
        return tr("This upload is already under way in another window.");
    case ErrorKind::NoKeyring:
        return tr("There is no keyring to keep the link in.");
    case ErrorKind::KeyringLocked:
        return tr("The keyring is locked.");
    case ErrorKind::KeyringFailed:
        return with(error.detail, tr("The keyring did not answer."),
                    tr("The keyring could not be used: %s."));
    case ErrorKind::ForeignLink:
        return with(
            error.detail,
            tr("The keyring holds something else in the link's place, perhaps of a newer version of this "
               "plugin. It was left alone; Unlink removes it."),
            tr("This file does not hold a link of this version of the plugin, and was left alone: %s. Remove "
               "it to have a link kept there."));
    case ErrorKind::Offline:
        return tr("MyMiniFactory could not be reached.");
    case ErrorKind::ConnectionLost:
        return tr("The connection to MyMiniFactory was lost.");
    case ErrorKind::Timeout:
        return tr("MyMiniFactory did not answer in time.");
    case ErrorKind::Tls:
        return with(error.detail, tr("The connection to MyMiniFactory is not safe, so nothing was sent."),
                    tr("The connection is not safe, so nothing was sent: %s."));
    case ErrorKind::Unavailable:
        return tr("MyMiniFactory is not available at the moment.");
    case ErrorKind::RateLimited:
        return tr("MyMiniFactory asks to slow down.");
    case ErrorKind::Rejected:
        return rejected(error);
    case ErrorKind::BadAnswer:
        return with(as_clause(error.detail),
                    tr("MyMiniFactory gave an answer that this version does not understand."),
                    tr("MyMiniFactory gave an answer that this version does not understand (%s)."));
    case ErrorKind::NotLinked:
        return with(as_sentence(error.detail), tr("Your account must be linked again."),
                    tr("Your account must be linked again. MyMiniFactory says: “%s”"));
    case ErrorKind::SignInDenied:
        return tr("You did not allow the upload on MyMiniFactory's page.");
    case ErrorKind::SignInFailed:
        return with(as_clause(error.detail), tr("The sign-in did not work."),
                    tr("The sign-in did not work: %s."));
    case ErrorKind::WrongCredentials:
        return with(as_sentence(error.detail), tr("The user name or the password is not right."),
                    tr("The user name or the password is not right. The service says: “%s”"));
    case ErrorKind::AccountRefused:
        return with(as_sentence(error.detail), tr("The account could not be created."),
                    tr("The account could not be created. The service says: “%s”"));
    case ErrorKind::NoWayToSignIn:
        return wxString::Format(
            tr("Neither way to sign in works here. The sign-in window needs WebKitGTK, which could not be "
               "loaded, and your browser cannot be used: %s. Install WebKitGTK or close the other program, "
               "then try again."),
            text(error.detail));
    case ErrorKind::OtherAccount:
        return tr("This upload was begun with another MyMiniFactory account. Link that account to go on.");
    case ErrorKind::OtherObject:
        return tr("That object has other files than this upload, or other names for them. Nothing was sent.");
    case ErrorKind::Cancelled:
        return tr("Cancelled.");
    case ErrorKind::UnknownOutcome:
        return tr("MyMiniFactory was just creating the object: an empty entry may remain on the site.");
    case ErrorKind::Internal:
        break;
    }
    return with(error.detail, tr("Something went wrong inside the plugin."), wxS("%s"));
}

wxString not_kept(const Error &store_error)
{
    return tr("The link lasts until the slicer is closed.") + " " + what_happened(store_error);
}

} // namespace

wxString sentence(const Error &error)
{
    return joined(what_happened(error), what_to_do(error.kind));
}

wxString why_waiting(const Error &error)
{
    // What to do is done by itself, but for this.
    return error.kind == ErrorKind::Offline ? sentence(error) : what_happened(error);
}

wxString why_undecided(const publish::JobEnded &ended)
{
    const bool is_of_now = ended.error && ended.error->kind != ErrorKind::UnknownOutcome;
    const wxString reason =
        is_of_now
            ? what_happened(*ended.error)
            : wxString::Format(tr("An earlier upload of “%s” ended without an answer."), text(ended.name));
    return reason + " " + tr("The files are kept on this computer until you decide, for up to 14 days.");
}

wxString journal_set_aside(const std::filesystem::path &aside)
{
    return wxString::Format(
        tr("The list of your uploads was damaged. It is kept as %s, and a new one has been begun, so you can "
           "publish as before. What was not finished is not known any more: look at your objects on the "
           "site, and publish again what is missing."),
        text(aside.string()));
}

wxString sentence(const publish::JobEnded &ended)
{
    using publish::Phase;
    const wxString reason = ended.error ? what_happened(*ended.error) : wxString();
    switch (ended.phase) {
    case Phase::Done: {
        if (ended.published_before) {
            return published_on(*ended.published_before) + " " +
                   tr("Nothing was sent again. To publish it again, use Publish to MyMiniFactory.");
        }
        wxString message = ended.visibility == api::Visibility::Public ? tr("Submitted for review.")
                                                                       : tr("Uploaded. Only you can see it.");
        if (ended.shown && *ended.shown != ended.visibility) {
            message = tr("Uploaded.") + " " + visibility_differs(*ended.shown);
        }
        if (!ended.is_confirmed) {
            message += " " + tr("All files were accepted, but not yet confirmed by the site.");
        }
        if (ended.lost_pictures > 0) {
            const auto count = static_cast<unsigned>(ended.lost_pictures);
            // translators: %u is a number of pictures
            message += " " + wxString::Format(
                                 tr("A picture could not be added; add it on the object's page.",
                                    "%u pictures could not be added; add them on the object's page.", count),
                                 count);
        }
        return message;
    }
    case Phase::UnknownCreate:
        return reason + " " +
               tr("The object may or may not have been created. To look for it and decide, use Publish to "
                  "MyMiniFactory.");
    case Phase::Paused:
        return tr("Paused. What arrived is kept; the upload can go on later.");
    case Phase::Cancelled:
        if (ended.error && ended.error->kind == ErrorKind::UnknownOutcome) {
            return tr("Cancelled.") + " " + reason;
        }
        return ended.object_id.empty() ? tr("Cancelled. Nothing was published.")
                                       : tr("Cancelled. An empty entry may remain on the site.");
    case Phase::Failed:
        if (ended.error && ended.error->kind == ErrorKind::UnknownOutcome) {
            return tr(
                "An earlier upload of this may have created an object already, so nothing was sent. Look at "
                "your objects on MyMiniFactory; to publish it again, use Publish to MyMiniFactory.");
        }
        [[fallthrough]];
    default:
        return joined(joined(reason, what_was_kept(ended)),
                      ended.error ? what_to_do(ended.error->kind) : wxString());
    }
}

wxString sentence(const publish::DraftFinding &finding)
{
    const wxString detail = beginning_of(finding.detail);
    using publish::DraftField;
    using publish::DraftProblem;
    switch (finding.problem) {
    case DraftProblem::Missing:
        return finding.field == DraftField::Name ? tr("Give the object a name.")
                                                 : tr("There is no file to upload.");
    case DraftProblem::TooLong:
        if (finding.field == DraftField::Tags) {
            return finding.detail.empty() ? wxString::Format(tr("At most %zu tags."), publish::MaxTags)
                                          : wxString::Format(tr("The tag “%s” is too long."), detail);
        }
        return finding.field == DraftField::Name
                   ? wxString::Format(tr("At most %zu characters."), publish::MaxNameLength)
                   : tr("The description is too long.");
    case DraftProblem::ControlCharacter:
    case DraftProblem::NotText:
        return tr("There is a character in it that is not text.");
    case DraftProblem::NotAWebAddress:
        return tr("Write a whole web address, such as https://example.com/model.");
    case DraftProblem::NotANumber:
        return finding.field == DraftField::LayerHeight
                   ? tr("Write the layer height in millimetres, such as 0.2.")
                   : tr("Write the print time in whole hours, such as 3.");
    case DraftProblem::NotARange:
        return tr("The print time ends before it begins.");
    case DraftProblem::FileTooLarge:
        return wxString::Format(tr("“%s” is too large: MyMiniFactory takes files below 100 MB."), detail);
    case DraftProblem::FileEmpty:
        return wxString::Format(tr("“%s” has no triangles."), detail);
    }
    return {};
}

wxString field_name(publish::DraftField field)
{
    using publish::DraftField;
    switch (field) {
    case DraftField::Name:
        return tr("Name");
    case DraftField::Description:
        return tr("Description");
    case DraftField::SourceUrl:
        return tr("Source link");
    case DraftField::Tags:
        return tr("Tags");
    case DraftField::Files:
        return tr("Files");
    case DraftField::Dimensions:
        return tr("Dimensions");
    case DraftField::LayerHeight:
        return tr("Layer height");
    case DraftField::Material:
        return tr("Material");
    case DraftField::PrintTime:
        return tr("Print time");
    case DraftField::Filament:
        return tr("Filament");
    case DraftField::HowTo:
        return tr("How to print");
    }
    return {};
}

wxString files_total(const std::vector<publish::DraftFile> &files)
{
    std::uint64_t triangles = 0;
    std::uint64_t bytes = 0;
    for (const publish::DraftFile &file : files) {
        triangles += file.triangles;
        bytes += file.bytes;
    }
    const auto count = static_cast<unsigned>(files.size());
    const auto triangles_for_plural = static_cast<unsigned>(std::min<std::uint64_t>(triangles, 1'000'000));
    return wxString::Format(tr("%u file", "%u files", count), count) + ", " +
           wxString::Format(tr("%s triangle", "%s triangles", triangles_for_plural),
                            format_count(triangles)) +
           ", " + format_bytes(bytes);
}

wxString not_published_text(std::size_t removed, std::size_t without_triangles)
{
    wxString text;
    if (removed > 0) {
        const auto count = static_cast<unsigned>(removed);
        text = wxString::Format(tr("%u object is removed and will not be published.",
                                   "%u objects are removed and will not be published.", count),
                                count);
    }
    if (without_triangles > 0) {
        const auto count = static_cast<unsigned>(without_triangles);
        text += (text.empty() ? "" : " ") +
                wxString::Format(tr("%u object without triangles is left out.",
                                    "%u objects without triangles are left out.", count),
                                 count);
    }
    return text;
}

wxString visibility_differs(api::Visibility shown)
{
    return shown == api::Visibility::Public
               ? tr("You asked for private, but MyMiniFactory shows it to everyone. Change it on its page.")
               : tr("You asked for public, but MyMiniFactory keeps it private. Change it on its page.");
}

wxString moment_text(WallTime when)
{
    const wxDateTime date = date_of(when);
    // translators: a day and a time, as in 3 May 2026, 17:30
    return wxString::Format(tr("%s, %s"), day_text(date), date.Format("%H:%M"));
}

wxString published_on(WallTime when)
{
    return wxString::Format(tr("You published this on %s."), day_text(date_of(when)));
}

ActionOutcome outcome_of(const publish::JobEnded &ended)
{
    using publish::Phase;
    ActionOutcome outcome;
    outcome.kind = ended.phase == Phase::Done ? SLICER_OUTCOME_DONE
                   : ended.phase == Phase::Cancelled || ended.phase == Phase::Paused
                       ? SLICER_OUTCOME_CANCELLED
                       : SLICER_OUTCOME_FAILED;
    outcome.message = sentence(ended).utf8_string();
    outcome.object_id = ended.object_id;
    outcome.object_url = ended.object_url;
    outcome.status_url = ended.status_url;
    // A private object is made public on its own page; a public one is watched on the status page.
    const bool is_public = ended.visibility == api::Visibility::Public;
    outcome.link = is_public && !ended.status_url.empty() ? ended.status_url : ended.object_url;
    return outcome;
}

bool is_keyring_trouble(const Error &error)
{
    return error.kind == ErrorKind::NoKeyring || error.kind == ErrorKind::KeyringLocked ||
           error.kind == ErrorKind::KeyringFailed;
}

wxString keyring_trouble(const Error &error)
{
    return error.kind == ErrorKind::NoKeyring ? tr("There is no keyring.") : what_happened(error);
}

wxString secret_not_kept(const Error &error)
{
    return keyring_trouble(error) + " " +
           tr("The client secret can be kept as plain text in the file that only you can read, or be used "
              "until "
              "the slicer is closed and then be entered again.");
}

wxString linked_as(const publish::AccountChanged &account)
{
    if (!account.is_linked) {
        return tr("No account is linked yet. You will be asked to sign in once.");
    }
    return account.name.empty() ? tr("Your account is linked.")
                                : wxString::Format(tr("Linked as %s."), text(account.name));
}

wxString account_text(const publish::AccountChanged &account)
{
    return joined(linked_as(account),
                  account.is_linked && account.store_error ? not_kept(*account.store_error) : wxString());
}

wxString link_life(const publish::AccountChanged &account)
{
    if (!account.is_linked) {
        return {};
    }
    const wxString end = moment_text(account.good_until);
    const wxString life =
        account.renews_itself
            ? tr("The link renews itself when it is used.")
            : wxString::Format(
                  tr("The link is good until %s. It does not renew itself: then you will be asked to "
                     "sign in again."),
                  end);
    return joined(life, account.store_error ? not_kept(*account.store_error) : wxString());
}

wxString link_text(const publish::LinkChecked &checked)
{
    const api::LinkState &state = checked.state;
    const wxString service = text(checked.service_name);
    if (!state.is_linked) {
        return account_text({});
    }
    if (state.error) {
        return tr("Whether the link works could not be found out.") + " " + sentence(*state.error);
    }
    if (!state.is_active) {
        return wxString::Format(
            tr("%s does not accept the link any more. You will be asked to sign in with the next publish."),
            service);
    }
    const wxString works =
        state.name.empty() ? wxString::Format(tr("The link to %s works."), service)
                           : wxString::Format(tr("The link to %s works, as %s."), service, text(state.name));
    return joined(works, lifetime_text(state));
}

wxString browser_cannot_be_used(const Error &error)
{
    return wxString::Format(tr("Your browser cannot be used: %s."), text(error.detail));
}

wxString window_cannot_be_shown()
{
    return tr("The sign-in window of this slicer cannot be shown, because WebKitGTK could not be loaded. "
              "Your browser can be used instead.");
}

wxString cannot_be_used(auth::PasteFault fault, const std::string &redirect_uri)
{
    return fault == auth::PasteFault::NotTheRedirect
               ? wxString::Format(
                     tr("This is not the address at the end of the sign-in, which begins with %s. Copy "
                        "the whole address from your browser."),
                     text(redirect_uri))
               : tr("This address belongs to another sign-in, or is not whole. Sign in with the page that "
                    "was opened "
                    "last, then copy the whole address.");
}

auth::BrowserTexts browser_texts(const std::string &service_name)
{
    const auto with_name = [&](const char *sentence) {
        return wxString::Format(tr(sentence), text(service_name)).utf8_string();
    };
    const std::string back = tr("You can close this window and go back to the slicer.").utf8_string();
    auth::BrowserTexts texts;
    texts.language = tr("en").utf8_string(); // translators: the code of your language
    texts.granted = {with_name("%s let the slicer in"), back};
    texts.refused = {tr("The account was not linked").utf8_string(),
                     tr("Nothing was sent.").utf8_string() + " " + back};
    texts.unusable = {tr("This is not the answer that was waited for").utf8_string(),
                      tr("It belongs to another sign-in. Go back to the slicer and open the page again from "
                         "there.")
                          .utf8_string()};
    texts.sending = {tr("One moment…").utf8_string(), with_name("The answer of %s goes to the slicer.")};
    texts.gone = {tr("The slicer does not wait any more").utf8_string(),
                  tr("Go back to the slicer and sign in again.").utf8_string()};
    texts.no_script =
        tr("This page needs scripts to pass the answer on. Allow them for this page, or sign in "
           "in the slicer's own window.")
            .utf8_string();
    return texts;
}

} // namespace mmf::ui
