/**
 * The report on an action that was run for a script: one JSON object on one line. Pure.
 */
#pragma once

#include "shim_slicer/command_line.hpp"
#include "wx_host/outcome.hpp"

#include <optional>
#include <string>

namespace shim {

struct Report
{
    /** Null in the report if nobody knows it. */
    std::optional<std::string> action;
    wx_host::Outcome outcome;
};

/**
 * `action`, `outcome` (`done`, `failed`, `cancelled`), `message`, `object_id`, `object_url`, `status_url`:
 * always there, null if unknown; `uploads`, with the same keys for each, only if the action was on several
 * things. Bytes that are no UTF-8 become U+FFFD.
 */
std::string to_json(const Report &report);

ExitCode exit_code_of(const wx_host::Outcome &outcome);

} // namespace shim
