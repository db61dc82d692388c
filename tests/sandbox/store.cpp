#include "store.hpp"

#include "text.hpp"

#include <array>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

namespace mmf::sandbox {

namespace {

std::string utc_now()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), length};
}

template <typename Objects>
auto find_record(Objects &objects, const std::string &upload_id) -> decltype(objects.front().files.data())
{
    for (auto &object : objects) {
        for (auto *files : {&object.files, &object.images}) {
            for (auto &file : *files) {
                if (file.upload_id == upload_id) {
                    return &file;
                }
            }
        }
    }
    return nullptr;
}

} // namespace

Store::Store()
{
    std::string folder = (std::filesystem::temp_directory_path() / "mmf-sandbox-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        throw std::runtime_error("cannot make a temporary folder");
    }
    m_folder = folder;
}

Store::~Store()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

void Store::set_base_url(std::string url)
{
    const std::lock_guard lock(m_mutex);
    m_base_url = std::move(url);
}

ReceivedFile Store::new_record(const NewFile &file, const char *kind)
{
    ReceivedFile record;
    record.filename = file.filename;
    record.announced_bytes = file.bytes;
    record.upload_id = kind + random_token().substr(0, 24);
    record.status = "pending";
    record.content_url = m_base_url + "/_sandbox/files/" + record.upload_id;
    return record;
}

ReceivedObject Store::create(const User &owner, NewObject object)
{
    const std::lock_guard lock(m_mutex);
    ReceivedObject record;
    record.id = m_next_id++;
    const std::string number = std::to_string(record.id);
    record.object_url = m_base_url + "/object/" + slug(object.name) + "-" + number;
    record.status_url = m_base_url + "/curation/status/" + number;
    record.name = std::move(object.name);
    record.description = std::move(object.description);
    record.tags = std::move(object.tags);
    record.source_url = std::move(object.source_url);
    record.visibility = object.visibility;
    record.request_json = std::move(object.request_json);
    record.owner = owner.username;
    record.created = utc_now();
    for (const NewFile &file : object.files) {
        record.files.push_back(new_record(file, "file-"));
    }
    for (const NewFile &image : object.images) {
        record.images.push_back(new_record(image, "image-"));
    }
    m_objects.push_back(record);
    return record;
}

std::vector<ReceivedObject> Store::objects() const
{
    const std::lock_guard lock(m_mutex);
    return m_objects;
}

std::optional<ReceivedObject> Store::find(std::uint64_t id) const
{
    const std::lock_guard lock(m_mutex);
    for (const ReceivedObject &object : m_objects) {
        if (object.id == id) {
            return object;
        }
    }
    return std::nullopt;
}

std::optional<ReceivedFile> Store::find_file(const std::string &upload_id) const
{
    const std::lock_guard lock(m_mutex);
    const ReceivedFile *file = find_record(m_objects, upload_id);
    return file == nullptr ? std::nullopt : std::optional(*file);
}

std::optional<UploadTarget> Store::find_target(const std::string &upload_id, UploadKind kind) const
{
    const std::lock_guard lock(m_mutex);
    for (const ReceivedObject &object : m_objects) {
        for (const ReceivedFile &file : kind == UploadKind::File ? object.files : object.images) {
            if (file.upload_id == upload_id) {
                return UploadTarget{object.id, object.owner, file.announced_bytes, file.filename};
            }
        }
    }
    return std::nullopt;
}

std::filesystem::path Store::new_path()
{
    const std::lock_guard lock(m_mutex);
    return m_folder / std::to_string(m_next_path++);
}

void Store::finish_upload(const std::string &upload_id, const Upload &upload)
{
    const std::lock_guard lock(m_mutex);
    ReceivedFile *file = find_record(m_objects, upload_id);
    if (file == nullptr) {
        return;
    }
    ++file->posts;
    std::error_code ignored;
    if (!upload.good && file->status == "done") {
        // Of an earlier attempt, whose line was seen to be broken only now.
        std::filesystem::remove(upload.path, ignored);
        return;
    }
    if (!file->local_path.empty()) {
        std::filesystem::remove(file->local_path, ignored);
    }
    file->local_path = upload.path.string();
    file->bytes = upload.bytes;
    file->sha256 = upload.sha256;
    file->content_type = upload.content_type;
    file->content_disposition = upload.content_disposition;
    file->status = upload.good ? "done" : "failed";
}

} // namespace mmf::sandbox
