// What a person has set for all models, kept in `settings.json`. A value; any thread.
#pragma once

#include "api/licence.hpp"
#include "api/objects.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <optional>

namespace mmf::publish {

struct Settings
{
    // Of what is published without asking.
    api::Visibility publish_now = api::Visibility::Private;
    // That an upload has ended, where nobody was looking.
    bool tells_on_desktop = true;
    // The one last chosen in the form, which offers it for the next model.
    std::optional<api::Licence> licence = {};

    bool operator==(const Settings &) const = default;
};

// The usual ones where there is no file. What a later version wrote beside them is left alone. Errors:
// BadProfile, with what is wrong; Disk.
Result<Settings> read_settings(const std::filesystem::path &file);

// All or nothing, readable by its owner alone; other members of the file stay, unless it is no JSON object
// or has one of them twice.
// Errors: Disk, DiskFull.
Result<void> save_settings(const std::filesystem::path &file, const Settings &settings);

} // namespace mmf::publish
