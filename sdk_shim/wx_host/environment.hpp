/**
 * The program's environment, as a function, so that what reads it can be tried with any. Pure.
 */
#pragma once

#include <functional>
#include <string>

namespace wx_host {

/** Looks a variable up; null if it is not set. */
using Environment = std::function<const char *(const char *name)>;

/** Empty if it is not set. */
inline std::string value_of(const Environment &environment, const char *name)
{
    const char *value = environment(name);
    return value != nullptr ? value : "";
}

} // namespace wx_host
