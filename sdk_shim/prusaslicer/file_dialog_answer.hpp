/**
 * Answers the next file dialog that saves, in place of a person, as long as the object lives. [main-thread]
 */
#pragma once

#include <filesystem>
#include <functional>
#include <wx/modalhook.h>

class wxFileDialog;

namespace prusaslicer {

class FileDialogAnswer : public wxModalDialogHook
{
public:
    /** `answer` returns what the dialog's ShowModal is to return. */
    explicit FileDialogAnswer(std::function<int(wxFileDialog &)> answer);

    /** Whether there was such a dialog. */
    bool was_asked() const { return m_was_asked; }

protected:
    int Enter(wxDialog *dialog) override;

private:
    std::function<int(wxFileDialog &)> m_answer;
    bool m_was_asked = false;
};

/** Enters `path` and waits until the dialog has taken it, which the toolkit does in its event loop; false if
 * it has not in half a second. */
bool enter_path(wxFileDialog &dialog, const std::filesystem::path &path);

} // namespace prusaslicer
