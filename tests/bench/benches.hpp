// Each figure or group of figures that belongs together; prints it. Throws where it cannot be measured.
#pragma once

#include "figures.hpp"

namespace mmf::bench {

void measure_encode(const Effort &effort);
void measure_shared(const Effort &effort);
void measure_publish(const Effort &effort);
void measure_growth(const Effort &effort);
void measure_memory(const Effort &effort);
void measure_cancel(const Effort &effort);
void measure_many_files(const Effort &effort);
void measure_export(const Effort &effort);
void measure_cover(const Effort &effort);

} // namespace mmf::bench
