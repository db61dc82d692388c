#include "dialog_parts.hpp"

#include "translate.hpp"

#include <algorithm>
#include <wx/arrstr.h>
#include <wx/clipbrd.h>
#include <wx/dataview.h>
#include <wx/dcclient.h>
#include <wx/hyperlink.h>
#include <wx/log.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/utils.h>

namespace mmf::ui {

namespace {

// How much of a word that is too long stands in one line: up to a slash, if there is one.
std::size_t fitting_length(wxStaticText &label, const wxString &word, int width)
{
    const wxClientDC dc(&label); // to measure
    wxArrayInt widths;
    dc.GetPartialTextExtents(word, widths);
    const auto too_wide = std::upper_bound(widths.begin(), widths.end(), width);
    const auto fitting = std::max<std::size_t>(static_cast<std::size_t>(too_wide - widths.begin()), 1);
    const std::size_t slash = word.Left(fitting).rfind('/');
    return slash == wxString::npos || slash == 0 ? fitting : slash + 1;
}

// The text with line breaks in the words that are wider than a line, such as paths: wxStaticText makes itself
// as wide as they are.
wxString with_words_broken(wxStaticText &label, const wxString &text, int width)
{
    if (width <= 0) { // it has no place yet
        return text;
    }
    wxString broken;
    for (const wxString &word : wxSplit(text, ' ', '\0')) {
        wxString rest = word;
        while (label.GetTextExtent(rest).x > width) {
            const std::size_t length = fitting_length(label, rest, width);
            broken += rest.Left(length) + "\n";
            rest = rest.Mid(length);
        }
        broken += rest + " ";
    }
    return broken.Trim();
}

} // namespace

wxStaticText *add_paragraph(wxWindow &parent, wxSizer &sizer, const wxString &text, int width)
{
    auto *paragraph = new wxStaticText(&parent, wxID_ANY, wxString());
    set_paragraph(*paragraph, text, width);
    sizer.Add(paragraph, wxSizerFlags().Expand().Border(wxBOTTOM, parent.FromDIP(10)));
    return paragraph;
}

void set_paragraph(wxStaticText &paragraph, const wxString &text, int width)
{
    wrap_text(paragraph, text, paragraph.FromDIP(width));
}

void wrap_text(wxStaticText &label, const wxString &text, int width)
{
    // Breaking measures every word: tens of milliseconds, at each key that is pressed in a form. Most texts
    // have room.
    const int most = width - 1; // GTK breaks what just fits, since it rounds up
    if (text.empty() || (!text.Contains('\n') && label.GetTextExtent(text).x <= most)) {
        label.SetLabelText(text);
        return;
    }
    label.SetLabelText(with_words_broken(label, text, most));
    label.Wrap(most);
}

wxTextCtrl *make_entry(wxWindow &parent, const wxString &value, long style)
{
    constexpr int AroundText = 7;
    auto *entry = new wxTextCtrl(&parent, wxID_ANY, value, wxDefaultPosition, wxDefaultSize, style);
    entry->SetMinSize(wxSize(wxDefaultCoord, std::max(entry->GetBestSize().y,
                                                      entry->GetCharHeight() + parent.FromDIP(AroundText))));
    return entry;
}

int column_width(const wxWindow &list, int least, const std::vector<wxString> &words)
{
    constexpr int AroundText = 24;
    const wxFont as_a_title = list.GetFont().Bold();
    int width = list.FromDIP(least);
    for (const wxString &word : words) {
        int length = 0;
        list.GetTextExtent(word, &length, nullptr, nullptr, nullptr, &as_a_title);
        width = std::max(width, length + list.FromDIP(AroundText));
    }
    return width;
}

void give_rest_to(wxDataViewColumn &column, int others, int least)
{
    column.GetOwner()->Bind(wxEVT_SIZE, [&column, others, least](wxSizeEvent &event) {
        column.SetWidth(std::max(event.GetSize().x - others, least));
        event.Skip();
    });
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

void wipe(wxString &text)
{
    text.assign(text.length(), wxUniChar('0'));
    text.clear();
}

bool open_in_browser(const std::string &url)
{
    const wxLogNull silent; // said by who asks
    return wxLaunchDefaultBrowser(wxString::FromUTF8(url), wxBROWSER_NOBUSYCURSOR);
}

wxString no_browser_for(const std::string &url)
{
    return wxString::Format(tr("No browser could be opened. The page is %s."), wxString::FromUTF8(url));
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
