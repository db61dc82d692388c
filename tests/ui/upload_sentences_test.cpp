#include "upload_sentences.hpp"

#include "sentences.hpp"

#include <ctime>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>
#include <wx/datetime.h>

using namespace mmf;
using namespace mmf::ui;
using publish::Standing;
using publish::UploadRow;

namespace {

constexpr std::array Standings = {Standing::Done,    Standing::UnderWay, Standing::Elsewhere,
                                  Standing::CanGoOn, Standing::Stuck,    Standing::UnknownCreate,
                                  Standing::Failed,  Standing::Cancelled};

UploadRow row_of(Standing standing, const char *object_id = "1")
{
    UploadRow row;
    row.job.name = "Vase %s & 50%";
    row.job.object_id = object_id;
    row.standing = standing;
    return row;
}

std::string text(const wxString &said)
{
    return said.utf8_string();
}

WallTime local_time(int day, int month, int year, int hour, int minute)
{
    const wxDateTime date(
        static_cast<wxDateTime::wxDateTime_t>(day), static_cast<wxDateTime::Month>(month - 1), year,
        static_cast<wxDateTime::wxDateTime_t>(hour), static_cast<wxDateTime::wxDateTime_t>(minute));
    return WallTime(seconds(date.GetTicks()));
}

} // namespace

TEST_CASE("uploads: each way to stand has words and sentences of its own")
{
    std::set<std::string> words;
    std::set<std::string> said;
    for (const Standing standing : Standings) {
        CAPTURE(static_cast<int>(standing));
        const UploadRow row = row_of(standing);
        CHECK(words.insert(text(standing_text(row, nullptr))).second);
        const std::string sentence = text(standing_sentence(row));
        CHECK(said.insert(sentence).second);
        CHECK(sentence.ends_with("."));
        CHECK(sentence.find("..") == std::string::npos);
    }
}

TEST_CASE("uploads: how they stand")
{
    UploadRow row = row_of(Standing::Done);
    CHECK(text(standing_text(row, nullptr)) == "Uploaded");
    CHECK(text(standing_sentence(row)) == "Uploaded. Only you can see it.");
    row.job.visibility = api::Visibility::Public;
    CHECK(text(standing_text(row, nullptr)) == "Submitted for review");
    CHECK(text(standing_sentence(row)) == "Submitted for review.");

    CHECK(text(standing_sentence(row_of(Standing::CanGoOn))) ==
          "Paused. What arrived is kept; the upload can go on later.");
    CHECK(text(standing_sentence(row_of(Standing::Failed))) ==
          "It failed. An incomplete object remains on MyMiniFactory.");
    CHECK(text(standing_sentence(row_of(Standing::Failed, ""))) == "It failed. Nothing was published.");
    CHECK(text(standing_sentence(row_of(Standing::Cancelled, ""))) == "Cancelled. Nothing was published.");

    UploadRow unknown = row_of(Standing::UnknownCreate, "");
    CHECK(text(standing_sentence(unknown)).ends_with("look at your objects on MyMiniFactory."));
    unknown.kept = publish::KeptBytes{10, false};
    CHECK(text(standing_sentence(unknown)).ends_with("Find it, or have it created."));
}

TEST_CASE("uploads: one that is under way says how far it is")
{
    const UploadRow row = row_of(Standing::UnderWay);
    publish::JobProgress progress;
    progress.phase = publish::Phase::Uploading;
    progress.done = 45;
    progress.total = 100;
    CHECK(text(standing_text(row, nullptr)) == "Under way");
    CHECK(text(standing_text(row, &progress)) == "Uploading, 45 %");
    progress.done = 100;
    CHECK(text(standing_text(row, &progress)) == "Uploading, 100 %");
    progress.phase = publish::Phase::Verifying;
    CHECK(text(standing_text(row, &progress)) == "Checking that everything arrived…");
    progress.next_try = publish::NextTry{{}, {ErrorKind::RateLimited, {}, 0}};
    CHECK(text(standing_text(row, &progress)) == "MyMiniFactory asks to slow down.");
}

TEST_CASE("uploads: when it was, in words while they are shorter")
{
    struct Case
    {
        WallTime when;
        const char *said;
    };
    const WallTime now = local_time(1, 3, 2026, 0, 30);
    const std::vector<Case> cases = {
        {local_time(1, 3, 2026, 0, 5), "Today, 00:05"},
        {local_time(28, 2, 2026, 23, 59), "Yesterday, 23:59"},
        {local_time(28, 2, 2026, 0, 0), "Yesterday, 00:00"},
        {local_time(27, 2, 2026, 23, 59), "27 February 2026, 23:59"},
        {local_time(1, 3, 2025, 12, 0), "1 March 2025, 12:00"},
        {local_time(2, 3, 2026, 0, 0), "2 March 2026, 00:00"}, // the clock was set back
    };
    for (const Case &c : cases) {
        CHECK(text(when_text(c.when, now)) == c.said);
    }
}

TEST_CASE("uploads: what the service says of the files")
{
    using api::FileStatus;
    const std::vector<publish::CheckedFile> files = {{"a %s.stl", FileStatus::Complete},
                                                     {"b.stl", FileStatus::Pending},
                                                     {"c.stl", FileStatus::Failed},
                                                     {"d.stl", FileStatus::Unknown}};
    CHECK(text(checked_text({"job", files})) ==
          "MyMiniFactory has 1 of 4 files:\n“a %s.stl” has arrived\n“b.stl” is "
          "waited for\n“c.stl” failed\n“d.stl” nothing is said of it");
    CHECK(text(checked_text({"job", std::vector<publish::CheckedFile>{files[0]}})) ==
          "MyMiniFactory has 1 of 1 file:\n“a %s.stl” has arrived");
    CHECK(text(checked_text({"job", fail(ErrorKind::Rejected, "gone", 404)})) ==
          "MyMiniFactory does not have this object any more.");
    CHECK(text(checked_text({"job", fail(ErrorKind::Offline)})) ==
          text(sentence(Error{ErrorKind::Offline, {}, 0})));
}

TEST_CASE("uploads: how many")
{
    publish::UploadList list;
    CHECK(text(count_text(list, 0)) == "0 uploads");
    list.set({row_of(Standing::Done)});
    CHECK(text(count_text(list, 0)) == "1 upload");
    list.set({row_of(Standing::Done), row_of(Standing::Failed)});
    CHECK(text(count_text(list, 1)) == "2 uploads; 1 of another account is not shown");
    list.search("cup");
    CHECK(text(count_text(list, 0)) == "0 of 2 uploads");
    CHECK(text(count_text(list, 3)) == "0 of 2 uploads; 3 of other accounts are not shown");

    publish::Uploads uploads;
    CHECK(text(summary_text(uploads)) == "Nothing has been published from this computer yet.");
    uploads.rows = {row_of(Standing::Done)};
    CHECK(text(summary_text(uploads)) == "1 upload.");
    uploads.rows = {row_of(Standing::Done), row_of(Standing::CanGoOn), row_of(Standing::Stuck)};
    CHECK(text(summary_text(uploads)) == "3 uploads, 1 of them not finished.");
}

TEST_CASE("uploads: what is lost with one that is removed is said before")
{
    for (const Standing standing : {Standing::CanGoOn, Standing::Stuck, Standing::UnknownCreate,
                                    Standing::Failed, Standing::Cancelled}) {
        CAPTURE(static_cast<int>(standing));
        const auto question = removal_question(row_of(standing));
        REQUIRE(question);
        CHECK(question->EndsWith("."));
    }
    CHECK_FALSE(removal_question(row_of(Standing::Done)));
    CHECK_FALSE(removal_question(row_of(Standing::Failed, "")));
    CHECK_FALSE(removal_question(row_of(Standing::Cancelled, "")));
    CHECK(*removal_question(row_of(Standing::CanGoOn)) != *removal_question(row_of(Standing::CanGoOn, "")));
    CHECK(text(removed_text(row_of(Standing::Done))) ==
          "“Vase %s & 50%” was removed from the list. Its object stays on MyMiniFactory.");
    CHECK(text(removed_text(row_of(Standing::Failed, ""))) == "“Vase %s & 50%” was removed from the list.");
}
