#include "publish/upload_history.hpp"

#include "support/journal_book.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using api::FileStatus;

namespace {

JobRecord job_with_slots(std::vector<std::string> upload_ids)
{
    JobRecord job = publish::test::teapot_job();
    job.object_id = "42";
    for (std::size_t i = 0; i < upload_ids.size(); ++i) {
        job.files[i].upload_id = upload_ids[i];
    }
    return job;
}

std::string text_of(const Result<std::vector<CheckedFile>> &files)
{
    if (!files) {
        return to_string(files.error().kind);
    }
    std::string text;
    for (const CheckedFile &file : *files) {
        text += file.filename + "=" + std::to_string(static_cast<int>(file.status)) + " ";
    }
    return text;
}

} // namespace

TEST_CASE("upload history: which of its files the service has")
{
    const api::FileReport teapot{{"slot-1", "renamed.stl"}, FileStatus::Complete};
    const api::FileReport lid{{"slot-2", "lid.stl"}, FileStatus::Pending};
    const api::FileReport other{{"slot-3", "other.stl"}, FileStatus::Failed};
    struct Case
    {
        const char *what;
        std::vector<std::string> upload_ids;
        std::vector<api::FileReport> reports;
        const char *files;
    };
    const std::vector<Case> cases = {
        {"by the ids, under our names", {"slot-1", "slot-2"}, {lid, teapot}, "teapot.stl=0 lid.stl=1 "},
        {"one is not told of", {"slot-1", "slot-2"}, {teapot}, "teapot.stl=0 lid.stl=3 "},
        {"others are passed over", {"slot-1", "slot-2"}, {other, teapot, lid}, "teapot.stl=0 lid.stl=1 "},
        {"without ids, by position", {}, {teapot, lid}, "teapot.stl=0 lid.stl=1 "},
        {"without ids, another number of files", {}, {teapot}, "BadAnswer"},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.what));
        api::UploadStatus status;
        status.files = c.reports;
        CHECK(text_of(files_in(status, job_with_slots(c.upload_ids))) == c.files);
    }
}
