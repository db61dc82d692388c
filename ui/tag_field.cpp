#include "tag_field.hpp"

#include "accessibility_gtk.hpp"
#include "dialog_parts.hpp"
#include "suggestion_list.hpp"
#include "tag_chips.hpp"
#include "translate.hpp"

#include <algorithm>
#include <utility>
#include <wx/sizer.h>
#include <wx/textctrl.h>

namespace mmf::ui {

namespace {

constexpr std::size_t MostSuggestions = 6;
// More than as many tags as there may be, each as long as it may be.
constexpr unsigned long MostTyped = 16 * 1024;

} // namespace

TagField::TagField(wxWindow *parent, std::function<void()> on_change)
    : m_on_change(std::move(on_change)),
      m_entry(make_entry(*parent, wxString(), wxTE_PROCESS_ENTER)),
      m_chips(
          new TagChips(parent, {[this](const std::string &tag) { remove(tag); }, [this] { focus_entry(); }}))
{
    set_accessible_name(*m_entry, tr("Tags"));
    m_entry->SetHint(tr("Type a tag, then Enter or a comma"));
    m_entry->SetMaxLength(MostTyped);
    m_entry->Bind(wxEVT_TEXT, [this](wxCommandEvent &) { on_text(); });
    m_entry->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent &event) {
        const std::string chosen = is_offering() ? m_suggestions->selected() : std::string();
        // Where nothing is typed it is the dialog's.
        event.Skip(!take(chosen.empty() ? typed() : chosen));
    });
    m_entry->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent &event) { on_key(event); });
    m_entry->Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent &event) {
        event.Skip();
        offer({});
    });
}

wxSizer *TagField::make_sizer() const
{
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_entry, wxSizerFlags().Expand());
    column->Add(m_chips, wxSizerFlags().Expand());
    return column;
}

std::string TagField::typed() const
{
    return m_entry->GetValue().utf8_string();
}

void TagField::set_tags(const std::vector<std::string> &tags)
{
    std::string text;
    for (const std::string &tag : tags) {
        text += (text.empty() ? "" : ",") + tag;
    }
    m_entry->ChangeValue(wxString::FromUTF8(m_list.add(text)));
    m_chips->show(m_list.tags());
}

std::vector<std::string> TagField::tags() const
{
    return m_list.with(typed());
}

// What is complete becomes chips at once, however it came there.
void TagField::on_text()
{
    const std::string text = typed();
    if (publish::has_complete_tag(text)) {
        const std::size_t end = text.find_last_of(",\n\r") + 1;
        std::string rest = m_list.add(std::string_view(text).substr(0, end));
        const std::string open = text.substr(end);
        rest += (rest.empty() ? "" : ",") + open;
        if (rest != text) {
            m_entry->ChangeValue(wxString::FromUTF8(rest).Trim(false));
            m_entry->CallAfter([this] { m_entry->SetInsertionPointEnd(); }); // the text is still being put in
        }
        m_chips->show(m_list.tags());
    }
    offer(publish::suggested_tags(m_known, m_list.tags(), typed(), MostSuggestions));
    m_on_change();
}

// False: there was nothing to take.
bool TagField::take(const std::string &text)
{
    if (text.empty()) {
        return false;
    }
    m_entry->ChangeValue(wxString::FromUTF8(m_list.add(text)));
    m_entry->SetInsertionPointEnd();
    m_chips->show(m_list.tags());
    offer({});
    m_on_change();
    return true;
}

void TagField::remove(const std::string &tag)
{
    const auto &tags = m_list.tags();
    const auto found = std::find(tags.begin(), tags.end(), tag);
    if (found != tags.end()) { // not by an earlier press
        m_list.remove(static_cast<std::size_t>(found - tags.begin()));
        m_chips->show(m_list.tags());
        m_on_change();
    }
}

bool TagField::is_offering() const
{
    return m_suggestions != nullptr && m_suggestions->IsShown();
}

void TagField::offer(std::vector<std::string> suggestions)
{
    if (m_suggestions == nullptr && !suggestions.empty()) {
        m_suggestions =
            new SuggestionList(m_entry->GetParent(), tr("Suggested tags"), [this](const std::string &tag) {
                take(tag);
                m_entry->CallAfter([this] { focus_entry(); }); // GTK has yet to move it
            });
    }
    if (m_suggestions != nullptr) {
        m_suggestions->offer(std::move(suggestions), *m_entry);
    }
}

// Without selecting all, which what is typed next would replace.
void TagField::focus_entry()
{
    m_entry->SetFocus();
    m_entry->SetInsertionPoint(0);
}

void TagField::on_key(wxKeyEvent &event)
{
    const bool is_at_begin = m_entry->GetInsertionPoint() == 0 && !m_entry->HasSelection();
    const int key = event.HasAnyModifiers() ? WXK_NONE : event.GetKeyCode();
    if (is_offering() && (key == WXK_DOWN || key == WXK_UP)) {
        m_suggestions->move_selection(key == WXK_DOWN ? 1 : -1);
    } else if (is_offering() && key == WXK_ESCAPE) {
        offer({});
    } else if (m_chips->count() > 0 &&
               (key == WXK_DOWN || ((key == WXK_LEFT || key == WXK_BACK) && is_at_begin))) {
        m_chips->focus(key == WXK_DOWN ? 0 : m_chips->count() - 1);
    } else {
        event.Skip();
    }
}

void TagField::wrap(int width)
{
    m_chips->wrap(width);
}

} // namespace mmf::ui
