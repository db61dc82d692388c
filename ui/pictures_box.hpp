// The part of the publish form that shows which pictures go with the object: the cover, whether it is sent,
// and what the person adds. [main-thread]; owned by its parent window.
#pragma once

#include "publish/picture_choice.hpp"
#include "publish/source.hpp"

#include <functional>
#include <optional>
#include <wx/bitmap.h>
#include <wx/panel.h>

class wxCheckBox;

namespace mmf::ui {

class CoverView;
class PictureList;

class PicturesBox final : public wxPanel
{
public:
    // `on_resize` is called when it needs more room, or less.
    PicturesBox(wxWindow *parent, const publish::PictureChoice &offered, std::function<void()> on_resize);

    // Called after every change of the form; draws anew where the model is another one.
    void show_source(const publish::Source &source);
    publish::PictureChoice value() const;
    // What is sent of it, as it is shown; not valid, if nothing is.
    wxBitmap cover() const;

private:
    std::optional<publish::Source> m_source; // that the cover is of
    CoverView *m_cover = nullptr;
    wxCheckBox *m_sends_cover = nullptr;
    PictureList *m_added = nullptr;
};

} // namespace mmf::ui
