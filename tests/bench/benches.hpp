// Each figure or group of figures that belongs together; prints it. Throws where it cannot be measured.
#pragma once

#include "figures.hpp"

namespace mmf::bench {

void measure_encode(const Effort &effort);
void measure_publish(const Effort &effort);

} // namespace mmf::bench
