#include "publish/kept_pictures.hpp"

#include <algorithm>
#include <utility>

namespace mmf::publish {

namespace {

std::size_t bytes_of(const KeptPictures::Entry &entry)
{
    std::size_t bytes = 0;
    for (const AddedPicture &picture : entry.added) {
        bytes += picture.file->size();
    }
    return bytes;
}

} // namespace

const KeptPictures::Entry *KeptPictures::find(std::string_view model) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.model == model; });
    return found == m_entries.end() ? nullptr : &*found;
}

void KeptPictures::put(Entry entry)
{
    std::erase_if(m_entries, [&](const Entry &other) { return other.model == entry.model; });
    if (entry.added.empty()) {
        return;
    }
    // The newest ones have just been added: they stay in any case.
    std::size_t bytes = bytes_of(entry);
    const auto too_many = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &other) {
        bytes += bytes_of(other);
        return bytes > MaxKeptPictureBytes;
    });
    m_entries.erase(too_many, m_entries.end());
    m_entries.insert(m_entries.begin(), std::move(entry));
}

} // namespace mmf::publish
