#include "publish/lost_create.hpp"

#include <algorithm>
#include <utility>

namespace mmf::publish {

namespace {

constexpr std::size_t MostPages = 10;
constexpr std::size_t MostCandidates = 20;

} // namespace

LostCreate::LostCreate(JobRecord job, api::Client &api) : m_job(std::move(job)), m_api(api) {}

void LostCreate::search(OnFound on_found)
{
    m_on_found = std::move(on_found);
    m_candidates.clear();
    m_matches.clear();
    m_call = m_api.user([this](api::Outcome<api::User> user) {
        const auto call = std::move(m_call);
        if (user) {
            m_username = std::move(user->username);
            read_page(1);
        } else {
            finish_search(tl::unexpected(user.error().error));
        }
    });
}

void LostCreate::read_page(std::size_t page)
{
    m_call = m_api.objects_of(m_username, page, [this, page](api::Outcome<api::ObjectPage> outcome) {
        const auto call = std::move(m_call);
        if (!outcome) {
            finish_search(tl::unexpected(outcome.error().error));
            return;
        }
        for (api::ListedObject &listed : outcome->items) {
            if (listed.name == m_job.draft.name && m_candidates.size() < MostCandidates) {
                m_candidates.push_back(
                    {std::move(listed.id), std::move(listed.name), std::move(listed.object_url)});
            }
        }
        const bool is_last = outcome->items.empty() || page * api::ObjectsPerPage >= outcome->total;
        if (is_last || page == MostPages) {
            look_at_next();
        } else {
            read_page(page + 1);
        }
    });
}

void LostCreate::look_at_next()
{
    if (m_candidates.empty()) {
        finish_search(std::exchange(m_matches, {}));
        return;
    }
    const std::string id = m_candidates.back().id;
    m_call = m_api.upload_status(id, [this](api::Outcome<api::UploadStatus> outcome) {
        const auto call = std::move(m_call);
        // One that cannot be looked at is no match; the person can still name it.
        if (outcome && slots_in(*outcome)) {
            m_matches.push_back(m_candidates.back());
        }
        m_candidates.pop_back();
        look_at_next();
    });
}

void LostCreate::finish_search(Result<std::vector<ObjectMatch>> found)
{
    const OnFound on_found = std::exchange(m_on_found, nullptr);
    on_found(std::move(found));
}

void LostCreate::adopt(const std::string &object_id, OnAdopted on_adopted)
{
    m_call = m_api.upload_status(object_id, [this, object_id, on_adopted = std::move(on_adopted)](
                                                api::Outcome<api::UploadStatus> outcome) {
        const auto call = std::move(m_call);
        if (!outcome) {
            on_adopted(tl::unexpected(outcome.error().error));
            return;
        }
        on_adopted(slots_in(*outcome).map([&](std::vector<api::UploadSlot> slots) {
            return Adopted{{object_id, outcome->object_url, outcome->status_url, {}, {}}, std::move(slots)};
        }));
    });
}

// As many, of the same names: by position alone another object's could be taken for it.
Result<std::vector<api::UploadSlot>> LostCreate::slots_in(const api::UploadStatus &status) const
{
    std::vector<api::UploadSlot> offered;
    std::vector<std::string> offered_names;
    for (const api::FileReport &report : status.files) {
        if (report.status == api::FileStatus::Complete) {
            return fail(ErrorKind::OtherObject); // the upload has sent nothing yet
        }
        offered.push_back(report.slot);
        offered_names.push_back(report.slot.filename);
    }
    std::vector<std::string> names = m_job.filenames();
    auto slots = api::match_slots(names, offered);
    std::sort(names.begin(), names.end());
    std::sort(offered_names.begin(), offered_names.end());
    return names == offered_names && slots ? std::move(slots) : fail(ErrorKind::OtherObject);
}

} // namespace mmf::publish
