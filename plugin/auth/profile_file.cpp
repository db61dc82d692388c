#include "auth/profile_file.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/json_secret.hpp"

#include <rapidjson/prettywriter.h>

namespace mmf::auth {

namespace {

Result<rapidjson::Document> document_of(std::string_view old)
{
    if (!old.empty()) {
        return json::parse(old).map_error([](const Error &error) {
            return Error{ErrorKind::BadProfile, "the file is not JSON: " + error.detail, 0};
        });
    }
    return rapidjson::Document(rapidjson::kObjectType);
}

} // namespace

void set_member(rapidjson::Document &object, const char *key, std::string_view text)
{
    object.RemoveMember(key);
    if (!text.empty()) {
        auto &allocator = object.GetAllocator();
        const auto size = static_cast<rapidjson::SizeType>(text.size());
        object.AddMember(rapidjson::Value(key, allocator), rapidjson::Value(text.data(), size, allocator),
                         allocator);
    }
}

Result<Secret> with_change(std::string_view old, const std::function<void(rapidjson::Document &)> &change,
                           ClientId client_id)
{
    auto document = document_of(old);
    if (!document) {
        return tl::unexpected(document.error());
    }
    if (!document->IsObject()) {
        return fail(ErrorKind::BadProfile, "the file is not a JSON object");
    }
    // Only the first one would be replaced, and the other one be read.
    if (const auto key = json::repeated_member(*document)) {
        return fail(ErrorKind::BadProfile, "'" + *key + "' is there twice");
    }
    change(*document);
    json::SecretBuffer buffer;
    rapidjson::PrettyWriter writer(buffer);
    writer.SetIndent(' ', 2);
    document->Accept(writer);
    buffer.Put('\n');
    json::wipe_member(*document, "client_secret");
    Secret text = json::secret_of(buffer);
    if (auto profile = parse_profile(text.view(), client_id); !profile) {
        return tl::unexpected(profile.error());
    }
    return text;
}

Result<Secret> rewritten_profile_file(const Paths &paths, const Rewrite &rewrite)
{
    auto old = read_file(paths.profile_file(), MaxProfileSize);
    if (!old) {
        return tl::unexpected(old.error());
    }
    auto text = rewrite(*old ? std::string_view(**old) : std::string_view());
    if (*old) {
        wipe(**old);
    }
    return text;
}

Result<void> rewrite_profile_file(const Paths &paths, const Rewrite &rewrite)
{
    const auto text = rewritten_profile_file(paths, rewrite);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (auto made = make_private_folder(paths.config); !made) {
        return made;
    }
    return write_file(paths.profile_file(), text->view());
}

} // namespace mmf::auth
