// A chip for each tag, in as many rows as they need; a press removes its tag. Left and Right walk them,
// Delete and Backspace remove. Not in the tab order: the field beside it leads there. [main-thread]; owned by
// its parent.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>
#include <wx/panel.h>

class wxButton;

namespace mmf::ui {

class TagChips final : public wxPanel
{
public:
    struct Wishes
    {
        std::function<void(const std::string &tag)> remove; // `show` follows
        std::function<void()> leave;                        // to the field
    };
    TagChips(wxWindow *parent, Wishes wishes);

    bool AcceptsFocusFromKeyboard() const override { return false; }

    void show(const std::vector<std::string> &tags);
    void focus(std::size_t chip);
    std::size_t count() const { return m_chips.size(); }
    // To that width, in pixels.
    void wrap(int width);

private:
    wxButton *add_chip(const std::string &tag);
    void on_key(wxKeyEvent &event);
    void move_to(int chip);
    void remove(std::size_t chip, std::size_t focused_then);

    Wishes m_wishes;
    std::vector<std::string> m_tags;
    std::vector<wxButton *> m_chips;
};

} // namespace mmf::ui
