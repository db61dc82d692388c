// What was published from this computer, to be found again: a row for each upload, and what can be done about
// the one that is selected. It decides nothing: it says what the person wants. [main-thread]; owned by who
// shows it.
#pragma once

#include "notice.hpp"
#include "publish/upload_history.hpp"
#include "upload_commands.hpp"
#include "uploads_model.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>
#include <wx/dialog.h>

class wxButton;
class wxKeyEvent;
class wxSizer;
class wxStaticText;
class wxTextCtrl;

namespace mmf::ui {

class UploadsWindow final : public wxDialog
{
public:
    // Called from within the window.
    struct Wishes
    {
        std::function<void(const std::string &job)> check; // ends with UploadChecked
        std::function<void(const std::string &job)> go_on;
        std::function<void(const publish::UploadRow &row)> decide;          // one whose create is unknown
        std::function<void(const std::string &job)> remove;                 // ends with UploadRemoved
        std::function<void()> refresh;                                      // ends with UploadsListed
        std::function<void(std::vector<std::string> jobs)> read_thumbnails; // ends with ThumbnailsRead
    };

    // Empty until it is told the first list.
    UploadsWindow(wxWindow *parent, Wishes wishes);

    void show(const publish::UploadsListed &listed);
    void show(const publish::UploadChecked &checked);
    void show(const publish::UploadRemoved &removed);
    // False: no row is for that job.
    bool show(const publish::JobProgress &progress);
    void show(const publish::JobEnded &ended);
    void show(const publish::ThumbnailsRead &read) { m_model->set(read); }

private:
    wxSizer *make_search();
    wxSizer *make_list();
    wxSizer *make_commands();
    wxSizer *make_details();
    wxSizer *make_foot();

    const publish::UploadRow *selected() const;
    void rows_changed(const std::string &selected_before);
    void show_emptiness();
    void show_selected();
    void handle_key(wxKeyEvent &event);
    bool handle_key_in_list(int key, bool has_control, bool has_shift);

    void check(const publish::UploadRow &row);
    void open(const std::string &url);
    void copy_link(const publish::UploadRow &row);
    void remove(const publish::UploadRow &row);
    void say(const wxString &text, std::optional<Icon> icon = std::nullopt);

    const Wishes m_wishes;
    wxObjectDataPtr<UploadsModel> m_model;
    std::optional<UploadCommands> m_commands; // always there once it is built
    std::size_t m_of_another = 0;
    bool m_is_told = false;  // of the first list
    std::string m_checking;  // the job; empty: none
    std::string m_checked;   // the job whose
    wxString m_checked_text; // answer this is

    std::vector<wxSizer *> m_of_uploads; // what has no use where there is none
    wxTextCtrl *m_search = nullptr;
    wxStaticText *m_count = nullptr;
    wxDataViewCtrl *m_list = nullptr;
    wxStaticText *m_empty = nullptr; // in place of the list
    wxTextCtrl *m_details = nullptr;
    wxButton *m_close = nullptr;
    std::optional<Notice> m_notice; // always there once it is built
};

} // namespace mmf::ui
