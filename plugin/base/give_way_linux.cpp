#include "base/give_way.hpp"

#include <sys/resource.h>

namespace mmf {

namespace {

// About a quarter of a processor's time, while another thread wants it: a slicer that slices on all of them
// must not keep a cover from being sent.
constexpr int Niceness = 5;

} // namespace

void give_way_to_others()
{
    // Linux, unlike POSIX, means the calling thread alone by 0.
    const int present = getpriority(PRIO_PROCESS, 0);
    if (present < Niceness) {
        setpriority(PRIO_PROCESS, 0, Niceness);
    }
}

} // namespace mmf
