#include "publish/job_state.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mmf::publish {

namespace {

constexpr std::array Words = {
    std::pair(JobState::Spooled, "spooled"),     std::pair(JobState::Creating, "creating"),
    std::pair(JobState::Uploading, "uploading"), std::pair(JobState::Done, "done"),
    std::pair(JobState::Failed, "failed"),       std::pair(JobState::UnknownCreate, "unknown-create"),
    std::pair(JobState::Paused, "paused"),       std::pair(JobState::Cancelled, "cancelled"),
    std::pair(JobState::Refused, "refused"),     std::pair(JobState::Superseded, "superseded"),
};

} // namespace

const char *word_of(JobState state)
{
    return std::find_if(Words.begin(), Words.end(), [&](auto &entry) { return entry.first == state; })
        ->second;
}

JobState state_of(std::string_view word)
{
    const auto *const found =
        std::find_if(Words.begin(), Words.end(), [&](auto &entry) { return entry.second == word; });
    return found == Words.end() ? JobState::Cancelled : found->first;
}

bool is_create_unknown(JobState state, const std::string &object_id)
{
    return object_id.empty() && (state == JobState::Creating || state == JobState::UnknownCreate);
}

bool can_go_on(JobState state, const std::string &object_id)
{
    const bool has_ended = state == JobState::Done || state == JobState::Cancelled ||
                           state == JobState::Refused || state == JobState::Superseded;
    return !has_ended && !is_create_unknown(state, object_id);
}

} // namespace mmf::publish
