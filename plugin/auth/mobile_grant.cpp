#include "auth/mobile_grant.hpp"

#include "auth/form_request.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <string_view>

namespace mmf::auth {

namespace {

// All five are required. What kind of machine it is, is nobody's business: every one says the same.
std::string device_info(const Device &device)
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer writer(buffer);
    const auto text = [&](const char *key, std::string_view value) {
        writer.Key(key);
        writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    };
    writer.StartObject();
    text("device_id", device.id);
    text("manufacturer", "Desktop");
    text("device_model", "Slicer");
    text("locale", device.locale);
    text("user_agent", device.user_agent);
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

} // namespace

http::Request mobile_login_request(const Profile &profile, const Policy &policy, const Secret &access_token,
                                   const Device &device)
{
    return form_request(profile.mobile_login_url, policy,
                        {{"client_key", profile.client_key},
                         {"access_token", std::string(access_token.view())},
                         {"device_info", device_info(device)}});
}

http::Request mobile_refresh_request(const Profile &profile, const Policy &policy, const Secret &access_token,
                                     const std::string &device_id)
{
    return form_request(profile.mobile_refresh_url, policy,
                        {{"client_key", profile.client_key},
                         {"access_token", std::string(access_token.view())},
                         {"device_id", device_id}});
}

} // namespace mmf::auth
