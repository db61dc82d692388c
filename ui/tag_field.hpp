// The tags of a model: a field to type the next one, chips for those there are, and suggestions.
// [main-thread]; its windows belong to the parent, which outlives it.
#pragma once

#include "publish/tag_list.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

class wxSizer;
class wxTextCtrl;
class wxKeyEvent;
class wxWindow;

namespace mmf::ui {

class SuggestionList;
class TagChips;

class TagField
{
public:
    // `on_change` is called after each change, and is to lay it out by `wrap`.
    TagField(wxWindow *parent, std::function<void()> on_change);
    TagField(const TagField &) = delete;
    TagField &operator=(const TagField &) = delete;
    ~TagField() = default;

    // New each time; of all its windows but the suggestions.
    wxSizer *make_sizer() const;
    wxTextCtrl *entry() const { return m_entry; }

    void set_tags(const std::vector<std::string> &tags);
    // With what is still being typed.
    std::vector<std::string> tags() const;
    // What suggestions are taken from, in their order.
    void suggest_from(std::vector<std::string> known) { m_known = std::move(known); }
    // To that width, in pixels.
    void wrap(int width);

private:
    std::string typed() const;
    void on_text();
    void on_key(wxKeyEvent &event);
    bool take(const std::string &text);
    void remove(const std::string &tag);
    bool is_offering() const;
    void offer(std::vector<std::string> suggestions);
    void focus_entry();

    std::function<void()> m_on_change;
    publish::TagList m_list;
    std::vector<std::string> m_known;
    wxTextCtrl *m_entry;
    TagChips *m_chips;
    SuggestionList *m_suggestions = nullptr; // made when there are any, so that it is the topmost
};

} // namespace mmf::ui
