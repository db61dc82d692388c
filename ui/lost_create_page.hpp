// Where the answer to a create was lost: whether its object is there, which a person decides with what a
// search finds. [main-thread]; owned by the dialog, which has the buttons that create it anew and forget it.
#pragma once

#include "notice.hpp"
#include "publish/engine.hpp"

#include <functional>
#include <optional>
#include <string>
#include <wx/panel.h>

class wxBoxSizer;
class wxButton;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class LostCreatePage final : public wxPanel
{
public:
    // `adopt`: the person says that the object of this number is the upload's.
    LostCreatePage(wxWindow *parent, std::function<void(const std::string &object_id)> adopt);

    // Of a job that ended as UnknownCreate; its search has begun.
    void show(const publish::JobEnded &ended);
    void show(const publish::ObjectsSearched &searched);
    // What the person decided could not be done.
    void show(const Error &error);

private:
    void add_match(const publish::ObjectMatch &match);
    void adopt_named();
    void fit_to_text();

    std::function<void(const std::string &object_id)> m_adopt;
    wxStaticText *m_reason = nullptr;
    wxStaticText *m_searched = nullptr;
    wxBoxSizer *m_matches = nullptr;
    wxTextCtrl *m_named = nullptr;
    wxButton *m_use = nullptr;
    std::optional<Notice> m_notice;
};

} // namespace mmf::ui
