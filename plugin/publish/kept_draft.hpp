// What a person said about a model, kept until the model is opened again. A value; pure.
#pragma once

#include "publish/draft.hpp"
#include "publish/picture_choice.hpp"
#include "publish/plate_draft.hpp"
#include "publish/plate_files.hpp"

#include <cstdint>
#include <string>

namespace mmf::publish {

struct KeptDraft
{
    Draft draft; // without files
    FileChanges files;
    CoverChoice cover;
    std::uint64_t triangles = 0; // of the model at that time

    bool operator==(const KeptDraft &) const = default;
};

// What a model is found again by: what the plate is called and, if there are several, its objects. Empty: an
// untitled plate. `untouched`: its name has not been changed yet.
std::string model_key(const PlateDraft &untouched);

KeptDraft kept(const PlateDraft &made);

// What was said about the model before is said again, as far as it fits what is on the plate now.
void restore(PlateDraft &made, const KeptDraft &kept);

} // namespace mmf::publish
