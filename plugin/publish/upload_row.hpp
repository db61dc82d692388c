// One upload as a list of them shows it: how it stands, and what can be done about it. Pure.
#pragma once

#include "publish/journal.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace mmf::publish {

// What lies in a job's folder of the spool.
struct KeptBytes
{
    std::uint64_t bytes = 0;
    bool is_held = false; // by another process
};

enum class Standing
{
    Done,
    UnderWay,  // in this process
    Elsewhere, // in another one
    CanGoOn,
    Stuck,         // did not come to its end, and its bytes are not here any more
    UnknownCreate, // a person must say whether its object is there
    Failed,        // for good
    Cancelled,
};

inline constexpr std::array EveryStanding = {Standing::Done,    Standing::UnderWay, Standing::Elsewhere,
                                             Standing::CanGoOn, Standing::Stuck,    Standing::UnknownCreate,
                                             Standing::Failed,  Standing::Cancelled};

struct UploadRow
{
    JobSummary job;
    Standing standing = Standing::Done;
    std::optional<KeptBytes> kept = std::nullopt; // nullopt: nothing of it is on this computer
};

Standing standing_of(const JobSummary &job, bool is_under_way, const std::optional<KeptBytes> &kept);

// The object's page, or that of its status where the first is not known; empty: neither is.
const std::string &link_of(const UploadRow &row);
inline bool can_check(const UploadRow &row)
{
    return !row.job.object_id.empty();
}
inline bool can_resume(const UploadRow &row)
{
    return row.standing == Standing::CanGoOn;
}
inline bool can_decide(const UploadRow &row)
{
    return row.standing == Standing::UnknownCreate && row.kept;
}
inline bool can_remove(const UploadRow &row)
{
    return row.standing != Standing::UnderWay && row.standing != Standing::Elsewhere;
}

// What goes with a row that is removed, beside the row.
enum class Loss
{
    Nothing,
    Upload,   // it could have gone on
    Question, // nobody is asked any more whether its object is there
    Link,     // to an object that is not complete
};
Loss loss_of(const UploadRow &row);

} // namespace mmf::publish
