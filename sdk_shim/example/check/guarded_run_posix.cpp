#include "example/check/guarded_run_posix.hpp"

#include "loader/text.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sdk_check {

/** Seen by both processes. The child writes, the parent reads once the child has ended. */
struct GuardedRun::Shared
{
    char step[64];
    bool has_returned;
    int result;
};

GuardedRun::GuardedRun()
{
    void *memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        throw std::system_error(errno, std::generic_category(), "mmap");
    m_shared = static_cast<Shared *>(memory);
}

GuardedRun::~GuardedRun()
{
    munmap(m_shared, sizeof(Shared));
}

void GuardedRun::begin(const char *step)
{
    slicer_sdk::copy_text(step, m_shared->step, sizeof m_shared->step);
}

int GuardedRun::run(const std::function<int()> &check, std::chrono::seconds deadline, std::string &reason)
{
    *m_shared = {};
    const pid_t child = fork();
    if (child < 0)
        throw std::system_error(errno, std::generic_category(), "fork");
    if (child == 0) {
        const rlimit no_core{0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        // Ends the process by default, whatever it is waiting for.
        alarm(static_cast<unsigned>(deadline.count()));
        m_shared->result = check();
        m_shared->has_returned = true;
        _exit(0);
    }

    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (m_shared->has_returned)
        return m_shared->result;
    m_shared->step[sizeof m_shared->step - 1] = '\0';
    const std::string where = std::string(" during ") + m_shared->step + ".";
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        reason = "It did not return within " + std::to_string(deadline.count()) + " s" + where;
    else if (WIFSIGNALED(status))
        reason = "It crashed (" + std::string(sigdescr_np(WTERMSIG(status))) + ")" + where;
    else
        reason = "It ended the whole program" + where;
    return -1;
}

} // namespace sdk_check
