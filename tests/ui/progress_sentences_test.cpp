#include "progress_sentences.hpp"

#include "remedy.hpp"
#include "sentences.hpp"

#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::ui;
using publish::FileProgress;
using publish::FileStage;
using publish::JobEnded;
using publish::JobProgress;
using publish::Phase;
using publish::RateEstimator;

namespace {

JobProgress half_of(Phase phase)
{
    JobProgress progress;
    progress.phase = phase;
    progress.done = 10'000'000;
    progress.total = 20'000'000;
    return progress;
}

RateEstimator steady(std::uint64_t bytes_per_second)
{
    RateEstimator rate;
    for (unsigned second = 0; second < 10; ++second) {
        rate.add(TimePoint(seconds(second)), second * bytes_per_second);
    }
    return rate;
}

} // namespace

TEST_CASE("progress: why it waits, and for how long")
{
    JobProgress progress = half_of(Phase::Creating);
    progress.next_try = publish::NextTry{TimePoint(seconds(8)), {ErrorKind::Offline, {}, 0}};
    CHECK(progress_text(progress) ==
          "MyMiniFactory could not be reached. Check the connection to the internet.");
    progress.next_try->because.kind = ErrorKind::RateLimited;
    CHECK(progress_text(progress) == "MyMiniFactory asks to slow down.");
    const auto line = [&](milliseconds now) {
        return progress_line(progress, RateEstimator(), TimePoint(now)).utf8_string();
    };
    CHECK(line(seconds(0)) == "Trying again in 8 seconds.");
    CHECK(line(milliseconds(6500)) == "Trying again in 2 seconds.");
    CHECK(line(milliseconds(7001)) == "Trying again in 1 second.");
    CHECK(line(seconds(9)) == "Trying again in 0 seconds.");
}

TEST_CASE("progress: the time left is in rounded words")
{
    struct Row
    {
        int seconds;
        const char *words;
    };
    for (const Row &row : {Row{0, "a few seconds left"},
                           {9, "a few seconds left"},
                           {10, "about 10 seconds left"},
                           {44, "about 40 seconds left"},
                           {54, "about 50 seconds left"},
                           {55, "about a minute left"},
                           {89, "about a minute left"},
                           {90, "about 2 minutes left"},
                           {1230, "about 21 minutes left"},
                           {3299, "about 55 minutes left"},
                           {3300, "about an hour left"},
                           {5399, "about an hour left"},
                           {5400, "about 2 hours left"},
                           {86'400, "about 24 hours left"}}) {
        CHECK(time_left_text(seconds(row.seconds)).utf8_string() == row.words);
    }
}

TEST_CASE("progress: what is not known is not said")
{
    const JobProgress half = half_of(Phase::Uploading);
    CHECK(progress_line(half, {}, {}).utf8_string() == "Uploading: 10.0 MB of 20.0 MB");
    CHECK(progress_line(half, steady(100'000), {}).utf8_string() ==
          "Uploading: 10.0 MB of 20.0 MB, 100.0 kB/s, about 2 minutes left");
    CHECK(progress_line(half, steady(100), {}).utf8_string() ==
          "Uploading: 10.0 MB of 20.0 MB, 100 bytes/s"); // more than a day: no words for it
    JobProgress whole = half;
    whole.done = whole.total;
    CHECK(progress_line(whole, steady(100'000), {}) == progress_text(whole));
    // Nothing is sent in the other phases, whatever the rate was.
    for (const Phase phase : {Phase::Spooling, Phase::NeedToken, Phase::Comparing, Phase::Queued,
                              Phase::Creating, Phase::Verifying}) {
        CHECK(progress_line(half_of(phase), steady(100'000), {}) == progress_text(half_of(phase)));
    }
}

TEST_CASE("progress: how far all of it is")
{
    for (const Phase phase : {Phase::Spooling, Phase::NeedToken, Phase::Comparing, Phase::Creating}) {
        CHECK(progress_fraction(half_of(phase)) < 0);
    }
    CHECK(progress_fraction(half_of(Phase::Queued)) == doctest::Approx(0)); // it stands still
    CHECK(progress_fraction(half_of(Phase::Uploading)) == doctest::Approx(0.5));
    CHECK(progress_fraction(half_of(Phase::Reuploading)) == doctest::Approx(0.5));
    CHECK(progress_fraction(half_of(Phase::Verifying)) == doctest::Approx(1));
    CHECK(progress_fraction(half_of(Phase::Done)) == doctest::Approx(1));
    CHECK(progress_fraction({}) < 0);
}

TEST_CASE("progress: each file's state has words of its own")
{
    CHECK(file_state_text({FileStage::Sending, 45, 100}).utf8_string() == "Sending, 45 %");
    CHECK(file_state_text({FileStage::Sending, 0, 0}).utf8_string() == "Sending, 0 %");
    CHECK(file_state_text({FileStage::Sending, 999, 1000}).utf8_string() == "Sending, 99 %");
    CHECK(file_state_text({FileStage::Sending, 2000, 1000}).utf8_string() == "Sending, 100 %");
    std::set<std::string> words;
    for (const FileStage stage :
         {FileStage::Waiting, FileStage::Sending, FileStage::BackingOff, FileStage::Unsure,
          FileStage::Accepted, FileStage::Complete, FileStage::Refused}) {
        CHECK(words.insert(file_state_text({stage, 1, 2}).utf8_string()).second);
    }
    CHECK(file_bytes_text({FileStage::Sending, 500'000, 2'000'000}).utf8_string() == "500.0 kB of 2.0 MB");
}

TEST_CASE("remedy: what may help, and never makes a second object")
{
    struct Row
    {
        Phase phase;
        ErrorKind kind;
        bool is_resumable;
        bool has_object;
        Remedy remedy;
    };
    for (const Row &row : {
             Row{Phase::Done, ErrorKind::Internal, false, true, Remedy::None},
             {Phase::Cancelled, ErrorKind::Cancelled, false, false, Remedy::None},
             {Phase::Cancelled, ErrorKind::Cancelled, false, true, Remedy::None},
             {Phase::Paused, ErrorKind::Cancelled, true, true, Remedy::GoOn},
             {Phase::UnknownCreate, ErrorKind::Timeout, true, false, Remedy::None},
             {Phase::Failed, ErrorKind::Offline, true, false, Remedy::GoOn},
             {Phase::Failed, ErrorKind::ConnectionLost, true, true, Remedy::GoOn},
             {Phase::Failed, ErrorKind::Rejected, true, true, Remedy::GoOn}, // a file, at last
             {Phase::Failed, ErrorKind::OtherAccount, true, true, Remedy::None},
             {Phase::Failed, ErrorKind::Rejected, false, false, Remedy::None},
             {Phase::Failed, ErrorKind::Rejected, false, true, Remedy::None},
             {Phase::Failed, ErrorKind::BadMesh, false, false, Remedy::None},
             {Phase::Failed, ErrorKind::DiskFull, false, false, Remedy::Anew},
             {Phase::Failed, ErrorKind::Disk, false, true, Remedy::None},
             {Phase::Failed, ErrorKind::Journal, false, false, Remedy::Anew},
         }) {
        CAPTURE(static_cast<int>(row.phase));
        CAPTURE(to_string(row.kind));
        JobEnded ended;
        ended.phase = row.phase;
        ended.error = Error{row.kind, {}, 0};
        ended.is_resumable = row.is_resumable;
        ended.object_id = row.has_object ? "42" : "";
        CHECK((remedy_of(ended) == row.remedy));
    }
}

TEST_CASE("sentences: what was published before, and when")
{
    const WallTime third_of_may{seconds(1'777'800'000)}; // the morning of 3 May 2026, UTC
    CHECK(published_on(third_of_may).utf8_string() == "You published this on 3 May 2026.");
    JobEnded ended;
    ended.phase = Phase::Done;
    ended.published_before = third_of_may;
    CHECK(sentence(ended).utf8_string() ==
          "You published this on 3 May 2026. Nothing was sent again. To publish it again, use Publish to "
          "MyMiniFactory.");
}

TEST_CASE("sentences: a visibility that was not honoured is said instead of what was asked")
{
    using api::Visibility;
    JobEnded ended;
    ended.phase = Phase::Done;
    ended.is_confirmed = true;
    for (const Visibility asked : {Visibility::Private, Visibility::Public}) {
        ended.visibility = asked;
        ended.shown = asked;
        const std::string as_asked = sentence(ended).utf8_string();
        ended.shown.reset();
        CHECK(sentence(ended).utf8_string() == as_asked);
        ended.shown = asked == Visibility::Private ? Visibility::Public : Visibility::Private;
        const std::string otherwise = sentence(ended).utf8_string();
        CHECK(otherwise == "Uploaded. " + visibility_differs(*ended.shown).utf8_string());
    }
    CHECK(visibility_differs(Visibility::Public).utf8_string() ==
          "You asked for private, but MyMiniFactory shows it to everyone. Change it on its page.");
}
