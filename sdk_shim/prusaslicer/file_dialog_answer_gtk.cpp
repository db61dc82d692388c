#include <gtk/gtk.h>

#include "prusaslicer/file_dialog_answer.hpp"

#include <utility>
#include <wx/filedlg.h>

namespace prusaslicer {

namespace {

constexpr gint64 PatienceMicroseconds = 500'000;
constexpr guint RoundMilliseconds = 5;

/** Keeps keys and clicks from every window of the program as long as it lives. */
class InputGrab
{
public:
    InputGrab() : m_widget(gtk_invisible_new())
    {
        gtk_widget_show(m_widget);
        gtk_grab_add(m_widget);
    }
    InputGrab(const InputGrab &) = delete;
    InputGrab &operator=(const InputGrab &) = delete;
    ~InputGrab()
    {
        gtk_grab_remove(m_widget);
        gtk_widget_destroy(m_widget);
    }

private:
    GtkWidget *m_widget;
};

gboolean keep(gpointer)
{
    return G_SOURCE_CONTINUE;
}

} // namespace

FileDialogAnswer::FileDialogAnswer(std::function<int(wxFileDialog &)> answer) : m_answer(std::move(answer))
{
    Register();
}

int FileDialogAnswer::Enter(wxDialog *dialog)
{
    auto *file_dialog = wxDynamicCast(dialog, wxFileDialog);
    if (m_was_asked || file_dialog == nullptr || !file_dialog->HasFlag(wxFD_SAVE))
        return wxID_NONE;
    m_was_asked = true;
    return m_answer(*file_dialog);
}

bool enter_path(wxFileDialog &dialog, const std::filesystem::path &path)
{
    const wxString text = wxString::FromUTF8(path.c_str());
    // The host is in the middle of its export: what it exports must not be changed meanwhile.
    const InputGrab grab;
    dialog.SetPath(text);
    const gint64 end = g_get_monotonic_time() + PatienceMicroseconds;
    // So that a round that waits for an event ends soon.
    const guint alarm = g_timeout_add(RoundMilliseconds, &keep, nullptr);
    while (dialog.GetPath() != text && g_get_monotonic_time() < end)
        g_main_context_iteration(nullptr, TRUE);
    g_source_remove(alarm);
    return dialog.GetPath() == text;
}

} // namespace prusaslicer
