#include "kept_drafts.hpp"

#include "base/clock.hpp"
#include "publish/draft_file.hpp"

#include <utility>

namespace mmf::ui {

void KeptDrafts::restore(const std::string &model, Match match, publish::PlateDraft &made)
{
    const auto book = publish::read_drafts(m_backend.paths().drafts_file());
    if (!book) {
        m_backend.log().write(Severity::Warning, "the drafts cannot be read: " + book.error().detail);
    }
    const publish::DraftBook::Entry *entry = book ? book->find(model) : nullptr;
    const auto own = m_of_this_run.find(model);
    // Another slicer may have written since.
    const publish::KeptDraft *draft = entry != nullptr ? &entry->draft : nullptr;
    if (own != m_of_this_run.end() && (entry == nullptr || entry->saved <= own->second.saved)) {
        draft = own->second.draft ? &*own->second.draft : nullptr;
    }
    if (draft != nullptr && (match == Match::Model || draft->triangles == made.files.triangles())) {
        publish::restore(made, *draft);
    }
}

void KeptDrafts::keep(const std::string &model, const publish::PlateDraft &made,
                      const publish::KeptDraft &offered)
{
    // Without an engine the settings were found broken meanwhile.
    if (model.empty() || !m_backend.has_started()) {
        return;
    }
    std::optional<publish::KeptDraft> draft = publish::kept(made);
    if (*draft == offered) {
        draft.reset();
    }
    m_of_this_run[model] = {SystemClock().wall_now(), draft};
    m_backend.engine().keep_draft(model, std::move(draft));
}

} // namespace mmf::ui
