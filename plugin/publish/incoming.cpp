#include "publish/incoming.hpp"

#include "base/digest.hpp"

#include <system_error>
#include <utility>

namespace mmf::publish {

namespace fs = std::filesystem;

Result<std::shared_ptr<const IncomingFile>> IncomingFile::create(const fs::path &incoming)
{
    // Another process that tidies up may take the folder for a stale one before it is locked; not three
    // times.
    Error error;
    for (int attempt = 0; attempt < 3; ++attempt) {
        auto folder = SpoolFolder::create(incoming, random_token().substr(0, 16));
        std::error_code ignored;
        if (folder && fs::exists(folder->path(), ignored)) {
            return std::shared_ptr<const IncomingFile>(new IncomingFile(std::move(*folder)));
        }
        error = folder ? Error{ErrorKind::Disk, folder->path().string() + ": removed", 0} : folder.error();
    }
    return tl::unexpected(error);
}

IncomingFile::~IncomingFile()
{
    m_folder.remove();
}

void remove_stale_incoming(const fs::path &incoming)
{
    for (const std::string &name : names_in(incoming)) {
        if (auto folder = SpoolFolder::open(incoming, name)) {
            folder->remove();
        }
    }
}

} // namespace mmf::publish
