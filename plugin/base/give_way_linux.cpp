#include "base/give_way.hpp"

#include <sys/resource.h>

namespace mmf {

namespace {

// Above that of the slicer, whatever it was started with. About a quarter of a processor's time, while
// another thread wants it: a slicer that slices on all of them must not keep a cover from being sent.
constexpr int More = 5;

} // namespace

void give_way_to_others()
{
    // Linux, unlike POSIX, means the calling thread alone by 0.
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + More); // the system knows the most
}

} // namespace mmf
