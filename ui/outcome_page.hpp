// The publish dialog at its end: how it went, and where the object is. [main-thread]; owned by the dialog.
#pragma once

#include "publish/engine.hpp"

#include <string>
#include <wx/bitmap.h>
#include <wx/panel.h>

class wxButton;
class wxHyperlinkCtrl;
class wxStaticBitmap;
class wxStaticText;

namespace mmf::ui {

class OutcomePage final : public wxPanel
{
public:
    explicit OutcomePage(wxWindow *parent);

    // `cover`: of the object, where it is known.
    void show(const publish::JobEnded &ended, const wxBitmap &cover);

private:
    // To the clipboard, where it stays when the dialog has gone.
    void copy_link();

    std::string m_link; // what is copied
    wxStaticBitmap *m_cover = nullptr;
    wxStaticBitmap *m_icon = nullptr;
    wxStaticText *m_name = nullptr;
    wxStaticText *m_text = nullptr;
    wxHyperlinkCtrl *m_object_page = nullptr;
    wxHyperlinkCtrl *m_status_page = nullptr;
    wxButton *m_copy = nullptr;
    wxStaticText *m_copied = nullptr;
};

} // namespace mmf::ui
