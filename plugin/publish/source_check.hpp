// Looks at what is to be published, for what would keep it from being printed. For any thread; takes about
// half a second for two million triangles.
#pragma once

#include "base/result.hpp"
#include "model/print_check.hpp"
#include "publish/source.hpp"

#include <cstddef>
#include <stop_token>

namespace mmf::publish {

// The source is only read, beside others who read it. Errors: those of model::weld and model::weld_stl;
// Cancelled, soon after a stop was requested.
Result<model::PrintCheck> check_source(const Source &source, const std::stop_token &stop);

// That are published; of what the host has written it is one.
std::size_t count_objects(const Source &source);

} // namespace mmf::publish
