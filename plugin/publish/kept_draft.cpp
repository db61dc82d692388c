#include "publish/kept_draft.hpp"

namespace mmf::publish {

KeptDraft kept(const PlateDraft &made)
{
    KeptDraft kept{made.draft, made.files.changes()};
    kept.draft.files.clear();
    return kept;
}

void restore(PlateDraft &made, const KeptDraft &kept)
{
    made.draft = kept.draft;
    made.files.apply(kept.files);
    made.update_files();
}

} // namespace mmf::publish
