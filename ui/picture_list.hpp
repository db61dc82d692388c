// The pictures that a person adds to the object, in the order in which they are shown there: chosen by a
// button or dropped, moved and taken out. Each is read on a thread of its own. [main-thread]; owned by its
// parent window.
#pragma once

#include "own_picture.hpp"
#include "publish/picture_choice.hpp"

#include <functional>
#include <string>
#include <thread>
#include <vector>
#include <wx/panel.h>

class wxArrayString;
class wxButton;
class wxListBox;
class wxSizer;
class wxStaticText;

namespace mmf::ui {

class PictureList final : public wxPanel
{
public:
    // `on_resize` is called when it needs more room, or less.
    PictureList(wxWindow *parent, int width, std::vector<publish::AddedPicture> offered,
                std::function<void()> on_resize);

    // Those that have been read.
    const std::vector<publish::AddedPicture> &value() const { return m_rows; }
    void add(const wxArrayString &paths);

private:
    void choose();
    void took(const std::string &name, tl::expected<publish::PictureFile, PictureProblem> read);
    void move_by(int rows);
    void take_out();
    void show_rows(int selected);
    void say(const wxString &text);

    int m_width; // of what it says, in pixels
    std::function<void()> m_on_resize;
    std::vector<publish::AddedPicture> m_rows;
    wxListBox *m_list = nullptr;
    wxSizer *m_moves = nullptr;
    wxButton *m_up = nullptr;
    wxButton *m_down = nullptr;
    wxButton *m_take_out = nullptr;
    wxStaticText *m_said = nullptr;
    std::vector<std::jthread> m_readers; // last: what they post goes with this
};

} // namespace mmf::ui
