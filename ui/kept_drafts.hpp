// What was written for each model before: of this run, and of earlier ones. [main-thread]; owned by the
// action.
#pragma once

#include "backend.hpp"
#include "publish/draft_book.hpp"
#include "publish/kept_pictures.hpp"
#include "publish/plate_draft.hpp"

#include <map>
#include <optional>
#include <string>

namespace mmf::ui {

class KeptDrafts
{
public:
    // `backend` outlives it, and has started when a function is called.
    explicit KeptDrafts(Backend &backend) : m_backend(backend) {}

    // Which draft will do.
    enum class Match
    {
        Model,    // of this model, as it is now or was once: a person looks at it
        SameModel // with as many triangles: nobody looks
    };

    // `model` is its publish::model_key. What is kept for it is in `made` then.
    void restore(const std::string &model, Match match, publish::PlateDraft &made);
    // Returns at once; on the disk a moment later, but for the pictures of one's own. A draft that says what
    // is `offered` anyway is not kept, nor any of a model without a name.
    void keep(const std::string &model, const publish::PlateDraft &made, const publish::KeptDraft &offered);

private:
    struct Kept
    {
        WallTime saved{};
        std::optional<publish::KeptDraft> draft; // nullopt: forgotten
    };

    Backend &m_backend;
    std::map<std::string, Kept> m_of_this_run; // may not be on the disk yet
    publish::KeptPictures m_pictures;
};

} // namespace mmf::ui
