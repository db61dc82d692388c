#include "cancel_question.hpp"

#include "translate.hpp"

#include <wx/msgdlg.h>

namespace mmf::ui {

std::optional<bool> ask_whether_to_keep(wxWindow *parent, bool has_object, publish::Phase phase)
{
    // With everything there, nothing is left to keep or to discard: what it waits for is not waited for.
    if (!has_object || phase >= publish::Phase::Done) {
        return true; // since the object may have come into being just now
    }
    wxMessageDialog question(parent,
                             tr("The object already exists on MyMiniFactory. Keep what has been uploaded, so "
                                "that it can go on later?"),
                             tr("Stop the upload?"), wxYES_NO | wxCANCEL | wxICON_QUESTION);
    question.SetYesNoCancelLabels(tr("&Keep for later"), tr("&Discard"), tr("&Go on uploading"));
    question.SetExtendedMessage(tr("If you discard it, an empty entry may remain on the site."));
    const int answer = question.ShowModal();
    return answer == wxID_CANCEL ? std::nullopt : std::optional(answer == wxID_YES);
}

} // namespace mmf::ui
