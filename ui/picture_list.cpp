#include "picture_list.hpp"

#include "accessibility_gtk.hpp"
#include "base/give_way.hpp"
#include "dialog_parts.hpp"
#include "translate.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <wx/arrstr.h>
#include <wx/button.h>
#include <wx/dnd.h>
#include <wx/filedlg.h>
#include <wx/filename.h>
#include <wx/listbox.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr std::size_t MostPictures = 20;
constexpr int SmallPadding = 20; // in DIPs, of buttons that stand under a narrow list

class DroppedPictures final : public wxFileDropTarget
{
public:
    explicit DroppedPictures(PictureList &list) : m_list(list) {}

    bool OnDropFiles(wxCoord, wxCoord, const wxArrayString &paths) override
    {
        m_list.add(paths);
        return true;
    }

private:
    PictureList &m_list;
};

wxString sentence(PictureProblem problem, const wxString &name)
{
    const auto said = [&](const wxString &format) { return wxString::Format(format, name); };
    switch (problem) {
    case PictureProblem::Unreadable:
        return said(tr("“%s” cannot be read."));
    case PictureProblem::Empty:
        return said(tr("“%s” is empty."));
    case PictureProblem::NoPicture:
        return said(tr("“%s” is no PNG, JPEG or GIF picture, or it is damaged."));
    case PictureProblem::Animated:
        return said(tr("“%s” is animated. Only pictures that stand still can be sent."));
    case PictureProblem::TooLarge:
        return said(tr("“%s” is too large. A picture may have 40 megapixels and 50 MB."));
    }
    return {};
}

} // namespace

PictureList::PictureList(wxWindow *parent, int width, std::vector<publish::AddedPicture> offered,
                         std::function<void()> on_resize)
    : wxPanel(parent), m_width(width), m_on_resize(std::move(on_resize)), m_rows(std::move(offered))
{
    const int gap = FromDIP(6);
    m_list = new wxListBox(this, wxID_ANY, wxDefaultPosition, wxSize(width, FromDIP(64)));
    set_accessible_name(*m_list, tr("Pictures"));
    auto *add = new wxButton(this, wxID_ANY, tr("&Add Pictures…"));
    const auto small = [&](const wxString &label, const wxString &name) {
        auto *button = new wxButton(this, wxID_ANY, label, wxDefaultPosition, wxDefaultSize, wxBU_EXACTFIT);
        button->SetMinSize(button->GetBestSize() + FromDIP(wxSize(SmallPadding, 0)));
        set_accessible_name(*button, name);
        return button;
    };
    m_up = small(tr("Up"), tr("Move picture up"));
    m_down = small(tr("Down"), tr("Move picture down"));
    m_take_out = small(tr("Take out"), tr("Take picture out"));
    m_said = new wxStaticText(this, wxID_ANY, wxString());
    m_moves = new wxBoxSizer(wxHORIZONTAL);
    for (wxButton *button : {m_up, m_down, m_take_out}) {
        m_moves->Add(button, wxSizerFlags().Border(wxRIGHT, gap / 2));
    }
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_list, wxSizerFlags().Expand().Border(wxBOTTOM, gap));
    column->Add(m_moves, wxSizerFlags().Border(wxBOTTOM, gap));
    column->Add(add);
    column->Add(m_said, wxSizerFlags().Expand().Border(wxTOP, gap));
    SetSizer(column);
    add->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { choose(); });
    m_up->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { move_by(-1); });
    m_down->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { move_by(1); });
    m_take_out->Bind(wxEVT_BUTTON, [this](wxCommandEvent &) { take_out(); });
    m_list->Bind(wxEVT_LISTBOX, [this](wxCommandEvent &event) { show_rows(event.GetInt()); });
    parent->SetDropTarget(new DroppedPictures(*this));
    m_said->Hide();
    m_list->Show(!m_rows.empty()); // so that the first rows are no change, of which the parent would be told
    show_rows(wxNOT_FOUND);
}

void PictureList::choose()
{
    wxFileDialog dialog(this, tr("Add Pictures"), wxString(), wxString(),
                        tr("Pictures (PNG, JPEG, GIF)") +
                            "|*.png;*.PNG;*.jpg;*.JPG;*.jpeg;*.JPEG;*.gif;*.GIF",
                        wxFD_OPEN | wxFD_FILE_MUST_EXIST | wxFD_MULTIPLE);
    if (dialog.ShowModal() == wxID_OK) {
        wxArrayString paths;
        dialog.GetPaths(paths);
        add(paths);
    }
}

void PictureList::add(const wxArrayString &paths)
{
    say(wxString());
    std::vector<std::filesystem::path> files;
    for (const wxString &path : paths) {
        files.emplace_back(path.utf8_string());
    }
    // One after the other, and all those before them first: a large one takes a second, and much memory.
    std::jthread before = m_readers.empty() ? std::jthread() : std::move(m_readers.back());
    m_readers.clear();
    m_readers.emplace_back([this, files = std::move(files),
                            before = std::move(before)](const std::stop_token &stop) mutable {
        give_way_to_others();
        const std::stop_callback stop_before(stop, [&] { before.request_stop(); });
        if (before.joinable()) {
            before.join();
        }
        for (const std::filesystem::path &file : files) {
            if (stop.stop_requested()) {
                return;
            }
            auto read = read_own_picture(file);
            CallAfter([this, name = file.filename().string(), read = std::move(read)] { took(name, read); });
        }
    });
}

void PictureList::took(const std::string &name, tl::expected<publish::PictureFile, PictureProblem> read)
{
    if (!read) {
        say(sentence(read.error(), wxString::FromUTF8(name)));
        return;
    }
    if (m_rows.size() == MostPictures) {
        say(wxString::Format(tr("At most %zu pictures."), MostPictures));
        return;
    }
    m_rows.push_back({name, std::move(*read)});
    show_rows(static_cast<int>(m_rows.size()) - 1);
}

void PictureList::move_by(int rows)
{
    const int from = m_list->GetSelection();
    const int to = from + rows;
    std::swap(m_rows[static_cast<std::size_t>(from)], m_rows[static_cast<std::size_t>(to)]);
    show_rows(to);
}

void PictureList::take_out()
{
    const int row = m_list->GetSelection();
    m_rows.erase(m_rows.begin() + row);
    show_rows(std::min(row, static_cast<int>(m_rows.size()) - 1));
}

void PictureList::show_rows(int selected)
{
    wxArrayString names;
    for (const publish::AddedPicture &row : m_rows) {
        names.push_back(wxString::FromUTF8(row.name));
    }
    const bool were_any = m_list->IsShown();
    m_list->Set(names);
    m_list->SetSelection(selected);
    m_list->Show(!m_rows.empty());
    m_moves->ShowItems(!m_rows.empty());
    m_up->Enable(selected > 0);
    m_down->Enable(selected >= 0 && selected + 1 < static_cast<int>(m_rows.size()));
    m_take_out->Enable(selected >= 0);
    if (were_any != m_list->IsShown()) {
        m_on_resize();
    }
}

void PictureList::say(const wxString &text)
{
    wrap_text(*m_said, text, m_width);
    m_said->Show(!text.empty());
    m_on_resize();
}

} // namespace mmf::ui
