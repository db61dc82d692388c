#include "publish/draft_details.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"

#include <array>

namespace mmf::publish {

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

constexpr const char *LicenceKey = "licence";
constexpr const char *HintsKey = "hints";
constexpr const char *SupportFree = "support_free";

struct TextMember
{
    const char *key;
    std::string PrintingHints::*member;
};

constexpr std::array HintTexts = {
    TextMember{"dimensions", &PrintingHints::dimensions},
    TextMember{"layer_height", &PrintingHints::layer_height},
    TextMember{"material", &PrintingHints::material},
    TextMember{"hours_from", &PrintingHints::hours_from},
    TextMember{"hours_to", &PrintingHints::hours_to},
    TextMember{"filament", &PrintingHints::filament},
    TextMember{"how_to", &PrintingHints::how_to},
};

void write(Writer &writer, const char *key, const std::string &text)
{
    const std::string valid = to_valid_utf8(text); // or all of it could not be read
    writer.Key(key);
    writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
}

void write(Writer &writer, const PrintingHints &hints)
{
    writer.Key(HintsKey);
    writer.StartObject();
    for (const TextMember &text : HintTexts) {
        if (!(hints.*text.member).empty()) {
            write(writer, text.key, hints.*text.member);
        }
    }
    if (hints.is_support_free) {
        writer.Key(SupportFree);
        writer.Bool(*hints.is_support_free);
    }
    writer.EndObject();
}

PrintingHints read_hints(const rapidjson::Value &object)
{
    PrintingHints hints;
    for (const TextMember &text : HintTexts) {
        hints.*text.member = json::string_member(object, text.key).value_or("");
    }
    const rapidjson::Value *support_free = json::member(object, SupportFree);
    if (support_free != nullptr && support_free->IsBool()) {
        hints.is_support_free = support_free->GetBool();
    }
    return hints;
}

} // namespace

void write_details(Writer &writer, const Draft &draft)
{
    if (draft.licence) {
        write(writer, LicenceKey, draft.licence->to_words());
    }
    if (!is_empty(draft.hints)) {
        write(writer, draft.hints);
    }
}

void read_details(const rapidjson::Value &object, Draft &draft)
{
    if (const auto words = json::string_member(object, LicenceKey)) {
        draft.licence = api::Licence::from_words(*words);
    }
    if (const rapidjson::Value *hints = json::member(object, HintsKey)) {
        draft.hints = read_hints(*hints);
    }
}

std::string details_to_json(const Draft &draft)
{
    if (!draft.licence && is_empty(draft.hints)) {
        return {};
    }
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    write_details(writer, draft);
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

void details_from_json(std::string_view text, Draft &draft)
{
    if (const auto document = json::parse(text)) {
        read_details(*document, draft);
    }
}

} // namespace mmf::publish
