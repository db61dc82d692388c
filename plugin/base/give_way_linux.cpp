#include "base/give_way.hpp"

#include <sys/resource.h>

namespace mmf {

namespace {

// About a tenth of a processor's time, while another thread wants it.
constexpr int Niceness = 10;

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
