// The description of a model, with how long it is and where its links lead below it. [main-thread]; its
// windows belong to the parent, which outlives it.
#pragma once

#include <functional>
#include <string>

class wxSizer;
class wxStaticText;
class wxTextCtrl;
class wxWindow;

namespace mmf::ui {

class DescriptionField
{
public:
    // `on_change` is called after each change, and is to lay it out by `wrap`.
    DescriptionField(wxWindow *parent, std::function<void()> on_change);
    DescriptionField(const DescriptionField &) = delete;
    DescriptionField &operator=(const DescriptionField &) = delete;
    ~DescriptionField() = default;

    // New each time.
    wxSizer *make_sizer() const;
    wxTextCtrl *text() const { return m_text; }

    void set(const std::string &description);
    std::string value() const;
    // To that width, in pixels.
    void wrap(int width);

private:
    std::function<void()> m_on_change;
    wxTextCtrl *m_text;
    wxStaticText *m_facts;
    bool m_was_refused = false; // what was put in last
};

} // namespace mmf::ui
