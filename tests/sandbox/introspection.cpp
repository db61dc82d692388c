#include "introspection.hpp"

#include "json.hpp"
#include "text.hpp"

#include <httplib.h>

namespace mmf::sandbox {

const User *introspect_token(const IntrospectionEndpoint &endpoint, const std::string &token)
{
    const std::size_t host = endpoint.url.find("//");
    const std::size_t path = endpoint.url.find('/', host == std::string::npos ? 0 : host + 2);
    httplib::Client client(endpoint.url.substr(0, path));
    client.set_basic_auth(endpoint.client_id, endpoint.client_secret);
    const auto answer = client.Post(path == std::string::npos ? "/" : endpoint.url.substr(path),
                                    "token=" + percent_encode(token), "application/x-www-form-urlencoded");
    if (!answer || answer->status != 200) {
        return nullptr;
    }
    rapidjson::Document json;
    json.Parse(answer->body.data(), answer->body.size());
    if (json.HasParseError() || !json.IsObject()) {
        return nullptr;
    }
    const auto active = json.FindMember("active");
    if (active == json.MemberEnd() || !active->value.IsTrue()) {
        return nullptr;
    }
    const auto username = string_member(json, "username");
    return find_user(username ? *username : string_member(json, "sub").value_or(""));
}

} // namespace mmf::sandbox
