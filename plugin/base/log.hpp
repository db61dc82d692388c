// Lines for the log. Implementations are thread-safe. No line ever holds a secret: what is logged is method,
// path without query, status and sizes.
#pragma once

#include <string>

namespace mmf {

enum class Severity
{
    Debug,
    Info,
    Warning,
    Error
};

class Log
{
public:
    Log() = default;
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;
    virtual ~Log() = default;

    virtual void write(Severity severity, const std::string &line) = 0;
};

} // namespace mmf
