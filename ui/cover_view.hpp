// The cover picture in the publish form: turned by dragging it and, where it has the focus, by the arrow
// keys; Home turns it back. [main-thread]; owned by its parent window.
#pragma once

#include "cover_painter.hpp"
#include "picture/camera.hpp"

#include <wx/bitmap.h>
#include <wx/panel.h>

namespace mmf::ui {

class CoverView final : public wxPanel
{
public:
    CoverView(wxWindow *parent, picture::View view);

    void set_source(const publish::Source &source);
    picture::View view() const { return m_view; }
    // As it is shown last; not valid, if there is none.
    wxBitmap bitmap() const { return m_problem.empty() ? m_bitmap : wxBitmap(); }
    // Greyed where it is not wanted.
    void show_wanted(bool is_wanted);

private:
    enum class Fineness
    {
        Coarse, // while it is turned
        Fine,
    };

    void turn_by(double turn, double tilt, Fineness fineness);
    void redraw(Fineness fineness);
    void show(const Result<picture::Image> &image);
    void paint();
    void begin_drag(wxMouseEvent &event);
    void drag(const wxMouseEvent &event);
    void end_drag();
    void press(wxKeyEvent &event);

    picture::View m_view;
    bool m_is_wanted = true;
    wxPoint m_grip; // where it was dragged last
    wxBitmap m_bitmap;
    wxString m_problem;     // in place of the picture
    CoverPainter m_painter; // last: what it has drawn is shown here
};

} // namespace mmf::ui
