// What the sandbox's own tests share: a client with a token, and a browser reduced to one cookie.
#pragma once

#include "sandbox.hpp"

#include <string>

#include <httplib.h>
#include <rapidjson/document.h>

namespace mmf::sandbox::test {

constexpr const char *RedirectUri = "http://localhost:7330/callback";
constexpr const char *AuthorizeQuery = "client_id=sandbox-client&redirect_uri=http%3A%2F%2Flocalhost%3A7330%"
                                       "2Fcallback&response_type=code&state=a%26b";
constexpr const char *ImplicitQuery = "client_id=sandbox-public&redirect_uri=http%3A%2F%2Flocalhost%3A7330%"
                                      "2Fcallback&response_type=token&state=a%26b";
constexpr const char *FormType = "application/x-www-form-urlencoded";

inline rapidjson::Document parse(const std::string &text)
{
    rapidjson::Document json;
    json.Parse(text.c_str());
    return json;
}

// The text between two others; empty if they are not there.
inline std::string between(const std::string &text, const std::string &before, const std::string &after)
{
    const std::size_t begin = text.find(before);
    if (begin == std::string::npos) {
        return {};
    }
    const std::size_t end = text.find(after, begin + before.size());
    return text.substr(begin + before.size(), end == std::string::npos ? end : end - begin - before.size());
}

struct ApiClient
{
    explicit ApiClient(Sandbox &sandbox, const std::string &user = "designer") : http(sandbox.base_url())
    {
        http.set_bearer_token_auth(sandbox.issue_access_token(user));
    }

    httplib::Result create(const std::string &json)
    {
        return http.Post("/api/v2/object", json, "application/json");
    }

    httplib::Result send(const std::string &upload_id, const std::string &bytes)
    {
        return http.Post("/api/v2/file?upload_id=" + upload_id, bytes, "application/octet-stream");
    }

    httplib::Client http;
};

struct Browser
{
    explicit Browser(const Sandbox &sandbox) : http(sandbox.base_url()) {}

    httplib::Result get(const std::string &url) { return keep_cookie(http.Get(url, headers())); }
    httplib::Result post(const std::string &url, const std::string &form)
    {
        return keep_cookie(http.Post(url, headers(), form, FormType));
    }

    httplib::Client http;
    std::string cookie;

private:
    [[nodiscard]] httplib::Headers headers() const
    {
        return cookie.empty() ? httplib::Headers{} : httplib::Headers{{"Cookie", cookie}};
    }
    httplib::Result keep_cookie(httplib::Result result)
    {
        if (result && result->has_header("Set-Cookie")) {
            cookie = between(result->get_header_value("Set-Cookie"), "", ";");
        }
        return result;
    }
};

} // namespace mmf::sandbox::test
