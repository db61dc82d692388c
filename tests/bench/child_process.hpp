// A program that is run beside: its output is read, its input kept open, and its end waited for. For one
// thread.
#pragma once

#include "base/files.hpp"

#include <string>
#include <sys/types.h>
#include <vector>

namespace mmf::bench {

class ChildProcess
{
public:
    // `words[0]` is looked for on the path. Throws std::runtime_error if it cannot be started.
    explicit ChildProcess(const std::vector<std::string> &words);
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;
    // Ends its input and waits for it.
    ~ChildProcess();

    // Of its output, without its end; empty at the end.
    std::string read_line();
    // Ends its input and returns its exit code; -1: it was killed.
    int wait();

private:
    pid_t m_pid = 0;
    FileDescriptor m_input;
    FileDescriptor m_output;
};

// Runs it to its end and returns its first line of output. Throws std::runtime_error if it fails.
std::string run(const std::vector<std::string> &words);

} // namespace mmf::bench
