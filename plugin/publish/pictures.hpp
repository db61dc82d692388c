// The pictures that go with an object: a cover that is made of the model, and what a person adds. A value.
#pragma once

#include "picture/camera.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mmf::publish {

// Of a JPEG file that this program has made, so that nothing is in it but the picture.
using PictureFile = std::shared_ptr<const std::vector<std::byte>>;

struct Pictures
{
    std::optional<picture::View> cover; // the first one, if there is one
    std::vector<PictureFile> added;     // in the order in which they are shown

    // Of all, as they are sent; nothing of a name that a person's file has.
    std::vector<std::string> filenames() const;
};

} // namespace mmf::publish
