#include "publish/upload_list.hpp"

#include "base/letter_case.hpp"

#include <algorithm>
#include <utility>

namespace mmf::publish {

void UploadList::set(std::vector<UploadRow> rows)
{
    m_rows = std::move(rows);
    m_names.clear();
    m_names.reserve(m_rows.size());
    for (const UploadRow &row : m_rows) {
        m_names.push_back(without_case(row.job.name));
    }
    show();
}

void UploadList::search(std::string_view text)
{
    m_wanted = without_case(text);
    show();
}

void UploadList::show()
{
    m_shown.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_names[i].find(m_wanted) != std::u32string::npos) {
            m_shown.push_back(i);
        }
    }
}

std::optional<std::size_t> UploadList::place_of(const std::string &job) const
{
    const auto found = std::find_if(m_shown.begin(), m_shown.end(),
                                    [&](std::size_t row) { return m_rows[row].job.id == job; });
    return found == m_shown.end() ? std::nullopt
                                  : std::optional(static_cast<std::size_t>(found - m_shown.begin()));
}

const UploadRow *UploadList::find(const std::string &job) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const UploadRow &row) { return row.job.id == job; });
    return found == m_rows.end() ? nullptr : &*found;
}

bool UploadList::set_under_way(const std::string &job)
{
    const UploadRow *found = find(job);
    if (found == nullptr) {
        return false;
    }
    m_rows[static_cast<std::size_t>(found - m_rows.data())].standing = Standing::UnderWay;
    return true;
}

} // namespace mmf::publish
