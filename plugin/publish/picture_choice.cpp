#include "publish/picture_choice.hpp"

namespace mmf::publish {

Pictures PictureChoice::pictures() const
{
    Pictures sent;
    if (cover.is_sent) {
        sent.cover = cover.view;
    }
    for (const AddedPicture &picture : added) {
        sent.added.push_back(picture.file);
    }
    return sent;
}

} // namespace mmf::publish
