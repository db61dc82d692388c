#include "kept_drafts.hpp"

#include "base/clock.hpp"
#include "publish/draft_file.hpp"

#include <cstdint>
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
    const auto will_do = [&](std::uint64_t triangles) {
        return match == Match::Model || triangles == made.files.triangles();
    };
    if (draft != nullptr && will_do(draft->triangles)) {
        publish::restore(made, *draft);
    }
    if (const auto *pictures = m_pictures.find(model); pictures != nullptr && will_do(pictures->triangles)) {
        made.pictures.added = pictures->added;
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
    m_pictures.put({model, made.files.triangles(), made.pictures.added});
    m_of_this_run[model] = {SystemClock().wall_now(), draft};
    m_backend.engine().keep_draft(model, std::move(draft));
}

} // namespace mmf::ui
