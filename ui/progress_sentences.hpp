// What is said while a publish is under way. Pure; [main-thread], since it is translated.
#pragma once

#include "publish/engine.hpp"
#include "publish/rate.hpp"

#include <wx/string.h>

namespace mmf::ui {

// What is being done now, or why there must be another attempt.
wxString progress_text(const publish::JobProgress &progress);
// The same, with speed and time left as far as they are known, or the time until the next attempt.
wxString progress_line(const publish::JobProgress &progress, const publish::RateEstimator &rate,
                       TimePoint now);
// Of the whole publish, 0 to 1, or negative where nobody can know.
double progress_fraction(const publish::JobProgress &progress);

// What becomes of one file: "Sending, 45 %".
wxString file_state_text(const publish::FileProgress &file);
// "1.2 MB of 3.4 MB".
wxString file_bytes_text(const publish::FileProgress &file);

// "about 2 minutes left"; rounded, since nobody knows better.
wxString time_left_text(seconds left);

} // namespace mmf::ui
