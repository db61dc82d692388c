// What is said of uploads in the list of them. Pure; [main-thread], since it is translated.
#pragma once

#include "publish/upload_history.hpp"
#include "publish/upload_list.hpp"

#include <optional>
#include <wx/string.h>

namespace mmf::publish {
struct JobProgress;
}

namespace mmf::ui {

// How it stands, in a few words; `progress`: of one that is under way here, if it is known.
wxString standing_text(const publish::UploadRow &row, const publish::JobProgress *progress);
// The same in sentences: what was kept, and what can be done.
wxString standing_sentence(const publish::UploadRow &row);

// "Today, 17:30", "Yesterday, 17:30", "3 May 2026, 17:30".
wxString when_text(WallTime when, WallTime now);

// What the service says of the files, a line for each.
wxString checked_text(const publish::UploadChecked &checked);

// How many there are, and are shown.
wxString count_text(const publish::UploadList &list, std::size_t of_another);
// Where there is nobody to look at them.
wxString summary_text(const publish::Uploads &uploads);

// What is to be asked before it is removed; nullopt: nothing is lost with it.
std::optional<wxString> removal_question(const publish::UploadRow &row);
wxString removed_text(const publish::UploadRow &row);

} // namespace mmf::ui
