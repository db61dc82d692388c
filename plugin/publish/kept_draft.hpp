// What a person said about a model, kept until the model is opened again. A value; pure.
#pragma once

#include "publish/draft.hpp"
#include "publish/plate_draft.hpp"
#include "publish/plate_files.hpp"

namespace mmf::publish {

struct KeptDraft
{
    Draft draft; // without files
    FileChanges files;

    bool operator==(const KeptDraft &) const = default;
};

KeptDraft kept(const PlateDraft &made);

// What was said about the model before is said again, as far as it fits what is on the plate now.
void restore(PlateDraft &made, const KeptDraft &kept);

} // namespace mmf::publish
