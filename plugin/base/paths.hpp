// Where things are kept, by the XDG base directory specification. Read from the environment once, at the
// composition root; a value from then on.
#pragma once

#include <filesystem>

namespace mmf {

struct Paths
{
    std::filesystem::path config; // …/mmf-publish: settings.json, profile.json
    std::filesystem::path state;  // …/mmf-publish: journal.db, drafts.json, spool/, thumbnails/, incoming/,
                                  // log

    std::filesystem::path settings_file() const { return config / "settings.json"; }
    std::filesystem::path profile_file() const { return config / "profile.json"; }
    std::filesystem::path journal_file() const { return state / "journal.db"; }
    std::filesystem::path drafts_file() const { return state / "drafts.json"; }
    std::filesystem::path spool_folder() const { return state / "spool"; }
    std::filesystem::path thumbnail_folder() const { return state / "thumbnails"; }
    std::filesystem::path incoming_folder() const { return state / "incoming"; }
    std::filesystem::path log_file() const { return state / "log"; }
};

// From $XDG_CONFIG_HOME and $XDG_STATE_HOME, or ~/.config and ~/.local/state; a relative path in them counts
// as unset, as the specification has it. [main-thread]
Paths paths_from_environment();

} // namespace mmf
