#include "sentences.hpp"

#include <ctime>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>
#include <wx/datetime.h>

using namespace mmf;
using namespace mmf::ui;
using publish::JobEnded;
using publish::Phase;

namespace {

std::vector<ErrorKind> all_kinds()
{
    std::vector<ErrorKind> kinds;
    for (int i = 0; std::string(to_string(static_cast<ErrorKind>(i))) != "?"; ++i) {
        kinds.push_back(static_cast<ErrorKind>(i));
    }
    REQUIRE(kinds.back() == ErrorKind::Internal);
    return kinds;
}

// A whole sentence, or several, with nothing of a format left in it.
void check_is_clear(const std::string &said)
{
    CAPTURE(said);
    REQUIRE(said.size() > 8);
    CHECK((said.ends_with('.') || said.ends_with("”")));
    CHECK(said.find("  ") == std::string::npos);
    CHECK(said.find("..") == std::string::npos);
    CHECK(said.find("%s") == std::string::npos);
    CHECK(said.find("%d") == std::string::npos);
}

JobEnded ended_in(Phase phase)
{
    JobEnded ended;
    ended.phase = phase;
    ended.is_confirmed = true;
    return ended;
}

} // namespace

TEST_CASE("sentences: each error has its own")
{
    std::set<std::string> said;
    for (const ErrorKind kind : all_kinds()) {
        CAPTURE(to_string(kind));
        const std::string plain = sentence(Error{kind, "a reason", 0}).utf8_string();
        if (kind == ErrorKind::Internal || kind == ErrorKind::InvalidForm) {
            CHECK(plain == "a reason"); // the detail is the sentence
            continue;
        }
        check_is_clear(plain);
        CHECK(said.insert(plain).second);
    }
}

TEST_CASE("sentences: a detail is text and no format, whatever is in it")
{
    const std::string hostile = "%s %n <b>“\xF0\x9F\x98\x80";
    for (const ErrorKind kind : {ErrorKind::Rejected, ErrorKind::NotLinked, ErrorKind::SignInFailed,
                                 ErrorKind::BadProfile, ErrorKind::BadMesh, ErrorKind::TooLarge}) {
        CAPTURE(to_string(kind));
        CHECK(sentence(Error{kind, hostile, 0}).utf8_string().find(hostile) != std::string::npos);
    }
}

TEST_CASE("sentences: without a detail they are whole, too")
{
    for (const ErrorKind kind :
         {ErrorKind::InvalidForm, ErrorKind::EmptyPlate, ErrorKind::BadMesh, ErrorKind::TooLarge,
          ErrorKind::NothingToAsk, ErrorKind::NoKeyring, ErrorKind::KeyringLocked, ErrorKind::KeyringFailed,
          ErrorKind::ForeignLink, ErrorKind::NoClientSecret, ErrorKind::Tls, ErrorKind::Rejected,
          ErrorKind::BadAnswer, ErrorKind::NotLinked, ErrorKind::SignInFailed, ErrorKind::OtherAccount,
          ErrorKind::Internal}) {
        CAPTURE(to_string(kind));
        check_is_clear(sentence(Error{kind, {}, 0}).utf8_string());
    }
    check_is_clear(sentence(Error{ErrorKind::Rejected, {}, 418}).utf8_string());
}

TEST_CASE("sentences: where a client secret is not")
{
    check_is_clear(sentence(Error{ErrorKind::NotConfigured, "client_secret", 0}).utf8_string());
    const Error lost{ErrorKind::NoClientSecret,
                     keyring_trouble({ErrorKind::KeyringLocked, {}, 0}).utf8_string(), 0};
    CHECK(sentence(lost).utf8_string() == "The client secret is kept in the keyring, and could not be read. "
                                          "The keyring is locked. Unlock the keyring, "
                                          "or enter the secret again: Account ▸ Connection.");
    std::set<std::string> all;
    for (const ErrorKind kind : {ErrorKind::NoKeyring, ErrorKind::KeyringLocked, ErrorKind::KeyringFailed}) {
        CHECK(is_keyring_trouble({kind, {}, 0}));
        const auto said = secret_not_kept({kind, {}, 0}).utf8_string();
        check_is_clear(said);
        all.insert(said);
    }
    CHECK(all.size() == 3);
    CHECK_FALSE(is_keyring_trouble({ErrorKind::Disk, {}, 0}));
}

TEST_CASE("sentences: every end is told, and never that something is published")
{
    for (const Phase phase :
         {Phase::Done, Phase::Failed, Phase::UnknownCreate, Phase::Paused, Phase::Cancelled}) {
        for (const bool has_object : {false, true}) {
            for (const bool is_resumable : {false, true}) {
                JobEnded ended = ended_in(phase);
                ended.object_id = has_object ? "42" : "";
                ended.is_resumable = is_resumable;
                ended.is_confirmed = is_resumable;
                ended.error = Error{ErrorKind::ConnectionLost, {}, 0};
                const std::string said = sentence(ended).utf8_string();
                check_is_clear(said);
                if (phase == Phase::Done) {
                    CHECK(said.find("ublished") == std::string::npos);
                }
            }
        }
    }
    JobEnded done = ended_in(Phase::Done);
    CHECK(sentence(done).utf8_string() == "Uploaded. Only you can see it.");
    done.visibility = api::Visibility::Public;
    CHECK(sentence(done).utf8_string() == "Submitted for review.");
}

TEST_CASE("sentences: what happened, then what was kept, then what to do")
{
    JobEnded ended = ended_in(Phase::Failed);
    const auto said = [&](ErrorKind kind, const char *detail = "") {
        ended.error = Error{kind, detail, 0};
        return sentence(ended).utf8_string();
    };
    CHECK(
        said(ErrorKind::BadMesh, "“part” has a corner that is not a number") ==
        "The model is damaged: “part” has a corner that is not a number. Nothing was published. Repair it in "
        "the slicer, then publish again.");
    ended.is_resumable = true;
    CHECK(said(ErrorKind::Offline) ==
          "MyMiniFactory could not be reached. Nothing was published; the upload is "
          "kept. Check the connection to the internet.");
    ended.object_id = "42";
    CHECK(said(ErrorKind::Unavailable) == "MyMiniFactory is not available at the moment. What arrived is "
                                          "kept; the upload can go on from there. "
                                          "Try again later.");
    ended.is_resumable = false;
    CHECK(said(ErrorKind::Rejected, "Too many files") ==
          "MyMiniFactory did not accept it. It says: “Too many files.” An incomplete object remains on "
          "MyMiniFactory.");
    CHECK(said(ErrorKind::UnknownOutcome) ==
          "An earlier upload of this may have created an object already, so nothing was sent. Look at your "
          "objects on MyMiniFactory; to publish it again, use Publish to MyMiniFactory.");
    // What the other one keeps is not said for it.
    for (const bool is_resumable : {false, true}) {
        ended.is_resumable = is_resumable;
        CHECK(said(ErrorKind::Busy) == "This upload is already under way in another window.");
    }
    // Whoever does not know whether it exists is not told to try again.
    ended = ended_in(Phase::UnknownCreate);
    CHECK(
        said(ErrorKind::Unavailable) ==
        "MyMiniFactory is not available at the moment. The object may or may not have been created. To look "
        "for it and decide, use Publish to MyMiniFactory.");
}

TEST_CASE("sentences: what somebody else says is quoted with an end of its own")
{
    for (const auto &[given, quoted] : std::vector<std::pair<const char *, const char *>>{
             {"No", "“No.”"}, {"No.", "“No.”"}, {"Why?", "“Why?”"}, {"No!", "“No!”"}, {"Well…", "“Well…”"}}) {
        for (const ErrorKind kind : {ErrorKind::Rejected, ErrorKind::NotLinked, ErrorKind::NotExported}) {
            CHECK(sentence(Error{kind, given, 0}).utf8_string().find(quoted) != std::string::npos);
        }
    }
}

TEST_CASE("sentences: a reason that is a sentence already gets no second full stop")
{
    for (const ErrorKind kind : {ErrorKind::BadAnswer, ErrorKind::SignInFailed}) {
        CHECK(sentence(Error{kind, "Invalid value.", 0}) == sentence(Error{kind, "Invalid value", 0}));
    }
}

TEST_CASE("sentences: why a link lasts for this run only")
{
    publish::AccountChanged account;
    account.is_linked = true;
    account.name = "Jane";
    CHECK(account_text(account).utf8_string() == "Linked as Jane.");
    std::set<std::string> said;
    for (const ErrorKind kind :
         {ErrorKind::NoKeyring, ErrorKind::KeyringLocked, ErrorKind::KeyringFailed, ErrorKind::ForeignLink}) {
        account.store_error = Error{kind, {}, 0};
        const std::string text = account_text(account).utf8_string();
        check_is_clear(text);
        CHECK(text.starts_with("Linked as Jane. The link lasts until the slicer is closed. "));
        CHECK(said.insert(text).second);
    }
}

TEST_CASE("sentences: whether a link works, whose it is and until when")
{
    publish::LinkChecked checked;
    checked.service_name = "MyMiniFactory";
    api::LinkState &state = checked.state;
    const auto said = [&] { return link_text(checked).utf8_string(); };
    CHECK(said() == "No account is linked yet. You will be asked to sign in once.");
    state.is_linked = true;
    CHECK(said() ==
          "MyMiniFactory does not accept the link any more. You will be asked to sign in with the next "
          "publish.");
    state.is_active = true;
    CHECK(said() == "The link to MyMiniFactory works.");
    state.name = "Jane %s";
    CHECK(said() == "The link to MyMiniFactory works, as Jane %s.");
    state.is_renewable = true;
    CHECK(said() == "The link to MyMiniFactory works, as Jane %s. It renews itself when it is used.");
    const wxDateTime noon(3, wxDateTime::May, 2026, 16, 5);
    state.expires_at = WallTime(seconds(noon.GetTicks()));
    CHECK(said() ==
          "The link to MyMiniFactory works, as Jane %s. It lasts until 3 May 2026, 16:05 and then renews "
          "itself.");
    state.is_renewable = false;
    CHECK(said().ends_with("It lasts until 3 May 2026, 16:05; then you sign in again."));
    state.error = Error{ErrorKind::Offline, "no route", 0};
    CHECK(said() ==
          "Whether the link works could not be found out. MyMiniFactory could not be reached. Check the "
          "connection to the internet.");
}

TEST_CASE("sentences: for how long a link lasts")
{
    publish::AccountChanged account;
    CHECK(link_life(account).empty());
    CHECK(linked_as(account) == account_text(account));
    account.is_linked = true;
    account.name = "Jane";
    std::tm day = {};
    day.tm_year = 2026 - 1900;
    day.tm_mon = 4;
    day.tm_mday = 3;
    day.tm_hour = 17;
    day.tm_min = 5;
    day.tm_isdst = -1;
    account.good_until = WallTime(seconds(std::mktime(&day)));
    CHECK(linked_as(account) == "Linked as Jane.");
    CHECK(link_life(account) ==
          "The link is good until 3 May 2026, 17:05. It does not renew itself: then you will be "
          "asked to sign in again.");
    account.renews_itself = true;
    CHECK(link_life(account) == "The link renews itself when it is used.");
    account.store_error = Error{ErrorKind::NoKeyring, {}, 0};
    const std::string text = link_life(account).utf8_string();
    check_is_clear(text);
    CHECK(text.starts_with(
        "The link renews itself when it is used. The link lasts until the slicer is closed. "));
}

TEST_CASE("sentences: why a pasted address ends nothing")
{
    const std::string other =
        cannot_be_used(auth::PasteFault::NotTheRedirect, "http://localhost:7330/callback").utf8_string();
    check_is_clear(other);
    CHECK(other.find("http://localhost:7330/callback") != std::string::npos);
    check_is_clear(
        cannot_be_used(auth::PasteFault::NotUsable, "http://localhost:7330/callback").utf8_string());
}

TEST_CASE("sentences: what the form counts")
{
    using publish::DraftFile;
    CHECK(files_total({DraftFile{"a.stl", 1, 134}}) == "1 file, 1 triangle, 134 bytes");
    CHECK(files_total({DraftFile{"a.stl", 4, 284}, DraftFile{"b.stl", 8, 1'484}}).utf8_string() ==
          "2 files, 12 triangles, 1.8 kB");
    CHECK(not_published_text(0, 0).empty());
    CHECK(not_published_text(1, 0) == "1 object is removed and will not be published.");
    CHECK(not_published_text(0, 1) == "1 object without triangles is left out.");
    CHECK(not_published_text(2, 3) == "2 objects are removed and will not be published. "
                                      "3 objects without triangles are left out.");
}

TEST_CASE("sentences: of a long name its beginning is enough")
{
    const auto said = sentence(publish::DraftFinding{publish::DraftField::Tags,
                                                     publish::DraftProblem::TooLong, std::string(60, 'x')})
                          .utf8_string();
    CHECK(said == "The tag “" + std::string(40, 'x') + "…” is too long.");
}

TEST_CASE("sentences: a damaged list of uploads is told with its new place and what to do")
{
    const std::string said = journal_set_aside("/home/ada/state/journal.db.damaged-x").utf8_string();
    check_is_clear(said);
    CHECK(said.find("/home/ada/state/journal.db.damaged-x") != std::string::npos);
    CHECK(said.find("publish again what is missing") != std::string::npos);
}

TEST_CASE("sentences: an object without its pictures says so, and what to do")
{
    JobEnded ended = ended_in(Phase::Done);
    CHECK(sentence(ended).utf8_string().find("picture") == std::string::npos);
    ended.lost_pictures = 1;
    CHECK(sentence(ended).utf8_string() ==
          "Uploaded. Only you can see it. A picture could not be added; add it "
          "on the object's page.");
    ended.lost_pictures = 3;
    CHECK(sentence(ended).utf8_string() ==
          "Uploaded. Only you can see it. 3 pictures could not be added; add "
          "them on the object's page.");
}
