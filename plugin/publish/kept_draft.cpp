#include "publish/kept_draft.hpp"

#include "base/digest.hpp"

#include <span>

namespace mmf::publish {

std::string model_key(const PlateDraft &untouched)
{
    const std::string &name = untouched.draft.name;
    if (name.empty() || !untouched.files.has_choice()) {
        return name;
    }
    // A plate is called as its first object is, and that one may also stand alone.
    Sha256 digest;
    for (const std::string &object : untouched.files.object_names()) {
        digest.update(std::as_bytes(std::span(object.c_str(), object.size() + 1)));
    }
    return name + " and others, " + digest.finish_hex().substr(0, 16);
}

KeptDraft kept(const PlateDraft &made)
{
    KeptDraft kept{made.draft, made.files.changes(), made.pictures.cover, made.files.triangles()};
    kept.draft.files.clear();
    if (kept.draft.hints.dimensions == made.measured_dimensions) {
        kept.draft.hints.dimensions.clear(); // it may have been scaled by then
    }
    replace_settings(kept.draft.hints, made.print_settings, {}); // which may be others by then
    return kept;
}

void restore(PlateDraft &made, const KeptDraft &kept)
{
    made.draft = kept.draft;
    if (made.draft.hints.dimensions.empty()) {
        made.draft.hints.dimensions = made.measured_dimensions;
    }
    made.pictures.cover = kept.cover;
    made.files.apply(kept.files);
    made.update_files();
}

} // namespace mmf::publish
