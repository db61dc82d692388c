// Looks at what is to be published, for what would keep it from being printed. For any thread; takes about
// half a second for two million triangles.
#pragma once

#include "base/policy.hpp"
#include "base/result.hpp"
#include "model/print_check.hpp"
#include "publish/source.hpp"

#include <cstdint>
#include <stop_token>

namespace mmf::publish {

// Of all objects together; each of them takes about 80 bytes while it is looked at.
constexpr std::uint64_t MostCheckedTriangles = 4'000'000;

// The source is only read, beside others who read it. Errors: those of model::weld and model::weld_stl;
// TooLarge, without a look at more triangles than those, or at a host's file that is too large to be
// published; Cancelled, soon after a stop was requested.
Result<model::PrintCheck> check_source(const Source &source, const Policy &policy,
                                       const std::stop_token &stop);

} // namespace mmf::publish
