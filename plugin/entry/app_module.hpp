// Finds, opens and starts the app module beside this one. [main-thread]
#pragma once

#include "base/result.hpp"
#include "entry/app.hpp"

#include <memory>

namespace mmf {

// The module stays loaded: its toolkit registers types that cannot be unregistered. Error: Internal, as a
// sentence.
Result<std::unique_ptr<App>> load_app(const slicer_host *host);

} // namespace mmf
