// Which pictures a person wants to go with an object, and what else of them is shown again. A value; pure.
#pragma once

#include "picture/camera.hpp"
#include "publish/pictures.hpp"

#include <string>
#include <vector>

namespace mmf::publish {

struct CoverChoice
{
    picture::View view;
    bool is_sent = true; // unless the person wants none; the view stays

    bool operator==(const CoverChoice &) const = default;
};

struct AddedPicture
{
    std::string name; // of the person's file; shown, never sent
    PictureFile file;

    bool operator==(const AddedPicture &) const = default; // the very same file
};

struct PictureChoice
{
    CoverChoice cover;
    std::vector<AddedPicture> added; // in the order in which they are shown

    // What is sent.
    Pictures pictures() const;
};

} // namespace mmf::publish
