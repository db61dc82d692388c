// The JSON and the HTML of /_sandbox/*. Pure; any thread.
#pragma once

#include "records.hpp"
#include "tokens.hpp"

#include <string>
#include <vector>

namespace mmf::sandbox {

[[nodiscard]] std::string objects_json(const std::vector<ReceivedObject> &objects);
[[nodiscard]] std::string objects_html(const std::vector<ReceivedObject> &objects);
[[nodiscard]] std::string requests_json(const std::vector<ReceivedRequest> &requests);
[[nodiscard]] std::string secrets_json(const std::vector<GivenOut> &secrets);
[[nodiscard]] std::string faults_json(const std::vector<std::string> &faults);

} // namespace mmf::sandbox
