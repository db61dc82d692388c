/**
 * How an action ended, as a value of the host's own: what slicer.notify/1 tells is valid only during its
 * call.
 */
#pragma once

#include "slicer_sdk/notify.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wx_host {

struct Outcome
{
    slicer_outcome_kind kind = SLICER_OUTCOME_FAILED;
    std::string message;

    /** Empty if there is none, or none that may be offered. */
    std::string link;
    std::map<std::string, std::string> values;
    /** Only for an action on several things. */
    std::optional<std::vector<Outcome>> parts;
};

/** A copy; an unknown kind counts as failed, a missing text as empty, and parts of parts are dropped. */
Outcome copy_of(const slicer_outcome &outcome);

/** Whether `link` is https, or http to this machine. */
bool may_be_offered(std::string_view link);

} // namespace wx_host
