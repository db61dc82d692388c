/**
 * Model files as a person gives them: chosen in a dialog, or dropped on a window. [main-thread]
 */
#pragma once

#include <filesystem>
#include <functional>
#include <vector>
#include <wx/filedlg.h>

namespace shim {

using Paths = std::vector<std::filesystem::path>;

class ModelFileDialog : public wxFileDialog
{
public:
    explicit ModelFileDialog(wxWindow *parent);

    Paths paths() const;
};

/** `open` is called later, when whoever dropped them does not wait for an answer any more. */
void take_dropped_files(wxWindow &window, std::function<void(const Paths &)> open);

} // namespace shim
