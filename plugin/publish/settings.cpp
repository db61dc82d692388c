#include "publish/settings.hpp"

#include "base/files.hpp"
#include "base/json.hpp"

#include <cstdint>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <string>
#include <utility>

namespace mmf::publish {

namespace {

constexpr std::uint64_t MaxFileBytes = 64 * 1024;
constexpr const char *PublishNow = "publish_now_visibility";
constexpr const char *TellsOnDesktop = "desktop_notification";
constexpr const char *Licence = "licence";
constexpr const char *Private = "private";
constexpr const char *Public = "public";

// An empty object where there is no file.
Result<rapidjson::Document> read_document(const std::filesystem::path &file)
{
    const auto text = read_file(file, MaxFileBytes);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (!*text) {
        return rapidjson::Document(rapidjson::kObjectType);
    }
    auto document = json::parse(**text);
    if (!document || !document->IsObject()) {
        return fail(ErrorKind::BadProfile,
                    file.string() + ": " + (document ? "not a JSON object" : document.error().detail));
    }
    // Only the first one would be replaced, and the other one be read.
    if (const auto key = json::repeated_member(*document)) {
        return fail(ErrorKind::BadProfile, file.string() + ": '" + *key + "' is there twice");
    }
    return document;
}

void set_member(rapidjson::Document &document, const char *key, const std::string &text)
{
    document.RemoveMember(key);
    rapidjson::Value value(text.c_str(), document.GetAllocator());
    document.AddMember(rapidjson::StringRef(key), value, document.GetAllocator());
}

} // namespace

Result<Settings> read_settings(const std::filesystem::path &file)
{
    return read_document(file).and_then([&](const rapidjson::Document &document) -> Result<Settings> {
        const auto refuse = [&](const char *key, const std::string &problem) {
            return fail(ErrorKind::BadProfile, file.string() + ": '" + key + "' is " + problem);
        };
        Settings settings;
        if (json::member(document, PublishNow) != nullptr) {
            const std::string word = json::string_member(document, PublishNow).value_or("");
            if (word != Private && word != Public) {
                return refuse(PublishNow, std::string("neither '") + Private + "' nor '" + Public + "'");
            }
            settings.publish_now = word == Public ? api::Visibility::Public : api::Visibility::Private;
        }
        if (const auto *tells = json::member(document, TellsOnDesktop)) {
            if (!tells->IsBool()) {
                return refuse(TellsOnDesktop, "neither true nor false");
            }
            settings.tells_on_desktop = tells->GetBool();
        }
        if (json::member(document, Licence) != nullptr) {
            const auto words = json::string_member(document, Licence);
            settings.licence = words ? api::Licence::from_words(*words) : std::nullopt;
            if (!settings.licence) {
                return refuse(Licence, "not made of the words of a licence");
            }
        }
        return settings;
    });
}

Result<void> save_settings(const std::filesystem::path &file, const Settings &settings)
{
    auto document = read_document(file);
    if (!document && document.error().kind != ErrorKind::BadProfile) {
        return tl::unexpected(document.error());
    }
    if (!document) {
        document = rapidjson::Document(rapidjson::kObjectType);
    }
    const bool is_public = settings.publish_now == api::Visibility::Public;
    set_member(*document, PublishNow, is_public ? Public : Private);
    document->RemoveMember(Licence);
    if (settings.licence) {
        set_member(*document, Licence, settings.licence->to_words());
    }
    document->RemoveMember(TellsOnDesktop);
    document->AddMember(rapidjson::StringRef(TellsOnDesktop), settings.tells_on_desktop,
                        document->GetAllocator());
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter writer(buffer);
    writer.SetIndent(' ', 2);
    document->Accept(writer);
    buffer.Put('\n');
    if (auto made = make_private_folder(file.parent_path()); !made) {
        return made;
    }
    return write_file(file, {buffer.GetString(), buffer.GetSize()});
}

} // namespace mmf::publish
