// A create whose answer was lost: which of the person's objects may be the one it made, and whether one that
// the person names is. Belongs to the loop's thread; its end aborts what it asks.
#pragma once

#include "api/client.hpp"
#include "publish/journal.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace mmf::publish {

// An object of the linked account that waits for just the files of the upload.
struct ObjectMatch
{
    std::string id;
    std::string name;
    std::string object_url; // empty: not told
};

class LostCreate
{
public:
    // `api` outlives it. `job`: one whose create is unknown.
    LostCreate(JobRecord job, api::Client &api);

    const JobRecord &job() const { return m_job; }

    // Looks through the linked account's objects, the site's first pages of them, for those of the upload's
    // name and with its files. Not finding any proves nothing: the site need not list what is new or private.
    using OnFound = std::function<void(Result<std::vector<ObjectMatch>>)>;
    void search(OnFound on_found);

    // Where its files are to be sent. Error, beside the client's: OtherObject, where it has other files or
    // has got one already.
    struct Adopted
    {
        api::CreatedObject object;
        std::vector<api::UploadSlot> slots; // in the order of the job's files
    };
    using OnAdopted = std::function<void(Result<Adopted>)>;
    void adopt(const std::string &object_id, OnAdopted on_adopted);

private:
    void read_page(std::size_t page);
    void look_at_next();
    void finish_search(Result<std::vector<ObjectMatch>> found);
    Result<std::vector<api::UploadSlot>> slots_in(const api::UploadStatus &status) const;

    const JobRecord m_job;
    api::Client &m_api;
    api::CallHandle m_call;
    std::string m_username;
    OnFound m_on_found;
    std::vector<ObjectMatch> m_candidates; // of that name; looked at from the back
    std::vector<ObjectMatch> m_matches;
};

} // namespace mmf::publish
