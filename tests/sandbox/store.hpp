// The objects and files the sandbox holds. Thread-safe. File bytes lie in a temporary folder of its own,
// which goes with the store.
#pragma once

#include "accounts.hpp"
#include "records.hpp"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace mmf::sandbox {

struct NewFile
{
    std::string filename;
    std::optional<std::uint64_t> bytes;
};

struct NewObject
{
    std::string name;
    std::string description;
    std::string tags;
    std::string source_url;
    int visibility = 2;
    std::string request_json;
    std::vector<NewFile> files;
    std::vector<NewFile> images;
};

enum class UploadKind
{
    File,
    Image
};

// Where an upload_id leads.
struct UploadTarget
{
    std::uint64_t object_id = 0;
    std::string owner;
    std::optional<std::uint64_t> announced_bytes;
    std::string filename;
};

// What one post brought.
struct Upload
{
    std::filesystem::path path; // from Store::new_path(); the store's own from then on
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string content_type;
    std::string content_disposition;
    bool good = false;
};

class Store
{
public:
    // Throws std::runtime_error if no temporary folder can be made.
    Store();
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    // Every address in the records starts with this.
    void set_base_url(std::string url);

    ReceivedObject create(const User &owner, NewObject object);
    [[nodiscard]] std::vector<ReceivedObject> objects() const;
    [[nodiscard]] std::optional<ReceivedObject> find(std::uint64_t id) const;
    [[nodiscard]] std::optional<ReceivedFile> find_file(const std::string &upload_id) const;
    [[nodiscard]] std::optional<UploadTarget> find_target(const std::string &upload_id,
                                                          UploadKind kind) const;
    // A new name in the temporary folder, for bytes that are being received.
    [[nodiscard]] std::filesystem::path new_path();
    // Replaces what an earlier post with this id brought; what is not whole never replaces what was.
    void finish_upload(const std::string &upload_id, const Upload &upload);

private:
    [[nodiscard]] ReceivedFile new_record(const NewFile &file, const char *kind);

    mutable std::mutex m_mutex;
    std::filesystem::path m_folder;
    std::string m_base_url;
    std::uint64_t m_next_id = 1001;
    std::uint64_t m_next_path = 1;
    std::vector<ReceivedObject> m_objects;
};

} // namespace mmf::sandbox
