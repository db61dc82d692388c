/**
 * The person's language, from the environment. Pure.
 */
#pragma once

#include <functional>
#include <string>

namespace shim {

/** Looks a variable up; null if it is not set. */
using Environment = std::function<const char *(const char *name)>;

/**
 * As slicer.locale/1 wants it: "en", "fr", "pt_BR". From LANGUAGE, LC_ALL, LC_MESSAGES, LANG in gettext's
 * order; the country is kept where it makes another written language (Brazilian Portuguese, Chinese). "en" if
 * nothing is set.
 */
std::string language_of(const Environment &environment);

} // namespace shim
