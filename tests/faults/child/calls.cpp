#include "calls.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace mmf::test {

namespace {

enum class Reach
{
    Disk,   // can fail for want of room
    Beyond, // takes away, or goes over a line
    Read,   // of the disk
    None,   // of something else
};

bool is_counted(Reach reach, CallPlan::Calls calls)
{
    switch (calls) {
    case CallPlan::Calls::Changes:
        return reach == Reach::Disk || reach == Reach::Beyond;
    case CallPlan::Calls::Writes:
        return reach == Reach::Disk;
    case CallPlan::Calls::Reads:
        return reach == Reach::Read;
    }
    return false;
}

std::atomic<bool> is_planned = false;
std::mutex mutex; // guards the two below
CallPlan plan;
std::uint64_t count = 0;

// What becomes of a call that is about to be made.
enum class Fate
{
    Pass,
    Half, // and then the end
    Fail,
};

[[noreturn]] void die()
{
    ::raise(SIGKILL);
    for (;;) {
        ::pause();
    }
}

Fate fate_of(Reach reach)
{
    if (!is_planned) {
        return Fate::Pass;
    }
    const std::lock_guard lock(mutex);
    if (!is_counted(reach, plan.calls)) {
        return Fate::Pass;
    }
    ++count;
    const bool is_due = plan.at != 0 && (count == plan.at || (plan.is_lasting && count > plan.at));
    if (!is_due) {
        return Fate::Pass;
    }
    switch (plan.effect) {
    case CallPlan::Effect::Kill:
        die();
    case CallPlan::Effect::KillHalf:
        return Fate::Half;
    case CallPlan::Effect::Fail:
        errno = plan.error;
        return Fate::Fail;
    }
    return Fate::Pass;
}

bool is_regular_file(int fd)
{
    struct stat status = {};
    return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

Reach reach_of_write(int fd)
{
    return is_regular_file(fd) ? Reach::Disk : Reach::Beyond;
}

Reach reach_of_read(int fd)
{
    return is_regular_file(fd) ? Reach::Read : Reach::None;
}

// The C library's own.
template <typename Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

// A call without bytes of its own: half of it is nothing.
template <typename Call>
int decided(Reach reach, Call call)
{
    switch (fate_of(reach)) {
    case Fate::Pass:
        return call();
    case Fate::Half:
        die();
    case Fate::Fail:
        return -1;
    }
    return -1;
}

// `call` takes how many bytes.
template <typename Call>
ssize_t decided_bytes(Reach reach, std::size_t size, Call call)
{
    switch (fate_of(reach)) {
    case Fate::Pass:
        return call(size);
    case Fate::Half:
        call(size / 2);
        die();
    case Fate::Fail:
        return -1;
    }
    return -1;
}

} // namespace

void plan_calls(const CallPlan &wanted)
{
    const std::lock_guard lock(mutex);
    plan = wanted;
    count = 0;
    is_planned = true;
}

std::uint64_t counted_calls()
{
    const std::lock_guard lock(mutex);
    return count;
}

} // namespace mmf::test

using namespace mmf::test;

// NOLINTBEGIN(cert-dcl50-cpp, readability-inconsistent-declaration-parameter-name): the C library's own
// shapes
#pragma GCC visibility push(default) // or shared libraries would not find them
extern "C" {

ssize_t read(int fd, void *bytes, size_t size)
{
    static auto *const real = next<ssize_t(int, void *, size_t)>("read");
    return decided_bytes(reach_of_read(fd), size, [&](size_t some) { return real(fd, bytes, some); });
}

ssize_t pread(int fd, void *bytes, size_t size, off_t offset)
{
    static auto *const real = next<ssize_t(int, void *, size_t, off_t)>("pread");
    return decided_bytes(reach_of_read(fd), size, [&](size_t some) { return real(fd, bytes, some, offset); });
}

ssize_t pread64(int fd, void *bytes, size_t size, off64_t offset)
{
    return pread(fd, bytes, size, offset);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    static auto *const real = next<ssize_t(int, const void *, size_t)>("write");
    return decided_bytes(reach_of_write(fd), size, [&](size_t some) { return real(fd, bytes, some); });
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
    static auto *const real = next<ssize_t(int, const void *, size_t, off_t)>("pwrite");
    return decided_bytes(reach_of_write(fd), size,
                         [&](size_t some) { return real(fd, bytes, some, offset); });
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
    return pwrite(fd, bytes, size, offset);
}

ssize_t send(int fd, const void *bytes, size_t size, int flags)
{
    static auto *const real = next<ssize_t(int, const void *, size_t, int)>("send");
    return decided_bytes(reach_of_write(fd), size, [&](size_t some) { return real(fd, bytes, some, flags); });
}

ssize_t recv(int fd, void *bytes, size_t size, int flags)
{
    static auto *const real = next<ssize_t(int, void *, size_t, int)>("recv");
    return decided_bytes(reach_of_write(fd), size, [&](size_t some) { return real(fd, bytes, some, flags); });
}

int fsync(int fd)
{
    static auto *const real = next<int(int)>("fsync");
    return decided(Reach::Disk, [&] { return real(fd); });
}

int fdatasync(int fd)
{
    static auto *const real = next<int(int)>("fdatasync");
    return decided(Reach::Disk, [&] { return real(fd); });
}

int ftruncate(int fd, off_t size) noexcept
{
    static auto *const real = next<int(int, off_t)>("ftruncate");
    return decided(Reach::Disk, [&] { return real(fd, size); });
}

int ftruncate64(int fd, off64_t size) noexcept
{
    return ftruncate(fd, size);
}

int rename(const char *from, const char *to) noexcept
{
    static auto *const real = next<int(const char *, const char *)>("rename");
    return decided(Reach::Disk, [&] { return real(from, to); });
}

int mkdir(const char *path, mode_t mode) noexcept
{
    static auto *const real = next<int(const char *, mode_t)>("mkdir");
    return decided(Reach::Disk, [&] { return real(path, mode); });
}

int unlink(const char *path) noexcept
{
    static auto *const real = next<int(const char *)>("unlink");
    return decided(Reach::Beyond, [&] { return real(path); });
}

int open(const char *path, int flags, ...)
{
    static auto *const real = next<int(const char *, int, ...)>("open");
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    if ((flags & O_CREAT) == 0) {
        return real(path, flags);
    }
    return decided(Reach::Disk, [&] { return real(path, flags, mode); });
}

int open64(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open(path, flags, mode);
}

} // extern "C"
#pragma GCC visibility pop
// NOLINTEND
