// A journal in a folder of its own, and what is written into it.
#pragma once

#include "publish/journal.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mmf::publish::test {

inline constexpr WallTime Now{seconds(1'700'000'000)};

inline JobRecord teapot_job(const char *id = "job-1", const char *link_key = "link")
{
    JobRecord job;
    job.id = id;
    job.link_key = link_key;
    job.draft.name = "Tea \"pot\" '; DROP TABLE job; -- \xF0\x9F\x98\x80";
    job.draft.description = "One\nTwo";
    job.draft.source_url = "https://example.com/";
    job.draft.tags = {"tea", "tea pot"};
    job.draft.visibility = api::Visibility::Public;
    job.draft.licence = api::Licence{api::LicenceTerm::Mention, api::LicenceTerm::Remix};
    job.draft.hints.how_to = "Upright\n\"slowly\"";
    job.draft.hints.is_support_free = false;
    job.draft.files = {{"teapot.stl", 4, 284}, {"lid.stl", 1, 134}};
    job.files = {{{"teapot.stl", 284, "aa"}, ""}, {{"lid.stl", 134, "bb"}, ""}};
    return job;
}

inline api::CreatedObject created_object()
{
    return {"42", "https://example.com/object/42", "https://example.com/status/42", {}, {}};
}

inline const std::vector<api::UploadSlot> Slots = {{"slot-1", "teapot.stl"}, {"slot-2", "lid.stl"}};

// A journal on disk; opened anew it is another process.
struct JournalBook
{
    Journal &open()
    {
        journal.reset();
        journal.emplace(Journal::open(path).value());
        return *journal;
    }
    // The job as it stands on the disk.
    JobRecord read(const char *id = "job-1") { return open().find(id).value().value(); }
    std::vector<std::string> unfinished(const char *link_key = "link")
    {
        std::vector<std::string> ids;
        const std::vector<JobRecord> jobs = journal.value().unfinished(link_key).value();
        for (const JobRecord &job : jobs) {
            ids.push_back(job.id);
        }
        return ids;
    }

    mmf::test::TempFolder folder;
    std::filesystem::path path = folder / "state" / "journal.db";
    std::optional<Journal> journal;
};

// Runs statements as some other program would.
inline void execute(const std::filesystem::path &path, const char *sql)
{
    REQUIRE(Database::open(path).value().execute(sql));
}

} // namespace mmf::publish::test
