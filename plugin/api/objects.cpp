#include "api/objects.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <optional>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace mmf::api {

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(Writer &writer, const char *key, std::string_view text)
{
    writer.Key(key);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

// The official texts name the size of a file and that of an image differently.
void write(Writer &writer, const char *key, const std::vector<AnnouncedFile> &files, const char *size_key)
{
    writer.Key(key);
    writer.StartArray();
    for (const AnnouncedFile &file : files) {
        writer.StartObject();
        write(writer, "filename", file.filename);
        writer.Key(size_key);
        writer.Uint64(file.bytes);
        writer.EndObject();
    }
    writer.EndArray();
}

void write_if_said(Writer &writer, const char *key, std::string_view text)
{
    if (!text.empty()) {
        write(writer, key, text);
    }
}

void write_if_said(Writer &writer, const char *key, const std::optional<unsigned> &number)
{
    if (number) {
        writer.Key(key);
        writer.Uint(*number);
    }
}

// All six, so that nothing is left to what the service takes for granted.
void write(Writer &writer, const Licence &licence)
{
    writer.Key("licenses");
    writer.StartArray();
    for (const LicenceTerm term : LicenceTerms) {
        writer.StartObject();
        write(writer, "type", word_of(term));
        writer.Key("value");
        writer.Bool(licence.has(term));
        writer.EndObject();
    }
    writer.EndArray();
}

void write(Writer &writer, const PrintingHints &hints)
{
    write_if_said(writer, "how_to", hints.how_to);
    write_if_said(writer, "dimensions", hints.dimensions);
    write_if_said(writer, "time_to_do_from", hints.time_to_do_from);
    write_if_said(writer, "time_to_do_to", hints.time_to_do_to);
    if (hints.support_free) {
        writer.Key("support_free");
        writer.Bool(*hints.support_free);
    }
    write_if_said(writer, "filament_quantity", hints.filament_quantity);
}

// A link is shown to people and opened: only what leads to a web page is kept.
std::string link_member(const rapidjson::Value &value, const char *key)
{
    const std::string text = json::string_member(value, key).value_or("");
    const auto url = http::parse_url(text);
    return url && http::may_be_trusted(*url) && !has_control_characters(text) ? text : "";
}

bool is_word(std::string_view text)
{
    return !text.empty() && text.size() <= 1024 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

UploadSlot read_slot(const rapidjson::Value &file)
{
    UploadSlot slot;
    slot.upload_id = json::id_member(file, "upload_id").value_or("");
    if (!is_word(slot.upload_id)) {
        slot.upload_id.clear();
    }
    slot.filename = json::string_member(file, "filename").value_or("");
    return slot;
}

FileStatus read_status_word(const rapidjson::Value &file)
{
    const std::string word = json::string_member(file, "status").value_or("");
    if (word == "done" || word == "uploaded") {
        return FileStatus::Complete;
    }
    if (word == "pending") {
        return FileStatus::Pending;
    }
    return word == "failed" ? FileStatus::Failed : FileStatus::Unknown;
}

// A missing list is an empty one: an object can be created and its files told later.
Result<std::vector<const rapidjson::Value *>> file_list(const rapidjson::Value &answer,
                                                        const char *name = "files")
{
    std::vector<const rapidjson::Value *> list;
    const rapidjson::Value *files = json::member(answer, name);
    if (files == nullptr || files->IsNull()) {
        return list;
    }
    if (!files->IsArray()) {
        return fail(ErrorKind::BadAnswer, std::string("'") + name + "' is not a list");
    }
    for (const rapidjson::Value &file : files->GetArray()) {
        if (!file.IsObject()) {
            return fail(ErrorKind::BadAnswer, std::string("'") + name + "' holds something else");
        }
        list.push_back(&file);
    }
    return list;
}

Result<rapidjson::Document> parse_object(std::string_view body)
{
    auto document = json::parse(body);
    if (document && !document->IsObject()) {
        return fail(ErrorKind::BadAnswer, "the answer is not an object");
    }
    return document;
}

} // namespace

std::string to_json(const NewObject &object)
{
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    write(writer, "name", object.name);
    write_if_said(writer, "description", object.description);
    write_if_said(writer, "source_url", object.source_url);
    if (!object.tags.empty()) {
        std::string tags;
        for (const std::string &tag : object.tags) {
            tags += (tags.empty() ? "" : ",") + tag;
        }
        write(writer, "tags", tags);
    }
    // Always said: the service's own default is public.
    writer.Key("visibility");
    writer.Int(static_cast<int>(object.visibility));
    if (object.licence) {
        write(writer, *object.licence);
    }
    write(writer, object.hints);
    write(writer, "files", object.files, "bytes");
    if (!object.images.empty()) {
        write(writer, "images", object.images, "size");
    }
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

Result<CreatedObject> read_created_object(std::string_view body)
{
    const auto answer = parse_object(body);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    CreatedObject object;
    object.id = json::id_member(*answer, "id").value_or("");
    if (!is_word(object.id)) {
        return fail(ErrorKind::BadAnswer, "'id' is missing");
    }
    object.object_url = link_member(*answer, "object_url");
    object.status_url = link_member(*answer, "object_status_url");
    // The object exists now. Files told in a shape that cannot be read are asked for again later.
    if (const auto files = file_list(*answer)) {
        for (const rapidjson::Value *file : *files) {
            object.files.push_back(read_slot(*file));
        }
    }
    if (const auto images = file_list(*answer, "images")) {
        for (const rapidjson::Value *image : *images) {
            object.images.push_back(read_slot(*image));
        }
    }
    return object;
}

Result<UploadStatus> read_upload_status(std::string_view body)
{
    const auto answer = parse_object(body);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    if (json::member(*answer, "files") == nullptr) {
        return fail(ErrorKind::BadAnswer, "'files' is missing");
    }
    const auto files = file_list(*answer);
    if (!files) {
        return tl::unexpected(files.error());
    }
    UploadStatus status;
    status.object_url = link_member(*answer, "object_url");
    status.status_url = link_member(*answer, "object_status_url");
    for (const rapidjson::Value *file : *files) {
        status.files.push_back({read_slot(*file), read_status_word(*file)});
    }
    // The files' part is good without them.
    if (const auto images = file_list(*answer, "images")) {
        for (const rapidjson::Value *image : *images) {
            status.images.push_back({read_slot(*image), read_status_word(*image)});
        }
    }
    return status;
}

Result<ObjectDetails> read_object_details(std::string_view body)
{
    const auto answer = parse_object(body);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    ObjectDetails details;
    const auto number = json::integer_member(*answer, "visibility");
    for (const Visibility visibility : {Visibility::Private, Visibility::Public}) {
        if (number == static_cast<int>(visibility)) {
            details.visibility = visibility;
        }
    }
    return details;
}

Result<ObjectPage> read_object_page(std::string_view body)
{
    const auto answer = parse_object(body);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    const auto items = file_list(*answer, "items");
    if (!items) {
        return tl::unexpected(items.error());
    }
    ObjectPage page;
    for (const rapidjson::Value *item : *items) {
        // One without a number cannot be what is looked for.
        if (auto id = json::id_member(*item, "id")) {
            page.items.push_back(
                {std::move(*id), json::string_member(*item, "name").value_or(""), link_member(*item, "url")});
        }
    }
    const auto total = json::integer_member(*answer, "total_count").value_or(0);
    page.total = total > 0 ? static_cast<std::size_t>(total) : items->size();
    return page;
}

Result<User> read_user(std::string_view body)
{
    const auto answer = parse_object(body);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    const auto shown = [&](const char *key) {
        const std::string text = json::string_member(*answer, key).value_or("");
        return std::string(utf8_prefix(trimmed(without_control_characters(text)), 200));
    };
    User user{shown("username"), shown("name"),
              json::string_member(*answer, "avatar_thumbnail_url").value_or("")};
    if (user.username.empty()) {
        return fail(ErrorKind::BadAnswer, "'username' is missing");
    }
    if (user.name.empty()) {
        user.name = user.username;
    }
    return user;
}

Result<std::vector<UploadSlot>> match_slots(const std::vector<std::string> &filenames,
                                            const std::vector<UploadSlot> &slots)
{
    std::vector<UploadSlot> matched;
    const auto has_name = [](const std::string &name) {
        return [&name](const UploadSlot &slot) { return slot.filename == name; };
    };
    const bool by_name = std::all_of(filenames.begin(), filenames.end(), [&](const std::string &name) {
        return std::count_if(slots.begin(), slots.end(), has_name(name)) == 1;
    });
    for (std::size_t i = 0; i < filenames.size(); ++i) {
        const UploadSlot *slot = nullptr;
        if (by_name) {
            slot = &*std::find_if(slots.begin(), slots.end(), has_name(filenames[i]));
        } else if (slots.size() == filenames.size()) {
            slot = &slots[i];
        }
        if (slot == nullptr || slot->upload_id.empty()) {
            return fail(ErrorKind::BadAnswer, "no upload id for '" + filenames[i] + "'");
        }
        const auto is_same = [slot](const UploadSlot &other) { return other.upload_id == slot->upload_id; };
        if (std::any_of(matched.begin(), matched.end(), is_same)) {
            return fail(ErrorKind::BadAnswer,
                        "one upload id for two files, one of them '" + filenames[i] + "'");
        }
        // Our own name, not the one that came back: it goes into a header.
        matched.push_back({slot->upload_id, filenames[i]});
    }
    return matched;
}

std::vector<FileStatus> match_statuses(const std::vector<UploadSlot> &slots,
                                       const std::vector<FileReport> &reports)
{
    std::vector<FileStatus> statuses;
    for (const UploadSlot &slot : slots) {
        const auto found = std::find_if(reports.begin(), reports.end(), [&](const FileReport &report) {
            return report.slot.upload_id == slot.upload_id;
        });
        statuses.push_back(found == reports.end() ? FileStatus::Unknown : found->status);
    }
    return statuses;
}

} // namespace mmf::api
