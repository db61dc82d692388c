#include "dialog_parts.hpp"

#include <algorithm>
#include <wx/arrstr.h>
#include <wx/clipbrd.h>
#include <wx/hyperlink.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

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

void lay_out_message(wxWindow &page, wxWindow &icon, wxSizer &words)
{
    auto *row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(&icon, wxSizerFlags().Top().Border(wxRIGHT, page.FromDIP(16)));
    row->Add(&words, wxSizerFlags(1).Top());
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->AddStretchSpacer();
    column->Add(row, wxSizerFlags().Expand());
    column->AddStretchSpacer(2);
    page.SetSizer(column);
}

wxHyperlinkCtrl *make_link(wxWindow &parent, const wxString &label)
{
    // It must have some address from the beginning.
    return new wxHyperlinkCtrl(&parent, wxID_ANY, label, "https://www.myminifactory.com");
}

void show_link(wxHyperlinkCtrl &link, const std::string &url)
{
    link.SetURL(wxString::FromUTF8(url));
    link.Show(!url.empty());
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

void wipe(wxString &text)
{
    text.assign(text.length(), wxUniChar('0'));
    text.clear();
}

Secret secret_in(const wxTextCtrl &entry)
{
    wxString typed = entry.GetValue();
    std::string text = typed.utf8_string();
    wipe(typed);
    Secret secret(text);
    mmf::wipe(text);
    return secret;
}

} // namespace mmf::ui
