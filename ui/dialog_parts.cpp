#include "dialog_parts.hpp"

#include <wx/artprov.h>
#include <wx/clipbrd.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace mmf::ui {

wxStaticText *add_paragraph(wxWindow &parent, wxSizer &sizer, const wxString &text, int width)
{
    auto *paragraph = new wxStaticText(&parent, wxID_ANY, wxString());
    set_paragraph(*paragraph, text, width);
    sizer.Add(paragraph, wxSizerFlags().Expand().Border(wxBOTTOM, parent.FromDIP(10)));
    return paragraph;
}

void set_paragraph(wxStaticText &paragraph, const wxString &text, int width)
{
    paragraph.SetLabelText(text);
    paragraph.Wrap(paragraph.FromDIP(width));
}

bool copy_text(const wxString &text)
{
    const wxClipboardLocker clipboard;
    const bool is_copied = !!clipboard && wxTheClipboard->SetData(new wxTextDataObject(text));
    if (is_copied) {
        wxTheClipboard->Flush();
    }
    return is_copied;
}

wxBitmapBundle icon_for(diagnosis::State state, const wxWindow &window)
{
    const wxArtID art = state == diagnosis::State::Ok        ? wxART_TICK_MARK
                        : state == diagnosis::State::Warning ? wxART_WARNING
                        : state == diagnosis::State::Failed  ? wxART_ERROR
                                                             : wxART_MINUS;
    return wxArtProvider::GetBitmapBundle(art, wxART_MENU, window.FromDIP(wxSize(16, 16)));
}

} // namespace mmf::ui
