#include "fault_effects.hpp"

#include "json.hpp"
#include "text.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace mmf::sandbox {

namespace {

void answer_error(Exchange &exchange)
{
    const int status = exchange.fault.status;
    if (status == 422) {
        return exchange.fail(status, "unprocessable_entity", "The sandbox was told to refuse this");
    }
    exchange.fail(status, status == 401 ? "access_denied" : "fault", "The sandbox was told to answer so");
}

// The machine has two names, which make two origins. Without a scheme: it stays the same.
std::string at_another_origin(const Exchange &exchange)
{
    const std::string host = exchange.header("Host");
    const std::string name = host.starts_with("localhost") ? "127.0.0.1" : "localhost";
    const std::string query = exchange.query().empty() ? "" : "?" + exchange.query();
    return "//" + name + host.substr(std::min(host.find(':'), host.size())) + exchange.path() + query;
}

void drop(Exchange &exchange)
{
    // Never sent: it only marks the exchange as answered.
    exchange.answer(500, "text/plain", "");
    exchange.connection().drop();
}

void spoil(rapidjson::Value &value)
{
    if (value.IsString()) {
        value.SetInt(12345);
    } else if (value.IsNumber() || value.IsObject()) {
        value.SetArray();
    } else if (value.IsArray()) {
        value.SetObject();
    } else {
        value.SetString("yes");
    }
}

std::string wrong_types(const std::string &text)
{
    rapidjson::Document json;
    json.Parse(text.data(), text.size());
    if (json.HasParseError() || !json.IsObject()) {
        return "[]";
    }
    for (auto &member : json.GetObject()) {
        spoil(member.value);
    }
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    json.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

} // namespace

void apply_before_body(Exchange &exchange)
{
    const FaultAction &fault = exchange.fault;
    switch (fault.kind) {
    case FaultKind::Status:
        if (fault.retry_after) {
            const auto wait = fault.retry_after->wait;
            exchange.set_header("Retry-After", fault.retry_after->is_date
                                                   ? http_date(std::time(nullptr) + wait.count())
                                                   : std::to_string(wait.count()));
        }
        answer_error(exchange);
        break;
    case FaultKind::Html:
        exchange.answer(fault.status, "text/html; charset=utf-8",
                        "<html>\r\n<head><title>" + std::to_string(fault.status) +
                            " Service Temporarily Unavailable</title></head>\r\n<body>\r\n<h1>Service "
                            "Temporarily Unavailable</h1>\r\n<hr>proxy\r\n</body>\r\n</html>\r\n");
        break;
    case FaultKind::Redirect:
        exchange.redirect(fault.detail);
        break;
    case FaultKind::LeaveOrigin:
        exchange.redirect(at_another_origin(exchange));
        break;
    case FaultKind::DropBefore:
        drop(exchange);
        break;
    case FaultKind::StopReading:
        exchange.connection().wait_for_peer_to_go();
        drop(exchange);
        break;
    default:
        break;
    }
}

bool apply_drop_mid(Exchange &exchange)
{
    if (exchange.fault.kind != FaultKind::DropMid) {
        return false;
    }
    const std::uint64_t half = exchange.content_length().value_or(0) / 2;
    std::uint64_t seen = 0;
    exchange.read_body([&](const char *, std::size_t size) {
        seen += size;
        return seen < half;
    });
    drop(exchange);
    return true;
}

void apply_to_answer(Exchange &exchange)
{
    switch (exchange.fault.kind) {
    case FaultKind::StatusAfter:
        answer_error(exchange);
        break;
    case FaultKind::DropMid:
    case FaultKind::DropAfter:
        drop(exchange);
        break;
    case FaultKind::Garbage:
        exchange.answer(200, "application/json", "\x01\x02 this is { no JSON");
        break;
    case FaultKind::EmptyJson:
        exchange.answer_json(exchange.response().status, "{}");
        break;
    case FaultKind::WrongTypes:
        exchange.answer_json(exchange.response().status, wrong_types(exchange.response().body));
        break;
    case FaultKind::Truncated:
        exchange.connection().truncate_answer();
        break;
    default:
        break;
    }
}

} // namespace mmf::sandbox
