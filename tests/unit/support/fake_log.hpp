// A log that remembers its lines.
#pragma once

#include "base/log.hpp"

#include <string>
#include <vector>

namespace mmf::test {

// For one thread.
class FakeLog final : public Log
{
public:
    void write(Severity, const std::string &line) override { lines.push_back(line); }

    std::vector<std::string> lines;
};

} // namespace mmf::test
