#include "publish/upload_row.hpp"

#include <doctest/doctest.h>
#include <optional>
#include <string>

using namespace mmf;
using namespace mmf::publish;

namespace {

const std::optional<KeptBytes> Gone;
const std::optional<KeptBytes> Here = KeptBytes{500, false};
const std::optional<KeptBytes> Held = KeptBytes{500, true};

JobSummary job_in(JobState state, const std::string &object_id)
{
    JobSummary job;
    job.state = state;
    job.object_id = object_id;
    return job;
}

} // namespace

TEST_CASE("upload row: how it stands, and what can be done")
{
    struct Case
    {
        const char *what;
        JobState state;
        const char *object_id;
        std::optional<KeptBytes> kept;
        bool is_under_way;
        Standing standing;
        const char *possible; // C: check, R: resume, D: decide, X: remove
        Loss loss;
    };
    using enum Standing;
    for (const Case &c : {
             Case{"done", JobState::Done, "1", Gone, false, Done, "CX", Loss::Nothing},
             Case{"done, its folder not removed yet", JobState::Done, "1", Here, false, Done, "CX",
                  Loss::Nothing},
             Case{"under way", JobState::Uploading, "1", Held, true, UnderWay, "C", Loss::Link},
             Case{"before its object", JobState::Spooled, "", Held, true, UnderWay, "", Loss::Nothing},
             Case{"in another slicer", JobState::Uploading, "1", Held, false, Elsewhere, "C", Loss::Link},
             Case{"decided in another one", JobState::UnknownCreate, "", Held, false, Elsewhere, "",
                  Loss::Nothing},
             Case{"paused", JobState::Paused, "1", Here, false, CanGoOn, "CRX", Loss::Upload},
             Case{"killed while it was sent", JobState::Uploading, "1", Here, false, CanGoOn, "CRX",
                  Loss::Upload},
             Case{"killed before its create", JobState::Spooled, "", Here, false, CanGoOn, "RX",
                  Loss::Upload},
             Case{"failed, and can go on", JobState::Failed, "1", Here, false, CanGoOn, "CRX", Loss::Upload},
             Case{"created, killed before that was noted further", JobState::Creating, "1", Here, false,
                  CanGoOn, "CRX", Loss::Upload},
             Case{"its bytes were taken away", JobState::Paused, "1", Gone, false, Stuck, "CX", Loss::Link},
             Case{"the same without an object", JobState::Paused, "", Gone, false, Stuck, "X", Loss::Nothing},
             Case{"unknown create", JobState::UnknownCreate, "", Here, false, UnknownCreate, "DX",
                  Loss::Question},
             Case{"killed while it was created", JobState::Creating, "", Here, false, UnknownCreate, "DX",
                  Loss::Question},
             Case{"unknown create, long ago", JobState::UnknownCreate, "", Gone, false, UnknownCreate, "X",
                  Loss::Question},
             Case{"refused", JobState::Refused, "", Gone, false, Failed, "X", Loss::Nothing},
             Case{"refused with an object", JobState::Refused, "1", Gone, false, Failed, "CX", Loss::Link},
             Case{"cancelled", JobState::Cancelled, "", Gone, false, Cancelled, "X", Loss::Nothing},
             Case{"cancelled, an entry remains", JobState::Cancelled, "1", Gone, false, Cancelled, "CX",
                  Loss::Link},
         }) {
        CAPTURE(std::string(c.what));
        UploadRow row;
        row.job = job_in(c.state, c.object_id);
        row.kept = c.kept;
        row.standing = standing_of(row.job, c.is_under_way, c.kept);
        CHECK(static_cast<int>(row.standing) == static_cast<int>(c.standing));
        std::string possible;
        possible += can_check(row) ? "C" : "";
        possible += can_resume(row) ? "R" : "";
        possible += can_decide(row) ? "D" : "";
        possible += can_remove(row) ? "X" : "";
        CHECK(possible == c.possible);
        CHECK(static_cast<int>(loss_of(row)) == static_cast<int>(c.loss));
    }
}

TEST_CASE("upload row: its link")
{
    UploadRow row;
    CHECK(link_of(row).empty());
    row.job.status_url = "https://example.com/status";
    CHECK(link_of(row) == "https://example.com/status");
    row.job.object_url = "https://example.com/object";
    CHECK(link_of(row) == "https://example.com/object");
}
