// How far a job came, as the journal keeps it, and what that allows. Pure.
#pragma once

#include <string>
#include <string_view>

namespace mmf::publish {

enum class JobState
{
    Spooled,   // ready, nothing sent
    Creating,  // the create request may have been sent
    Uploading, // the object exists
    Done,
    Failed,        // can go on
    UnknownCreate, // the object may exist
    Paused,
    Cancelled,
    Refused,    // failed for good
    Superseded, // nothing was sent: another job has, or may have, published the same bytes
};

// In the file of the journal.
const char *word_of(JobState state);
// A word of nobody's, such as a newer version's, is Cancelled: never sent anywhere.
JobState state_of(std::string_view word);

// Whether the service has an object of it only a person can say.
bool is_create_unknown(JobState state, const std::string &object_id);
bool can_go_on(JobState state, const std::string &object_id);

} // namespace mmf::publish
