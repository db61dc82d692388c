// The uploads as they are shown: those whose name has what was searched for, in the order they were told in.
// Pure; a value of one thread.
#pragma once

#include "publish/upload_row.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

class UploadList
{
public:
    // In place of those of before; what is searched for stays.
    void set(std::vector<UploadRow> rows);
    // Without regard to case. Empty: all of them.
    void search(std::string_view text);

    std::size_t total() const { return m_rows.size(); }
    // Of those that are shown.
    std::size_t size() const { return m_shown.size(); }
    const UploadRow &at(std::size_t place) const { return m_rows[m_shown[place]]; }
    std::optional<std::size_t> place_of(const std::string &job) const;

    // Null: no such upload, shown or not.
    const UploadRow *find(const std::string &job) const;
    // From now on it is under way here. False: no such upload.
    bool set_under_way(const std::string &job);

private:
    void show();

    std::vector<UploadRow> m_rows;
    std::vector<std::u32string> m_names; // without case
    std::u32string m_wanted;
    std::vector<std::size_t> m_shown;
};

} // namespace mmf::publish
