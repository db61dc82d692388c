// Asks what to do about a file that is too large, with the sizes, and does it. [main-thread]; modal.
#pragma once

#include "publish/fit.hpp"
#include "publish/plate_draft.hpp"

#include <memory>
#include <optional>
#include <vector>
#include <wx/dialog.h>

class wxActivityIndicator;
class wxButton;
class wxRadioButton;
class wxSizer;

namespace mmf::ui {

class FittingRunner;
class Notice;

class FitDialog final : public wxDialog
{
public:
    struct Question
    {
        publish::DraftFile whole; // the file as it is
        std::vector<publish::WayToFit> ways;
        publish::FileOrigin origin;
        bool is_fitted = false; // a way was taken before: there is one back
    };

    struct Answer
    {
        std::optional<publish::Way> way; // nullopt: as it is
        std::optional<publish::FittedMesh> made;
    };

    // `runner` outlives it.
    FitDialog(wxWindow *parent, Question question, FittingRunner &runner);
    FitDialog(const FitDialog &) = delete;
    FitDialog &operator=(const FitDialog &) = delete;
    ~FitDialog() override;

    // Once it was ended with wxID_OK.
    const Answer &answer() const { return m_answer; }

private:
    void add_choice(wxSizer &column, std::optional<publish::Way> way, const wxString &label,
                    const wxString &price);
    void add_buttons(wxSizer &column);
    void go();
    void leave();
    void show_working(bool is_working);
    void fitted(publish::Way way, Result<publish::FittedMesh> made);
    void refit();

    struct Choice
    {
        std::optional<publish::Way> way;
        wxRadioButton *button;
    };

    Question m_question;
    FittingRunner &m_runner;
    Answer m_answer;
    bool m_is_working = false;
    std::vector<Choice> m_choices;
    wxActivityIndicator *m_activity = nullptr;
    std::unique_ptr<Notice> m_notice;
    wxButton *m_go = nullptr;
};

} // namespace mmf::ui
