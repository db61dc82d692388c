// mmf-sandbox: the command-line front of the Sandbox.

#include "arguments.hpp"
#include "sandbox.hpp"

#include <csignal>
#include <cstdio>
#include <exception>

#include <pthread.h>

namespace {

constexpr int CannotStart = 1;
constexpr int BadArguments = 3;

int run(const std::vector<std::string> &words)
{
    const mmf::sandbox::Arguments arguments = mmf::sandbox::parse_arguments(words);
    if (!arguments.error.empty()) {
        std::fprintf(stderr, "mmf-sandbox: %s\nTry --help.\n", arguments.error.c_str());
        return BadArguments;
    }
    if (arguments.help) {
        std::fputs(mmf::sandbox::help_text().c_str(), stdout);
        return 0;
    }
    if (arguments.version) {
        std::puts("mmf-sandbox " MMF_SANDBOX_VERSION);
        return 0;
    }
    // Blocked before the first thread starts, so that only sigwait() below receives them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const mmf::sandbox::Sandbox sandbox(arguments.options);
    std::printf("%s\n", sandbox.base_url().c_str());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run({argv + 1, argv + argc});
    } catch (const std::exception &error) {
        std::fprintf(stderr, "mmf-sandbox: %s\n", error.what());
        return CannotStart;
    }
}
