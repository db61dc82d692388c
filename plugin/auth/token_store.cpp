#include "auth/token_store.hpp"

#include "base/json.hpp"
#include "base/json_secret.hpp"

#include <algorithm>
#include <rapidjson/writer.h>

namespace mmf::auth {

Secret serialise(const StoredLink &link)
{
    json::SecretBuffer buffer;
    rapidjson::Writer writer(buffer);
    const auto text = [&](const char *key, std::string_view value) {
        writer.Key(key);
        writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    };
    writer.StartObject();
    writer.Key("version");
    writer.Int(1);
    text("access_token", link.access_token.view());
    text("refresh_token", link.refresh_token.view());
    writer.Key("expires_at");
    writer.Int64(link.expires_at.time_since_epoch().count());
    text("user_id", link.account.id);
    text("username", link.account.username);
    text("user_name", link.account.name);
    text("login", link.renewal.login);
    text("device_id", link.renewal.device_id);
    writer.EndObject();
    return json::secret_of(buffer);
}

std::optional<StoredLink> parse_stored_link(std::string_view text)
{
    auto document = json::parse(text);
    if (!document || json::integer_member(*document, "version") != 1) {
        return std::nullopt;
    }
    const auto secret = [&](const char *key) {
        auto value = json::string_member(*document, key).value_or("");
        Secret copy(value);
        wipe(value);
        json::wipe_member(*document, key);
        return copy;
    };
    StoredLink link;
    link.access_token = secret("access_token");
    link.refresh_token = secret("refresh_token");
    // A time before 1970 is none; far below it, what is left of it could not be counted.
    const auto expires_at = json::integer_member(*document, "expires_at").value_or(0);
    link.expires_at = WallTime(seconds(std::max<std::int64_t>(expires_at, 0)));
    link.account.id = json::string_member(*document, "user_id").value_or("");
    link.account.username = json::string_member(*document, "username").value_or("");
    link.account.name = json::string_member(*document, "user_name").value_or("");
    link.renewal.login = json::string_member(*document, "login").value_or("");
    link.renewal.device_id = json::string_member(*document, "device_id").value_or("");
    if (link.access_token.empty() && link.refresh_token.empty()) {
        return std::nullopt;
    }
    return link;
}

} // namespace mmf::auth
