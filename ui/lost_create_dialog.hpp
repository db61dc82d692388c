// The question about an upload whose create was lost, by itself: where no publish dialog is shown that asks
// it. [main-thread]; lives for one question, owned by who asks.
#pragma once

#include "publish/engine.hpp"

#include <functional>
#include <string>
#include <wx/dialog.h>

namespace mmf::ui {

class LostCreatePage;

class LostCreateDialog final : public wxDialog
{
public:
    // What the person wants is carried out while the dialog is still shown: it closes by `decided`, or says
    // why not by `show`.
    struct Wishes
    {
        std::function<void(const std::string &object_id)> adopt;
        std::function<void()> create_anew;
        std::function<void()> forget;
    };
    // Of a job that ended as UnknownCreate; its search has begun.
    LostCreateDialog(wxWindow *parent, const publish::JobEnded &ended, Wishes wishes);

    void show(const publish::ObjectsSearched &searched);
    void show(const Error &error);
    // From within any event.
    void decided();

private:
    void wait_for(const std::function<void()> &wish);

    Wishes m_wishes;
    LostCreatePage *m_page = nullptr;
};

// Whether the person means it.
bool confirms_forgetting(wxWindow *parent);

} // namespace mmf::ui
