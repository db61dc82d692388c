// The rows of the uploads window, for a control that asks for those it paints and no others. [main-thread];
// shared with the control, which counts references.
#pragma once

#include "publish/job.hpp"
#include "publish/upload_list.hpp"
#include "thumbnails.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>
#include <wx/bmpbndl.h>
#include <wx/dataview.h>

namespace mmf::ui {

class UploadsModel final : public wxDataViewVirtualListModel
{
public:
    enum Column : unsigned
    {
        Name,
        When,
        Standing,
        Files,
        Kept,
        ColumnCount,
    };

    // `on_pictures_wanted`: rows were painted whose pictures are not known; see `take_wanted_pictures`.
    explicit UploadsModel(std::function<void()> on_pictures_wanted);

    // What is selected is the control's to keep: its rows are new after both.
    void set(std::vector<publish::UploadRow> rows);
    void search(std::string_view text);
    // Of one that is under way here. False: it is not in the list.
    bool set_progress(const publish::JobProgress &progress);
    void forget_progress(const std::string &job) { m_progress.erase(job); }
    // The jobs whose pictures are to be told.
    std::vector<std::string> take_wanted_pictures() { return m_thumbnails.take_wanted(); }
    void set(const publish::ThumbnailsRead &read);

    const publish::UploadList &list() const { return m_list; }
    wxString standing_of(const publish::UploadRow &row) const;

    void GetValueByRow(wxVariant &value, unsigned row, unsigned column) const override;
    bool SetValueByRow(const wxVariant &, unsigned, unsigned) override { return false; }
    unsigned GetColumnCount() const override { return ColumnCount; }
    wxString GetColumnType(unsigned column) const override;

private:
    void reset() { Reset(static_cast<unsigned>(m_list.size())); }

    publish::UploadList m_list;
    std::map<std::string, publish::JobProgress> m_progress;
    std::map<publish::Standing, wxBitmapBundle> m_icons;
    mutable Thumbnails m_thumbnails; // what is asked for is noted while a row is told
    WallTime m_now{};                // of the rows' last change: what is today
};

} // namespace mmf::ui
