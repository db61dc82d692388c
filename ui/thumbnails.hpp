// The small pictures in the list of uploads: those of rows that were painted, whatever the list's length.
// [main-thread]; a value of one window.
#pragma once

#include "publish/upload_history.hpp"

#include <deque>
#include <functional>
#include <map>
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
    // `on_wanted` is called, while a row is painted, for the first one that is wanted since `take_wanted`.
    explicit Thumbnails(std::function<void()> on_wanted);

    // In its place a neutral one: until it is told, which it is asked for by this, and where there is none.
    wxBitmapBundle of(const std::string &job);
    std::vector<std::string> take_wanted();
    // Nothing of the bytes is trusted.
    void add(const publish::Thumbnail &thumbnail);

private:
    std::function<void()> m_on_wanted;
    wxBitmapBundle m_none;
    std::map<std::string, wxBitmapBundle> m_pictures; // also of those that are asked for
    std::deque<std::string> m_order;                  // of the same, the oldest first
    std::vector<std::string> m_wanted;
};

} // namespace mmf::ui
