#include "uploads_model.hpp"

#include "base/clock.hpp"
#include "icons.hpp"
#include "sentences.hpp"
#include "upload_sentences.hpp"

#include <utility>

namespace mmf::ui {

namespace {

Icon kind_of(publish::Standing standing)
{
    using publish::Standing;
    switch (standing) {
    case Standing::Done:
        return Icon::Good;
    case Standing::UnderWay:
    case Standing::Elsewhere:
        return Icon::Information;
    case Standing::UnknownCreate:
        return Icon::Question;
    case Standing::CanGoOn:
    case Standing::Stuck:
        return Icon::Warning;
    case Standing::Failed:
        return Icon::Failed;
    case Standing::Cancelled:
        break;
    }
    return Icon::Skipped;
}

} // namespace

UploadsModel::UploadsModel(std::function<void()> on_pictures_wanted)
    : m_thumbnails(std::move(on_pictures_wanted))
{
    for (const publish::Standing standing : publish::EveryStanding) {
        m_icons.emplace(standing, bitmap_of(kind_of(standing), SmallIcon));
    }
}

void UploadsModel::set(std::vector<publish::UploadRow> rows)
{
    m_now = SystemClock().wall_now();
    m_thumbnails.forget_missing();
    m_list.set(std::move(rows));
    reset();
}

void UploadsModel::search(std::string_view text)
{
    m_list.search(text);
    reset();
}

bool UploadsModel::set_progress(const publish::JobProgress &progress)
{
    if (!m_list.set_under_way(progress.job)) {
        return false;
    }
    const auto place = m_list.place_of(progress.job);
    const wxString before = place ? standing_of(m_list.at(*place)) : wxString();
    m_progress.insert_or_assign(progress.job, progress);
    if (place && standing_of(m_list.at(*place)) != before) {
        RowChanged(static_cast<unsigned>(*place));
    }
    return true;
}

void UploadsModel::set(const publish::ThumbnailsRead &read)
{
    for (const publish::Thumbnail &thumbnail : read.thumbnails) {
        if (const auto place = m_thumbnails.add(thumbnail) ? m_list.place_of(thumbnail.job) : std::nullopt) {
            RowChanged(static_cast<unsigned>(*place));
        }
    }
}

wxString UploadsModel::standing_of(const publish::UploadRow &row) const
{
    const auto progress = m_progress.find(row.job.id);
    return standing_text(row, progress == m_progress.end() ? nullptr : &progress->second);
}

void UploadsModel::GetValueByRow(wxVariant &value, unsigned place, unsigned column) const
{
    if (place >= m_list.size()) {
        return; // asked for while the rows change
    }
    const publish::UploadRow &row = m_list.at(place);
    switch (column) {
    case Name:
        value << wxDataViewIconText(wxString::FromUTF8(row.job.name), m_thumbnails.of(row.job.id));
        break;
    case When:
        value = when_text(row.job.created, m_now);
        break;
    case Standing:
        value << wxDataViewIconText(standing_of(row), m_icons.at(row.standing));
        break;
    case Files:
        value = format_count(row.job.files);
        break;
    default:
        value = row.kept ? format_bytes(row.kept->bytes) : wxString();
    }
}

wxString UploadsModel::GetColumnType(unsigned column) const
{
    return column == Name || column == Standing ? "wxDataViewIconText" : "string";
}

} // namespace mmf::ui
