#include "child_process.hpp"

#include "support/loopback_sockets.hpp"

#include <cerrno>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace mmf::bench {

ChildProcess::ChildProcess(const std::vector<std::string> &words)
{
    auto [its_input, input] = test::make_pipe();
    auto [output, its_output] = test::make_pipe();
    std::vector<char *> pointers;
    for (const std::string &word : words) {
        pointers.push_back(const_cast<char *>(word.c_str())); // NOLINT: posix_spawn's old shape
    }
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, its_input.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, its_output.get(), STDOUT_FILENO);
    const int failed = ::posix_spawnp(&m_pid, pointers[0], &actions, nullptr, pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        throw std::runtime_error("cannot start " + words[0]);
    }
    m_input = std::move(input);
    m_output = std::move(output);
}

ChildProcess::~ChildProcess()
{
    if (m_pid != 0) {
        wait();
    }
}

std::string ChildProcess::read_line()
{
    std::string line;
    for (char c = 0;;) {
        const ssize_t count = ::read(m_output.get(), &c, 1);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0 || c == '\n') {
            return line;
        }
        line += c;
    }
}

int ChildProcess::wait()
{
    m_input = FileDescriptor();
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
    m_pid = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string run(const std::vector<std::string> &words)
{
    ChildProcess child(words);
    std::string line = child.read_line();
    while (!child.read_line().empty()) {
    }
    if (const int code = child.wait(); code != 0) {
        throw std::runtime_error(words[0] + " ended with " + std::to_string(code));
    }
    return line;
}

} // namespace mmf::bench
