#include "shim_slicer/report.hpp"

#include "wx_host/utf8.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace shim {

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_text(Writer &writer, const std::string &text)
{
    const std::string utf8 = wx_host::as_utf8(text);
    writer.String(utf8.data(), static_cast<rapidjson::SizeType>(utf8.size()));
}

const char *name_of(slicer_outcome_kind kind)
{
    switch (kind) {
    case SLICER_OUTCOME_DONE:
        return "done";
    case SLICER_OUTCOME_CANCELLED:
        return "cancelled";
    case SLICER_OUTCOME_FAILED:
        break;
    }
    return "failed";
}

/** The keys that every object of the report has. */
void write_keys(Writer &writer, const std::optional<std::string> &action, const wx_host::Outcome &outcome)
{
    writer.Key("action");
    if (action)
        write_text(writer, *action);
    else
        writer.Null();
    writer.Key("outcome");
    writer.String(name_of(outcome.kind));
    writer.Key("message");
    write_text(writer, outcome.message);
    for (const char *key : {"object_id", "object_url", "status_url"}) {
        writer.Key(key);
        if (const auto value = outcome.values.find(key); value != outcome.values.end())
            write_text(writer, value->second);
        else
            writer.Null();
    }
}

} // namespace

std::string to_json(const Report &report)
{
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    write_keys(writer, report.action, report.outcome);
    if (report.outcome.parts) {
        writer.Key("uploads");
        writer.StartArray();
        for (const wx_host::Outcome &part : *report.outcome.parts) {
            writer.StartObject();
            write_keys(writer, report.action, part);
            writer.EndObject();
        }
        writer.EndArray();
    }
    writer.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

ExitCode exit_code_of(const wx_host::Outcome &outcome)
{
    switch (outcome.kind) {
    case SLICER_OUTCOME_DONE:
        return ExitCode::Done;
    case SLICER_OUTCOME_CANCELLED:
        return ExitCode::Cancelled;
    case SLICER_OUTCOME_FAILED:
        break;
    }
    return ExitCode::Failed;
}

} // namespace shim
