#include "webview/origin_line.hpp"

#include "webview/sentences.hpp"

#include <wx/bmpbndl.h>
#include <wx/settings.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

// Drawn in the text's colour, so that it fits light and dark themes.
wxBitmapBundle lock_picture(const wxColour &colour)
{
    const std::string ink = colour.GetAsString(wxC2S_HTML_SYNTAX).ToStdString();
    const std::string svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16' viewBox='0 0 16 16'>"
        "<path d='M5 7.5V5a3 3 0 0 1 6 0v2.5' fill='none' stroke-width='1.6' stroke='" +
        ink + "'/><rect x='3' y='7' width='10' height='7.5' rx='1.2' fill='" + ink + "'/></svg>";
    return wxBitmapBundle::FromSVG(svg.c_str(), wxSize(16, 16));
}

} // namespace

OriginLine::OriginLine(wxWindow *parent)
    : wxPanel(parent),
      m_lock(new wxStaticBitmap(this, wxID_ANY, lock_picture(GetForegroundColour()))),
      m_origin(new wxStaticText(this, wxID_ANY, wxString(), wxDefaultPosition, wxDefaultSize,
                                wxST_ELLIPSIZE_START)),
      m_remark(new wxStaticText(this, wxID_ANY, wxString()))
{
    m_lock->SetToolTip(sentences::secure());
    m_origin->SetFont(m_origin->GetFont().Bold());
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(m_lock, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(6)));
    row->Add(m_origin, wxSizerFlags(1).CentreVertical());
    row->Add(m_remark, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(8)));
    SetSizer(row);
    show_origin({});
}

void OriginLine::show_origin(const std::string &origin)
{
    const bool encrypted = origin.starts_with("https://");
    show(origin, encrypted, encrypted || origin.empty() ? wxString() : sentences::not_encrypted());
}

void OriginLine::show_unverified(const std::string &origin)
{
    show(origin, false, sentences::not_verified());
}

void OriginLine::show(const std::string &origin, bool is_safe, const wxString &remark)
{
    m_lock->Show(is_safe);
    m_origin->SetLabel(wxString::FromUTF8(origin));
    m_remark->SetLabel(remark);
    Layout();
}

} // namespace mmf::ui
