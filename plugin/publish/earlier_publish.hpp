// What earlier publishes of the same bytes mean for a new one, so that the service gets no second object by
// accident. Belongs to the loop's thread.
#pragma once

#include "auth/account.hpp"
#include "base/result.hpp"
#include "publish/journal.hpp"
#include "publish/machine.hpp"

#include <functional>
#include <optional>

namespace mmf::publish {

// Goes on with an unfinished job. Busy: another process works on it; UnknownOutcome: it can, once a person
// has said whether its object exists; any other error: it cannot go on by itself.
using TakeUp = std::function<Result<void>(const JobRecord &)>;

struct Finding
{
    Comparison comparison = Comparison::New;
    std::optional<JobRecord> earlier; // the job it is because of; nullopt: New
};

// For `job`, whose object would be this account's. Whose an earlier one was may not be known: such a one is
// asked about if there may be a question (`may_ask`), else passed over. UnderWay: `take_up` goes on with it.
// Undecided, only with `may_ask`: nobody does yet. Error: Journal, when nothing is known of earlier ones.
Result<Finding> compare_with_earlier(Journal &journal, const JobRecord &job, const auth::Account &account,
                                     bool may_ask, const TakeUp &take_up);

} // namespace mmf::publish
