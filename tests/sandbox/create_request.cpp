#include "create_request.hpp"

#include "json.hpp"
#include "text.hpp"

#include <algorithm>
#include <array>

namespace mmf::sandbox {

namespace {

constexpr std::array<std::string_view, 6> LicenceTypes = {"mention",     "remix", "commercial-use",
                                                          "exclusivity", "share", "store"};

Refusal unprocessable(std::string description)
{
    return {422, "unprocessable_entity", std::move(description)};
}

// The official example quotes the number, its table says integer: both are taken.
std::optional<std::uint64_t> number_of(const rapidjson::Value &value)
{
    if (value.IsUint64()) {
        return value.GetUint64();
    }
    return value.IsString() ? parse_number({value.GetString(), value.GetStringLength()}) : std::nullopt;
}

std::optional<Refusal> read_files(const rapidjson::Document &json, const char *list, const char *size_field,
                                  std::vector<NewFile> &files)
{
    const std::string place = list;
    const auto member = json.FindMember(list);
    if (member == json.MemberEnd()) {
        return std::nullopt;
    }
    if (!member->value.IsArray()) {
        return unprocessable(place + " must be a list");
    }
    for (const auto &entry : member->value.GetArray()) {
        const auto filename = entry.IsObject() ? string_member(entry, "filename") : std::nullopt;
        if (!filename || filename->empty()) {
            return unprocessable(place + ": every entry needs a filename");
        }
        NewFile file{*filename, std::nullopt};
        if (const auto size = entry.FindMember(size_field); size != entry.MemberEnd()) {
            file.bytes = number_of(size->value);
            if (!file.bytes) {
                return unprocessable(place + ": " + size_field + " must be an integer");
            }
            if (*file.bytes >= FileLimit) {
                return unprocessable(*filename + " is too large: files must be smaller than 100 MB");
            }
        }
        files.push_back(std::move(file));
    }
    return std::nullopt;
}

std::optional<Refusal> check_licences(const rapidjson::Document &json)
{
    const auto licences = json.FindMember("licenses");
    if (licences == json.MemberEnd()) {
        return std::nullopt;
    }
    if (!licences->value.IsArray()) {
        return unprocessable("licenses must be a list");
    }
    for (const auto &licence : licences->value.GetArray()) {
        const auto type = licence.IsObject() ? string_member(licence, "type") : std::nullopt;
        const bool known =
            type && std::find(LicenceTypes.begin(), LicenceTypes.end(), *type) != LicenceTypes.end();
        if (!known || !licence.HasMember("value") || !licence["value"].IsBool()) {
            return unprocessable("licenses: every entry needs a known type and a boolean value");
        }
    }
    return std::nullopt;
}

} // namespace

std::variant<NewObject, Refusal> parse_create_request(const std::string &body)
{
    rapidjson::Document json;
    json.Parse<rapidjson::kParseValidateEncodingFlag>(body.data(), body.size());
    if (json.HasParseError() || !json.IsObject()) {
        return Refusal{400, "invalid_request", "The body is not a JSON object in UTF-8"};
    }
    NewObject object;
    object.request_json = body;
    object.name = string_member(json, "name").value_or("");
    object.description = string_member(json, "description").value_or("");
    object.tags = string_member(json, "tags").value_or("");
    object.source_url = string_member(json, "source_url").value_or("");
    if (object.name.find_first_not_of(" \t\r\n") == std::string::npos) {
        return unprocessable("name is required");
    }
    for (const char *key :
         {"description", "tags", "source_url", "how_to", "dimensions", "filament_quantity"}) {
        if (json.HasMember(key) && !json[key].IsString() && !json[key].IsNull()) {
            return unprocessable(std::string(key) + " must be a string");
        }
    }
    for (const char *key : {"time_to_do_from", "time_to_do_to"}) {
        if (json.HasMember(key) && !json[key].IsUint()) {
            return unprocessable(std::string(key) + " must be an integer");
        }
    }
    if (json.HasMember("support_free") && !json["support_free"].IsBool()) {
        return unprocessable("support_free must be a boolean");
    }
    if (json.HasMember("visibility")) {
        const rapidjson::Value &visibility = json["visibility"];
        if (!visibility.IsInt() || visibility.GetInt() < 0 || visibility.GetInt() > 2) {
            return unprocessable("visibility must be 0 or 2");
        }
        object.visibility = visibility.GetInt();
    }
    auto refusal = read_files(json, "files", "bytes", object.files);
    refusal = refusal ? refusal : read_files(json, "images", "size", object.images);
    refusal = refusal ? refusal : check_licences(json);
    if (!refusal && object.files.empty()) {
        refusal = unprocessable("files: at least one file is required");
    }
    if (refusal) {
        return *refusal;
    }
    return object;
}

} // namespace mmf::sandbox
