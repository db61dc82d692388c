#include "exchange.hpp"

#include "json.hpp"

#include <ctime>

namespace mmf::sandbox {

Exchange::Exchange(const httplib::Request &request, Connection &connection)
    : m_request(request), m_connection(connection)
{
    const std::size_t mark = request.target.find('?');
    if (mark != std::string::npos) {
        m_query = request.target.substr(mark + 1);
        m_parameters = parse_fields(m_query);
    }
}

std::string Exchange::header(std::string_view name) const
{
    return header_value(m_connection.head(), name);
}

std::string Exchange::content_type() const
{
    const std::string type = header("Content-Type");
    std::string bare = lower_case(type.substr(0, type.find(';')));
    while (bare.ends_with(' ')) {
        bare.pop_back();
    }
    return bare;
}

std::optional<std::uint64_t> Exchange::content_length() const
{
    return parse_number(header("Content-Length"));
}

bool Exchange::has_body() const
{
    return is_chunked() || content_length().value_or(0) > 0;
}

std::optional<std::string> Exchange::body(std::uint64_t limit)
{
    std::string text;
    bool too_large = content_length().value_or(0) > limit;
    const bool complete = !too_large && read_body([&](const char *data, std::size_t size) {
        too_large = text.size() + size > limit;
        text.append(data, size);
        return !too_large;
    });
    if (too_large) {
        fail(413, "payload_too_large", "The body is too large");
        return std::nullopt;
    }
    if (!complete) {
        fail(400, "invalid_request", "The body is incomplete");
        return std::nullopt;
    }
    return text;
}

bool Exchange::read_body(const httplib::ContentReceiver &take)
{
    if (!has_body()) {
        return true;
    }
    // The library would split a multipart body up, for which nobody asks here.
    if (m_reader == nullptr || m_body_read || m_request.is_multipart_form_data()) {
        return false;
    }
    m_body_read = true;
    const bool complete = (*m_reader)(take);
    if (!complete) {
        m_connection.close_after_answer();
    }
    return complete;
}

void Exchange::drain()
{
    read_body([](const char *, std::size_t) { return true; });
}

void Exchange::answer(int status, std::string_view type, std::string body)
{
    m_answered = true;
    m_response->status = status;
    m_response->body = std::move(body);
    m_response->headers.erase("Content-Type");
    m_response->set_header("Content-Type", std::string(type));
}

void Exchange::fail(int status, std::string_view error, std::string_view description)
{
    answer_json(status, json_object([&](JsonWriter &json) {
                    put(json, "error", error);
                    put(json, "error_description", description);
                }));
}

void Exchange::redirect(const std::string &url)
{
    answer(302, "text/plain; charset=utf-8", "");
    m_response->set_header("Location", url);
}

void Exchange::attach(httplib::Response &response, const httplib::ContentReader *reader)
{
    m_response = &response;
    m_reader = reader;
    m_response->set_header("Date", http_date(std::time(nullptr)));
}

void Exchange::settle()
{
    if (has_body() && !m_body_read) {
        m_connection.close_after_answer();
    }
}

} // namespace mmf::sandbox
