// Links in files of mode 0600, where a person has asked for that: one for each profile, written all or
// nothing. A file that is a symbolic link, somebody else's or open to others is neither read nor replaced.
//
// Belongs to the loop's thread, where it also reads and writes: that takes some milliseconds.
#pragma once

#include "auth/token_store.hpp"
#include "base/loop.hpp"

#include <filesystem>

namespace mmf::auth {

class FileTokenStore final : public TokenStore
{
public:
    // `loop` outlives it. The folder is made when it is needed.
    FileTokenStore(Loop &loop, std::filesystem::path folder) : m_loop(loop), m_folder(std::move(folder)) {}

    // Errors: Disk, DiskFull, ForeignLink.
    void load(const std::string &key, OnLoaded on_loaded) override;
    void save(const std::string &key, const StoredLink &link, OnDone on_done) override;
    void clear(const std::string &key, OnDone on_done) override;
    void look(OnDone on_done) override;

    // For who has no loop. On any thread. Error: Disk.
    static Result<void> clear_now(const std::filesystem::path &folder, const std::string &key);

private:
    Result<std::optional<StoredLink>> read(const std::string &key) const;
    Result<void> write(const std::string &key, const StoredLink &link) const;

    Loop &m_loop;
    std::filesystem::path m_folder;
};

} // namespace mmf::auth
