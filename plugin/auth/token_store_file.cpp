#include "auth/token_store_file.hpp"

#include "auth/link_name.hpp"
#include "base/files.hpp"

#include <system_error>
#include <utility>

namespace mmf::auth {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t MaxFileSize = 256 * 1024;

fs::path file_for(const fs::path &folder, const std::string &key)
{
    return folder / (link_name(key) + ".json");
}

} // namespace

void FileTokenStore::load(const std::string &key, OnLoaded on_loaded)
{
    m_loop.post([on_loaded = std::move(on_loaded), read = read(key)] { on_loaded(read); });
}

void FileTokenStore::save(const std::string &key, const StoredLink &link, OnDone on_done)
{
    m_loop.post([on_done = std::move(on_done), written = write(key, link)] { on_done(written); });
}

void FileTokenStore::clear(const std::string &key, OnDone on_done)
{
    m_loop.post([on_done = std::move(on_done), removed = clear_now(m_folder, key)] { on_done(removed); });
}

void FileTokenStore::look(OnDone on_done)
{
    m_loop.post([on_done = std::move(on_done), made = make_private_folder(m_folder)] { on_done(made); });
}

Result<std::optional<StoredLink>> FileTokenStore::read(const std::string &key) const
{
    auto text = read_private_file(file_for(m_folder, key), MaxFileSize);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (!*text) {
        return std::nullopt;
    }
    auto link = parse_stored_link(**text);
    wipe(**text);
    if (!link) {
        return fail(ErrorKind::ForeignLink, file_for(m_folder, key).string());
    }
    return link;
}

Result<void> FileTokenStore::write(const std::string &key, const StoredLink &link) const
{
    // What may not be read is not replaced either.
    return read(key).and_then([&](const auto &) { return make_private_folder(m_folder); }).and_then([&] {
        return write_file(file_for(m_folder, key), serialise(link).view());
    });
}

Result<void> FileTokenStore::clear_now(const fs::path &folder, const std::string &key)
{
    const fs::path file = file_for(folder, key);
    std::error_code error;
    if (!fs::remove(file, error)) {
        return error ? fail(ErrorKind::Disk, file.string() + ": " + error.message()) : Result<void>();
    }
    return sync_folder(folder);
}

} // namespace mmf::auth
