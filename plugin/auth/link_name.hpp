// What the files that belong to a link are called. Pure; any thread.
#pragma once

#include <string>

namespace mmf::auth {

// Of Profile::link_key(), which may have any characters and any length; without an extension.
std::string link_name(const std::string &link_key);

} // namespace mmf::auth
