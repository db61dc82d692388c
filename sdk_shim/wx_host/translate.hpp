/**
 * What the hosts' shared parts say, in the host's language. Their catalogues are one more domain among the
 * host's own translations, so that these stay as they are. [main-thread]
 */
#pragma once

#include <filesystem>
#include <wx/string.h>

namespace wx_host {

/**
 * Has the catalogues below `folder` (`fr/LC_MESSAGES/slicer-sdk.mo`) used, in the language of the host's
 * translations; again, if the host has changed it. Nothing happens where the host has no translations.
 */
void add_catalogue(const std::filesystem::path &folder);

/** ASCII; as it is where there is no translation. */
wxString tr(const char *sentence);

} // namespace wx_host
