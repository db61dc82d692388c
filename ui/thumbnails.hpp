// The small pictures in the list of uploads, as they are shown. [main-thread]; a value of one window.
#pragma once

#include "picture_cache.hpp"
#include "publish/upload_history.hpp"

#include <functional>
#include <string>
#include <vector>
#include <wx/bmpbndl.h>

namespace mmf::ui {

// In device-independent pixels, with the room around it; every one is as large, so that all rows are.
constexpr int ThumbnailWidth = 56;
constexpr int ThumbnailHeight = 42;

class Thumbnails
{
public:
    // `on_wanted`: see PictureCache.
    explicit Thumbnails(std::function<void()> on_wanted);

    // In its place a neutral one: until it is told, which it is asked for by this, and where there is none.
    wxBitmapBundle of(const std::string &job);
    std::vector<std::string> take_wanted() { return m_pictures.take_wanted(); }
    // Whether another picture is shown now. Nothing of the bytes is trusted.
    bool add(const publish::Thumbnail &thumbnail);
    void forget_missing() { m_pictures.forget_missing(); }

private:
    wxBitmapBundle m_none;
    PictureCache<wxBitmapBundle> m_pictures;
};

} // namespace mmf::ui
