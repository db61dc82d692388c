// A JSON object posted to one of the service's sign-in endpoints, member by member.
#pragma once

#include "auth/form_request.hpp"
#include "base/json_secret.hpp"

#include <cstdint>
#include <rapidjson/writer.h>
#include <string>
#include <string_view>

namespace mmf::auth {

class JsonRequest
{
public:
    JsonRequest() { m_writer.StartObject(); }

    JsonRequest &text(const char *key, std::string_view value)
    {
        m_writer.Key(key);
        m_writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
        return *this;
    }

    JsonRequest &number(const char *key, std::int64_t value)
    {
        m_writer.Key(key);
        m_writer.Int64(value);
        return *this;
    }

    // Last.
    http::Request to(const std::string &url, const Policy &policy)
    {
        m_writer.EndObject();
        http::Request request = token_call(url, policy, "application/json");
        request.body = json::secret_of(m_buffer);
        return request;
    }

private:
    json::SecretBuffer m_buffer;
    rapidjson::Writer<json::SecretBuffer> m_writer{m_buffer};
};

} // namespace mmf::auth
