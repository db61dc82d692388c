// The files of the publish form: how the plate becomes files, what they are called, and which of its objects
// are left out. [main-thread]; owned by its parent window.
#pragma once

#include "base/policy.hpp"
#include "publish/plate_draft.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <wx/panel.h>

class wxButton;
class wxDataViewListCtrl;
class wxKeyEvent;
class wxRadioButton;
class wxSizer;
class wxStaticText;

namespace mmf::ui {

class FittingRunner;

class FileList final : public wxPanel
{
public:
    // Edits the files of `made`, which outlives it as `fittings` does, and calls `on_change` after each
    // change.
    FileList(wxWindow *parent, publish::PlateDraft &made, const Policy &policy, FittingRunner &fittings,
             std::function<void()> on_change);

    // From now on the table may be given less room than it would like.
    void let_shrink();

private:
    wxSizer *make_head();
    void make_table();
    wxSizer *make_foot();
    void fill();
    void show_counts();
    void arrange(publish::Arrangement arrangement);
    void edit_name();
    void rename(std::size_t file);
    void remove();
    void put_back();
    std::optional<std::size_t> file_to_fit() const;
    void make_fit();
    void changed(std::size_t select);
    void handle_key(wxKeyEvent &event);
    void enable_buttons();
    std::optional<std::size_t> selected() const;

    publish::PlateDraft &m_made;
    Policy m_policy;
    FittingRunner &m_fittings;
    std::function<void()> m_on_change;
    bool m_is_filling = false;
    wxDataViewListCtrl *m_table = nullptr;
    wxStaticText *m_total = nullptr;
    wxStaticText *m_not_published = nullptr;
    wxRadioButton *m_for_each = nullptr; // where there is a choice
    wxButton *m_fit = nullptr;           // hidden where all fits by itself
    wxButton *m_rename = nullptr;
    wxButton *m_remove = nullptr;
    wxButton *m_put_back = nullptr;
};

} // namespace mmf::ui
