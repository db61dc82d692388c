// The pictures that a person added to each model, while the slicer runs. Not over a restart: what is kept is
// a copy without what a camera wrote into the file; the file itself may be another one by then, and a private
// path would be on the disk. A value; pure.
#pragma once

#include "publish/picture_choice.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

// Of all models; beyond it the pictures of those last worked on stay.
constexpr std::size_t MaxKeptPictureBytes = 64 << 20;

class KeptPictures
{
public:
    struct Entry
    {
        std::string model;           // its model_key
        std::uint64_t triangles = 0; // of the model at that time
        std::vector<AddedPicture> added;
    };

    // Null if there are none.
    const Entry *find(std::string_view model) const;
    // In place of the model's former ones; none: they are forgotten.
    void put(Entry entry);

private:
    std::vector<Entry> m_entries; // the newest first
};

} // namespace mmf::publish
