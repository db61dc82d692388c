#include "publish/earlier_publish.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace mmf::publish {

namespace {

using Jobs = std::vector<JobRecord>;

enum class Whose
{
    This,
    Unknown,
    Anothers,
};

Whose whose(const auth::Account &owner, const auth::Account &account)
{
    if (auth::is_same(owner, account) || (!owner.is_known() && !account.is_known())) {
        return Whose::This;
    }
    return owner.is_known() ? Whose::Anothers : Whose::Unknown;
}

Jobs those(Jobs jobs, Whose wanted, const auth::Account &account)
{
    std::erase_if(jobs, [&](const JobRecord &job) { return whose(job.owner, account) != wanted; });
    return jobs;
}

} // namespace

Result<Finding> compare_with_earlier(Journal &journal, const JobRecord &job, const auth::Account &account,
                                     bool may_ask, const TakeUp &take_up)
{
    const std::string content = content_key(job.files);
    const auto begun = journal.begun_with(job.link_key, content);
    const auto done = journal.done_with(job.link_key, content);
    if (!begun || !done) {
        return tl::unexpected(begun ? done.error() : begun.error());
    }

    const Jobs own_begun = those(*begun, Whose::This, account);
    const JobRecord *undecided = nullptr;
    for (const JobRecord &earlier : own_begun) {
        const auto taken = take_up(earlier);
        if (taken) {
            return Finding{Comparison::UnderWay, earlier};
        }
        if (taken.error().kind == ErrorKind::Busy) {
            return Finding{Comparison::Elsewhere, earlier};
        }
        if (taken.error().kind == ErrorKind::UnknownOutcome && undecided == nullptr) {
            undecided = &earlier;
        }
    }
    if (job.is_again) {
        return Finding{};
    }
    if (const Jobs own_done = those(*done, Whose::This, account); !own_done.empty()) {
        return Finding{may_ask ? Comparison::Ask : Comparison::Earlier, own_done.front()};
    }
    if (undecided != nullptr && may_ask) {
        return Finding{Comparison::Undecided, *undecided};
    }
    if (!own_begun.empty()) {
        return Finding{may_ask ? Comparison::Ask : Comparison::Unclear, own_begun.front()};
    }
    if (may_ask) {
        for (const Jobs &earlier : {*done, *begun}) {
            if (const Jobs unknown = those(earlier, Whose::Unknown, account); !unknown.empty()) {
                return Finding{Comparison::Ask, unknown.front()};
            }
        }
    }
    return Finding{};
}

} // namespace mmf::publish
