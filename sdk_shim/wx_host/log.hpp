/**
 * Lines on standard error with their severity and source. Thread-safe; owned by the application.
 */
#pragma once

#include "slicer_sdk/log.h"

#include <string>

namespace wx_host {

class Log
{
public:
    /** Lines below `least` are dropped. */
    explicit Log(slicer_log_severity least) : m_least(least) {}

    void write(std::int32_t severity, const std::string &source, const std::string &line) const;

private:
    slicer_log_severity m_least;
};

} // namespace wx_host
