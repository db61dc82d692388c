// The form of the publish dialog: what the person says about the model, checked while they type. It scrolls
// where the screen is too small for it. [main-thread]; owned by its parent window.
#pragma once

#include "base/policy.hpp"
#include "publish/plate_draft.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>
#include <wx/bitmap.h>
#include <wx/scrolwin.h>

class wxFlexGridSizer;
class wxRadioButton;
class wxSizer;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class DescriptionField;
class FileList;
class FittingRunner;
class LicenceChoice;
class PicturesBox;
class PrintCheckLine;
class PrintingHintsPane;
class TagField;

class PublishForm final : public wxScrolledWindow
{
public:
    // What it asks of its owner.
    struct Calls
    {
        std::function<void(bool)> changed;    // after each change: whether the draft can be sent
        std::function<void(int)> more_height; // the person has unfolded or added something: pixels that lack
    };

    // `fittings` outlives it.
    PublishForm(wxWindow *parent, publish::PlateDraft made, const Policy &policy, FittingRunner &fittings,
                Calls calls);

    ~PublishForm() override;

    // What the form says now.
    publish::PlateDraft value() const;
    bool is_valid() const;
    // That is sent, as the form shows it; not valid, if there is none.
    wxBitmap cover() const;
    void show_account(const wxString &line);
    // Of earlier uploads, the most used first.
    void suggest_tags(std::vector<std::string> known);
    void focus_first_field();
    // With room for all; it does with less.
    wxSize preferred_size() const { return m_preferred_size; }

private:
    // A sentence under a field; hidden while there is nothing to say.
    struct Note
    {
        publish::DraftField field;
        wxStaticText *label;
        wxString text;
    };

    wxTextCtrl *add_field(wxFlexGridSizer *grid, const wxString &label, const wxString &hint);
    // A row, and one for its note.
    void add_row(wxFlexGridSizer *grid, wxStaticText *label, wxSizer *field);
    void add_description(wxFlexGridSizer *grid);
    void add_tags(wxFlexGridSizer *grid);
    void add_visibility(wxFlexGridSizer *grid);
    void add_licence(wxFlexGridSizer *grid);
    void add_notes(wxFlexGridSizer *grid);
    publish::Draft draft() const;
    wxString fitted_text() const;
    void check();
    void look_at_model();
    void on_idle(wxIdleEvent &event);
    void wrap_texts();
    void wrap_texts(int width);
    void share_room();
    void ask_for_height();
    void scroll_to(const wxWindow &part);

    publish::PlateDraft m_made; // its files as they are now, its texts as they were
    Policy m_policy;
    Calls m_calls;
    wxTextCtrl *m_name = nullptr;
    std::unique_ptr<DescriptionField> m_description;
    std::unique_ptr<TagField> m_tags;
    wxTextCtrl *m_source_url = nullptr;
    wxRadioButton *m_public = nullptr;
    LicenceChoice *m_licence = nullptr;
    PrintingHintsPane *m_hints = nullptr;
    std::vector<Note> m_notes;
    wxString m_account_line;
    wxStaticText *m_account = nullptr;
    wxStaticText *m_fitted = nullptr; // what is sent in place of what was too large
    PicturesBox *m_pictures = nullptr;
    wxSizer *m_top = nullptr; // the fields, and the pictures beside them
    FileList *m_files = nullptr;
    PrintCheckLine *m_print_check = nullptr;
    int m_files_height = 0; // that it would like
    wxSize m_preferred_size;
    bool m_has_been_shown = false;
};

} // namespace mmf::ui
