// The JSON of the API's answers about objects, with the variations that the options ask for. Pure; any
// thread.
#pragma once

#include "faults.hpp"
#include "options.hpp"
#include "records.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace mmf::sandbox {

[[nodiscard]] std::string create_answer(const ReceivedObject &object, const Options &options);
// The fault may say what every file reports.
[[nodiscard]] std::string status_answer(const ReceivedObject &object, const Options &options,
                                        const FaultAction &fault);
// GET /objects/{id}.
[[nodiscard]] std::string object_answer(const ReceivedObject &object);
// One page of them: {total_count, items}.
[[nodiscard]] std::string list_answer(const std::vector<ReceivedObject> &objects, std::size_t first,
                                      std::size_t count);

} // namespace mmf::sandbox
