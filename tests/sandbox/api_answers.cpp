#include "api_answers.hpp"

#include "json.hpp"

#include <algorithm>

namespace mmf::sandbox {

namespace {

void put_id(JsonWriter &json, std::uint64_t id, bool as_string)
{
    if (as_string) {
        put(json, "id", std::to_string(id));
    } else {
        put(json, "id", id);
    }
}

void put_urls(JsonWriter &json, const ReceivedObject &object)
{
    put(json, "object_status_url", object.status_url);
    put(json, "object_url", object.object_url);
}

std::string status_word(const ReceivedFile &file, const Options &options, const FaultAction &fault)
{
    if (fault.kind == FaultKind::ReportedStatus) {
        return fault.detail;
    }
    return file.status == "done" && options.status_word == StatusWord::Uploaded ? "uploaded" : file.status;
}

void put_details(JsonWriter &json, const ReceivedObject &object)
{
    put(json, "id", object.id);
    put(json, "name", object.name);
    put(json, "url", object.object_url);
    put(json, "visibility", object.visibility);
    put(json, "visibility_name", object.visibility == 0 ? "private" : "public");
    put(json, "description", object.description);
    json.Key("tags");
    json.StartArray();
    std::string_view tags = object.tags;
    while (!tags.empty()) {
        const std::size_t comma = std::min(tags.find(','), tags.size());
        put_value(json, tags.substr(0, comma));
        tags.remove_prefix(std::min(comma + 1, tags.size()));
    }
    json.EndArray();
    put(json, "source_url", object.source_url);
    put(json, "published_at", object.created);
    json.Key("designer");
    json.StartObject();
    put(json, "username", object.owner);
    json.EndObject();
    json.Key("files");
    json.StartObject();
    put(json, "total_count", object.files.size());
    put_array(json, "items", object.files, [&json](const ReceivedFile &file) {
        put(json, "filename", file.filename);
        put(json, "size", file.bytes);
    });
    json.EndObject();
}

} // namespace

std::string create_answer(const ReceivedObject &object, const Options &options)
{
    std::vector<ReceivedFile> files = object.files;
    if (options.has(Quirk::FilesReversed)) {
        std::reverse(files.begin(), files.end());
    }
    return json_object([&](JsonWriter &json) {
        const auto put_file = [&](const ReceivedFile &file) {
            if (!options.has(Quirk::CreateWithoutUploadIds)) {
                put(json, "upload_id", file.upload_id);
            }
            put(json, "filename", file.filename);
        };
        put_id(json, object.id, options.has(Quirk::CreateIdString));
        put(json, "name", object.name);
        put_urls(json, object);
        if (!options.has(Quirk::CreateWithoutFiles)) {
            put_array(json, "files", files, put_file);
            if (!object.images.empty() && !options.has(Quirk::IgnoreImages)) {
                put_array(json, "images", object.images, put_file);
            }
        }
    });
}

std::string status_answer(const ReceivedObject &object, const Options &options, const FaultAction &fault)
{
    return json_object([&](JsonWriter &json) {
        const auto put_file = [&](const ReceivedFile &file) {
            put(json, "upload_id", file.upload_id);
            put(json, "filename", file.filename);
            put(json, "status", status_word(file, options, fault));
        };
        put_id(json, object.id, options.has(Quirk::StatusIdString));
        put(json, "name", object.name);
        if (!options.has(Quirk::StatusWithoutUrls)) {
            put_urls(json, object);
        }
        put_array(json, "files", object.files, put_file);
        if (!object.images.empty() && !options.has(Quirk::IgnoreImages)) {
            put_array(json, "images", object.images, put_file);
        }
    });
}

std::string object_answer(const ReceivedObject &object)
{
    return json_object([&](JsonWriter &json) { put_details(json, object); });
}

std::string list_answer(const std::vector<ReceivedObject> &objects, std::size_t first, std::size_t count)
{
    return json_object([&](JsonWriter &json) {
        const auto begin = static_cast<std::ptrdiff_t>(std::min(first, objects.size()));
        const auto end = static_cast<std::ptrdiff_t>(std::min(first + count, objects.size()));
        put(json, "total_count", objects.size());
        const std::vector<ReceivedObject> page(objects.begin() + begin, objects.begin() + end);
        put_array(json, "items", page, [&json](const ReceivedObject &object) { put_details(json, object); });
    });
}

} // namespace mmf::sandbox
