#include "shim_slicer/file_choice.hpp"

#include "shim_slicer/model_file.hpp"

#include <utility>
#include <wx/dnd.h>

namespace shim {

namespace {

wxString file_filter()
{
    wxString patterns;
    for (const char *ending : ModelEndings) {
        const wxString pattern = "*" + wxString(ending);
        patterns += pattern + ";" + pattern.Upper() + ";";
    }
    return "Models (STL, OBJ, PLY, 3MF)|" + patterns.BeforeLast(';') + "|All files|*";
}

Paths as_paths(const wxArrayString &names)
{
    Paths paths;
    for (const wxString &name : names)
        paths.emplace_back(name.utf8_string());
    return paths;
}

class DroppedFiles : public wxFileDropTarget
{
public:
    DroppedFiles(wxWindow &window, std::function<void(const Paths &)> open)
        : m_window(window), m_open(std::move(open))
    {
    }

    bool OnDropFiles(wxCoord, wxCoord, const wxArrayString &names) override
    {
        m_window.CallAfter([open = m_open, paths = as_paths(names)] { open(paths); });
        return true;
    }

private:
    wxWindow &m_window; // which owns this
    std::function<void(const Paths &)> m_open;
};

} // namespace

ModelFileDialog::ModelFileDialog(wxWindow *parent)
    : wxFileDialog(parent, "Open models", "", "", file_filter(),
                   wxFD_OPEN | wxFD_FILE_MUST_EXIST | wxFD_MULTIPLE)
{
}

Paths ModelFileDialog::paths() const
{
    wxArrayString names;
    GetPaths(names);
    return as_paths(names);
}

void take_dropped_files(wxWindow &window, std::function<void(const Paths &)> open)
{
    window.SetDropTarget(new DroppedFiles(window, std::move(open)));
}

} // namespace shim
