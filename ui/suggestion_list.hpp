// A small list below a field, of what may be meant there. The field keeps the focus and moves the selection.
// [main-thread]; owned by its parent, over whose other children it lies while it is shown if
// it is made after them: GTK paints them in that order.
#pragma once

#include <functional>
#include <string>
#include <vector>
#include <wx/listbox.h>

namespace mmf::ui {

class SuggestionList final : public wxListBox
{
public:
    // `on_choice`: one was clicked. `name`: for assistive technology.
    SuggestionList(wxWindow *parent, const wxString &name,
                   std::function<void(const std::string &)> on_choice);

    bool AcceptsFocus() const override { return false; }

    // None: hides it. Nothing is selected.
    void offer(std::vector<std::string> suggestions, const wxWindow &field);
    // To the next one, or by -1 to the one before; beyond the ends nothing is selected.
    void move_selection(int step);
    // Empty: nothing is selected, or shown.
    std::string selected() const;

private:
    void lay_out(const wxWindow &field);

    std::vector<std::string> m_suggestions;
};

} // namespace mmf::ui
