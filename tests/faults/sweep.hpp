// Runs many cases that mostly wait, several at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace mmf::test {

struct SweepCase
{
    std::string name;
    // Returns what is not as it was promised; nothing: all is. On a thread of the sweep's own; what it throws
    // counts as such, too.
    std::function<std::vector<std::string>()> run;
};

// Every complaint, with the name of its case before it. SWEEP_ONLY in the environment names the one case to
// run.
std::vector<std::string> run_sweep(const std::vector<SweepCase> &cases);

// Whether SWEEP_ALL is set: as much as there is, however long it takes.
bool takes_its_time();

// Whether this is a run of every case, and not of the one that somebody looks into or of a sanitizer's share.
bool is_whole_sweep();

} // namespace mmf::test
