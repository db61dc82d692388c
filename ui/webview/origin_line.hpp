// The line over the page that says whose page it is: what a page shows about itself proves nothing.
// A window, owned by its parent. [main-thread]
#pragma once

#include <string>
#include <wx/panel.h>

class wxStaticBitmap;
class wxStaticText;

namespace mmf::ui {

class OriginLine : public wxPanel
{
public:
    explicit OriginLine(wxWindow *parent);

    // "https://host[:port]"; empty while there is none.
    void show_origin(const std::string &origin);
    // Somebody claims to be it: there is no lock for that.
    void show_unverified(const std::string &origin);

private:
    void show(const std::string &origin, bool is_safe, const wxString &remark);

    wxStaticBitmap *m_lock;
    wxStaticText *m_origin;
    wxStaticText *m_remark;
};

} // namespace mmf::ui
