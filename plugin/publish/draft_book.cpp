#include "publish/draft_book.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "publish/draft_details.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <utility>

namespace mmf::publish {

namespace {

constexpr int Version = 1;
constexpr std::string_view Public = "public";
constexpr std::string_view Private = "private";
constexpr std::string_view OneFile = "one";
constexpr std::string_view FileForEach = "each";
constexpr const char *CoverKey = "cover";

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_text(Writer &writer, std::string_view text)
{
    const std::string valid = to_valid_utf8(text); // or the whole file could not be read
    writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
}

void write(Writer &writer, const char *key, std::string_view text)
{
    writer.Key(key);
    write_text(writer, text);
}

void write(Writer &writer, const FileChanges &files)
{
    write(writer, "arrangement", files.arrangement == Arrangement::OneFile ? OneFile : FileForEach);
    write(writer, "one_filename", files.one_filename);
    writer.Key("objects");
    writer.StartArray();
    for (const FileChanges::Part &part : files.parts) {
        writer.StartObject();
        write(writer, "name", part.object);
        writer.Key("occurrence");
        writer.Uint64(part.occurrence);
        write(writer, "filename", part.filename);
        writer.Key("removed");
        writer.Bool(part.is_removed);
        writer.EndObject();
    }
    writer.EndArray();
}

// In thousandths of a degree, which nobody sees: a number of few digits is read again as it was written.
picture::View as_kept(picture::View view)
{
    const auto rounded = [](double degrees) { return std::round(1000 * degrees) / 1000; };
    view = picture::clamped(view); // or it might be no number
    return {rounded(view.turn), rounded(view.tilt)};
}

void write(Writer &writer, const CoverChoice &cover)
{
    const picture::View view = as_kept(cover.view);
    writer.Key(CoverKey);
    writer.StartObject();
    writer.Key("turn");
    writer.Double(view.turn);
    writer.Key("tilt");
    writer.Double(view.tilt);
    writer.Key("sent");
    writer.Bool(cover.is_sent);
    writer.EndObject();
}

std::string to_json(const DraftBook::Entry &entry)
{
    const Draft &draft = entry.draft.draft;
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    write(writer, "model", entry.model);
    writer.Key("saved");
    writer.Int64(entry.saved.time_since_epoch().count());
    write(writer, "name", draft.name);
    write(writer, "description", draft.description);
    write(writer, "source_url", draft.source_url);
    writer.Key("tags");
    writer.StartArray();
    for (const std::string &tag : draft.tags) {
        write_text(writer, tag);
    }
    writer.EndArray();
    write(writer, "visibility", draft.visibility == api::Visibility::Public ? Public : Private);
    write_details(writer, draft);
    writer.Key("triangles");
    writer.Uint64(entry.draft.triangles);
    write(writer, entry.draft.files);
    write(writer, entry.draft.cover);
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

template <typename Take>
void for_each_in(const rapidjson::Value &value, const char *key, Take take)
{
    const rapidjson::Value *list = json::member(value, key);
    if (list == nullptr || !list->IsArray()) {
        return;
    }
    for (const rapidjson::Value &item : list->GetArray()) {
        take(item);
    }
}

FileChanges read_files(const rapidjson::Value &value)
{
    FileChanges files;
    if (json::string_member(value, "arrangement") == OneFile) {
        files.arrangement = Arrangement::OneFile;
    }
    files.one_filename = json::string_member(value, "one_filename").value_or("");
    for_each_in(value, "objects", [&](const rapidjson::Value &item) {
        const auto name = json::string_member(item, "name");
        const auto occurrence = json::integer_member(item, "occurrence");
        const rapidjson::Value *removed = json::member(item, "removed");
        if (name && occurrence && *occurrence >= 0) {
            files.parts.push_back({*name, static_cast<std::size_t>(*occurrence),
                                   json::string_member(item, "filename").value_or(""),
                                   removed != nullptr && removed->IsTrue()});
        }
    });
    return files;
}

// What makes no sense is as it would be offered.
CoverChoice read_cover(const rapidjson::Value &entry)
{
    CoverChoice cover;
    if (const rapidjson::Value *value = json::member(entry, CoverKey)) {
        const rapidjson::Value *sent = json::member(*value, "sent");
        const auto degrees = [&](const char *key, double usual) {
            const rapidjson::Value *number = json::member(*value, key);
            return number != nullptr && number->IsNumber() ? number->GetDouble() : usual;
        };
        cover.view = as_kept({degrees("turn", cover.view.turn), degrees("tilt", cover.view.tilt)});
        cover.is_sent = sent == nullptr || !sent->IsFalse();
    }
    return cover;
}

std::optional<DraftBook::Entry> read_entry(const rapidjson::Value &value)
{
    auto model = json::string_member(value, "model");
    if (!model || model->empty()) {
        return std::nullopt;
    }
    DraftBook::Entry entry;
    entry.model = std::move(*model);
    entry.saved = WallTime(seconds(json::integer_member(value, "saved").value_or(0)));
    Draft &draft = entry.draft.draft;
    draft.name = json::string_member(value, "name").value_or("");
    draft.description = json::string_member(value, "description").value_or("");
    draft.source_url = json::string_member(value, "source_url").value_or("");
    for_each_in(value, "tags", [&](const rapidjson::Value &tag) {
        if (tag.IsString()) {
            draft.tags.emplace_back(tag.GetString(), tag.GetStringLength());
        }
    });
    if (json::string_member(value, "visibility") == Public) {
        draft.visibility = api::Visibility::Public;
    }
    read_details(value, draft);
    entry.draft.triangles = static_cast<std::uint64_t>(
        std::max<std::int64_t>(json::integer_member(value, "triangles").value_or(0), 0));
    entry.draft.files = read_files(value);
    entry.draft.cover = read_cover(value);
    return entry;
}

} // namespace

Result<DraftBook> DraftBook::parse(std::string_view text)
{
    const auto document = json::parse(text);
    if (!document) {
        return fail(ErrorKind::BadFile, document.error().detail);
    }
    if (json::integer_member(*document, "version") != Version) {
        return fail(ErrorKind::BadFile, "it is not of version " + std::to_string(Version));
    }
    DraftBook book;
    for_each_in(*document, "drafts", [&](const rapidjson::Value &value) {
        auto entry = read_entry(value);
        if (entry && book.m_entries.size() < MaxKeptDrafts && book.find(entry->model) == nullptr) {
            book.m_entries.push_back(std::move(*entry));
        }
    });
    return book;
}

std::string DraftBook::to_json() const
{
    std::string text = "{\"version\":" + std::to_string(Version) + ",\"drafts\":[";
    const char *separator = "\n";
    for (const Entry &entry : m_entries) {
        const std::string written = publish::to_json(entry);
        // The newest has just been written: it is not for it to make room.
        const bool is_newest = &entry == &m_entries.front();
        if (text.size() + written.size() > (is_newest ? MaxNewestDraftBytes : MaxKeptDraftBytes) - 8) {
            continue;
        }
        text += separator;
        text += written;
        separator = ",\n";
    }
    return text + "\n]}\n";
}

const DraftBook::Entry *DraftBook::find(std::string_view model) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.model == model; });
    return found == m_entries.end() ? nullptr : &*found;
}

void DraftBook::put(Entry entry)
{
    remove(entry.model);
    m_entries.insert(m_entries.begin(), std::move(entry));
    m_entries.resize(std::min(m_entries.size(), MaxKeptDrafts));
}

void DraftBook::remove(std::string_view model)
{
    std::erase_if(m_entries, [&](const Entry &entry) { return entry.model == model; });
}

} // namespace mmf::publish
