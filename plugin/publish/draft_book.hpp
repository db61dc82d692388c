// The drafts of the models last worked on, and the text they are kept as. A value; pure.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "publish/kept_draft.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

// The oldest go first.
constexpr std::size_t MaxKeptDrafts = 200;
constexpr std::size_t MaxKeptDraftBytes = 256 * 1024; // as text; read on the main thread
constexpr std::size_t MaxNewestDraftBytes = 4 << 20;  // the newest one, alone if need be

class DraftBook
{
public:
    struct Entry
    {
        std::string model; // its model_key
        WallTime saved{};
        KeptDraft draft;
    };

    // Entries that make no sense are passed over. Error: BadFile if the text is damaged or by a newer version
    // of this program.
    static Result<DraftBook> parse(std::string_view text);
    std::string to_json() const;

    // Null if there is none.
    const Entry *find(std::string_view model) const;
    // In place of the model's former one.
    void put(Entry entry);
    void remove(std::string_view model);

private:
    std::vector<Entry> m_entries; // the newest first
};

} // namespace mmf::publish
