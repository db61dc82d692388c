// The publish dialog: form, progress, questions, outcome; or all but the form, of an upload that is under way
// already. It decides nothing about publishing; it tells its owner what the person wants and shows what the
// owner tells. [main-thread]; owned by the app while it is shown.
#pragma once

#include "base/policy.hpp"
#include "publish/engine.hpp"
#include "publish/plate_draft.hpp"
#include "remedy.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>
#include <wx/dialog.h>

class wxButton;
class wxSimplebook;

namespace mmf::ui {

class AlreadyTherePage;
class FittingRunner;
class LostCreatePage;
class OutcomePage;
class ProgressPage;
class PublishForm;

class PublishDialog final : public wxDialog
{
public:
    struct Wishes
    {
        std::function<void(const publish::PlateDraft &)> publish;
        std::function<void()> go_on;         // with the upload that has just ended
        std::function<void()> try_now;       // what waits for its next attempt
        std::function<void()> publish_again; // what was published before
        std::function<void(bool keep)> cancel;
        // The upload goes on without the dialog, which closes. Null: it cannot.
        std::function<void()> put_aside;
        // Of an upload whose create is unknown.
        std::function<void()> search_object;
        std::function<void(const std::string &object_id)> adopt_object;
        std::function<void()> create_anew;
        std::function<void()> forget_create;
    };

    struct FormParts
    {
        publish::PlateDraft made;
        const Policy &policy;
        FittingRunner &fittings; // outlives the dialog
    };

    // Without a form `follow` comes next.
    PublishDialog(wxWindow *parent, std::optional<FormParts> form, Wishes wishes);

    // An upload that is under way.
    void follow(const publish::JobFiles &files, const publish::JobProgress &progress);

    void show_account(const publish::AccountChanged &account);
    void suggest_tags(const std::vector<std::string> &known);
    // Of the upload that is shown from now on.
    void show_files(const publish::JobFiles &files);
    // The same in place of the one that was shown: it is under way already.
    void show_other_job(const publish::JobFiles &files);
    void show_progress(const publish::JobProgress &progress);
    void show_visibility(const publish::VisibilityDiffers &differs);
    void show_already_there(const publish::AlreadyPublished &published);
    void show_outcome(const publish::JobEnded &ended);
    void show_search(const publish::ObjectsSearched &searched);
    void show_undecided(const Error &error);

    // What the form says, for the next time; only where there is one.
    publish::PlateDraft made() const;

private:
    enum class Page
    {
        Form,
        Progress,
        AlreadyThere,
        Outcome,
        LostCreate
    };

    // Each is made when it is needed first: most openings of the dialog show the form alone.
    ProgressPage &progress_page();
    AlreadyTherePage &already_there_page();
    OutcomePage &outcome_page();
    LostCreatePage &lost_create_page();
    template <typename Made, typename... Arguments>
    Made &made_page(Made *&page, Arguments &&...arguments);
    wxWindow &window_of(Page page);
    wxSize preferred_size() const;
    void fit_to_screen();
    void grow_by(int pixels);
    void show_page(Page page);
    void go();
    void begin();
    void publish();
    void leave();
    void ask_and_cancel();
    void adopt(const std::string &object_id);
    void forget();

    Wishes m_wishes;
    publish::JobFiles m_files;
    Remedy m_remedy = Remedy::None;
    bool m_is_cancelling = false;
    bool m_has_object = false; // the service may have something of it

    Page m_page = Page::Form;
    wxSimplebook *m_book = nullptr;
    PublishForm *m_form = nullptr; // null: there is none
    // Null: not made yet.
    ProgressPage *m_progress = nullptr;
    AlreadyTherePage *m_already_there = nullptr;
    OutcomePage *m_outcome = nullptr;
    LostCreatePage *m_lost_create = nullptr;
    wxButton *m_back = nullptr;
    wxButton *m_forget = nullptr; // the upload whose create is unknown
    wxButton *m_aside = nullptr;
    wxButton *m_leave = nullptr;
    wxButton *m_go = nullptr; // publish, publish again, go on, try again, create anew
};

} // namespace mmf::ui
