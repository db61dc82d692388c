/**
 * The person's language, as slicer.locale/1 wants it: "en", "fr", "pt_BR". Pure.
 */
#pragma once

#include "wx_host/environment.hpp"

#include <string>
#include <string_view>

namespace wx_host {

/**
 * From LANGUAGE, LC_ALL, LC_MESSAGES, LANG in gettext's
 * order; the country is kept where it makes another written language (Brazilian Portuguese, Chinese). "en" if
 * nothing is set.
 */
std::string language_of(const Environment &environment);

/** Of a locale's name, such as "fr_FR.UTF-8"; "en" if it is none. */
std::string language_of_locale(std::string_view name);

} // namespace wx_host
