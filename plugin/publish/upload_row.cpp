#include "publish/upload_row.hpp"

namespace mmf::publish {

Standing standing_of(const JobSummary &job, bool is_under_way, const std::optional<KeptBytes> &kept)
{
    if (is_under_way) {
        return Standing::UnderWay;
    }
    if (kept && kept->is_held) {
        return Standing::Elsewhere;
    }
    if (is_create_unknown(job.state, job.object_id)) {
        return Standing::UnknownCreate;
    }
    if (can_go_on(job.state, job.object_id)) {
        return kept ? Standing::CanGoOn : Standing::Stuck;
    }
    switch (job.state) {
    case JobState::Done:
        return Standing::Done;
    case JobState::Refused:
        return Standing::Failed;
    default:
        return Standing::Cancelled;
    }
}

const std::string &link_of(const UploadRow &row)
{
    return row.job.object_url.empty() ? row.job.status_url : row.job.object_url;
}

Loss loss_of(const UploadRow &row)
{
    switch (row.standing) {
    case Standing::Done:
        return Loss::Nothing;
    case Standing::UnknownCreate:
        return Loss::Question;
    case Standing::CanGoOn:
        return Loss::Upload;
    default:
        return row.job.object_id.empty() ? Loss::Nothing : Loss::Link;
    }
}

} // namespace mmf::publish
