// The publish dialog where the same bytes were published before, or perhaps were: when, and what as.
// [main-thread]; owned by the dialog, whose buttons are the answers.
#pragma once

#include "publish/engine.hpp"

#include <wx/panel.h>

class wxHyperlinkCtrl;
class wxStaticText;

namespace mmf::ui {

class AlreadyTherePage final : public wxPanel
{
public:
    explicit AlreadyTherePage(wxWindow *parent);

    void show(const publish::AlreadyPublished &published);

private:
    wxStaticText *m_when = nullptr;
    wxStaticText *m_what = nullptr;
    wxHyperlinkCtrl *m_object_page = nullptr;
};

} // namespace mmf::ui
