#include "publish/draft.hpp"

#include "base/letter_case.hpp"
#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace mmf::publish {

namespace {

std::optional<DraftProblem> problem_of_text(std::string_view text, std::string_view allowed)
{
    if (!is_valid_utf8(text)) {
        return DraftProblem::NotText;
    }
    if (has_control_characters(text, allowed)) {
        return DraftProblem::ControlCharacter;
    }
    return std::nullopt;
}

bool is_web_address(const std::string &text)
{
    const auto url = http::parse_url(text);
    return url && (url->scheme == "https" || url->scheme == "http") && !url->host.empty() &&
           !url->has_user_info && !problem_of_text(text, {});
}

void check_text(DraftField field, std::string_view text, std::string_view allowed, std::size_t max_length,
                std::vector<DraftFinding> &findings)
{
    if (const auto problem = problem_of_text(text, allowed)) {
        findings.push_back({field, *problem, {}});
    } else if (utf8_length(text) > max_length) {
        findings.push_back({field, DraftProblem::TooLong, {}});
    }
}

void check_name(const Draft &draft, std::vector<DraftFinding> &findings)
{
    if (trimmed(draft.name).empty()) {
        findings.push_back({DraftField::Name, DraftProblem::Missing, {}});
    } else {
        check_text(DraftField::Name, draft.name, {}, MaxNameLength, findings);
    }
}

void check_tags(const Draft &draft, std::vector<DraftFinding> &findings)
{
    for (const std::string &tag : draft.tags) {
        if (const auto problem = problem_of_text(tag, {})) {
            findings.push_back({DraftField::Tags, *problem, {}});
            return;
        }
        if (!can_be_tag(tag)) {
            findings.push_back({DraftField::Tags, DraftProblem::TooLong, tag});
            return;
        }
    }
    if (draft.tags.size() > MaxTags) {
        findings.push_back({DraftField::Tags, DraftProblem::TooLong, {}});
    }
}

void check_files(const Draft &draft, const Policy &policy, std::vector<DraftFinding> &findings)
{
    if (draft.files.empty()) {
        findings.push_back({DraftField::Files, DraftProblem::Missing, {}});
    }
    for (const DraftFile &file : draft.files) {
        if (file.triangles == 0) {
            findings.push_back({DraftField::Files, DraftProblem::FileEmpty, file.filename});
        } else if (file.bytes >= policy.max_file_bytes) {
            findings.push_back({DraftField::Files, DraftProblem::FileTooLarge, file.filename});
        }
    }
}

void check_print_time(const PrintingHints &hints, std::vector<DraftFinding> &findings)
{
    const auto is_wrong = [](const std::string &text) { return !text.empty() && !hours_of(text); };
    if (is_wrong(hints.hours_from) || is_wrong(hints.hours_to)) {
        findings.push_back({DraftField::PrintTime, DraftProblem::NotANumber, {}});
        return;
    }
    const auto from = hours_of(hints.hours_from);
    const auto to = hours_of(hints.hours_to);
    if (from && to && *from > *to) {
        findings.push_back({DraftField::PrintTime, DraftProblem::NotARange, {}});
    }
}

void check_hints(const PrintingHints &hints, std::vector<DraftFinding> &findings)
{
    check_text(DraftField::Dimensions, hints.dimensions, {}, MaxHintLength, findings);
    if (!hints.layer_height.empty() && !layer_height_of(hints.layer_height)) {
        findings.push_back({DraftField::LayerHeight, DraftProblem::NotANumber, {}});
    }
    check_text(DraftField::Material, hints.material, {}, MaxHintLength, findings);
    check_print_time(hints, findings);
    check_text(DraftField::Filament, hints.filament, {}, MaxHintLength, findings);
    check_text(DraftField::HowTo, hints.how_to, "\n\t", MaxDescriptionLength, findings);
}

} // namespace

std::vector<DraftFinding> check(const Draft &draft, const Policy &policy)
{
    std::vector<DraftFinding> findings;
    check_name(draft, findings);
    check_text(DraftField::Description, draft.description, "\n\t", MaxDescriptionLength, findings);
    if (!draft.source_url.empty() && !is_web_address(draft.source_url)) {
        findings.push_back({DraftField::SourceUrl, DraftProblem::NotAWebAddress, {}});
    }
    check_tags(draft, findings);
    check_files(draft, policy, findings);
    check_hints(draft.hints, findings);
    return findings;
}

bool can_be_tag(std::string_view tag)
{
    return !problem_of_text(tag, {}) && utf8_length(tag) <= MaxTagLength &&
           tag.find(',') == std::string_view::npos;
}

std::vector<std::string> split_tags(std::string_view text)
{
    std::vector<std::string> tags;
    std::set<std::u32string> known;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        const std::string_view tag = trimmed(part);
        if (!tag.empty() && known.insert(without_case(tag)).second) {
            tags.emplace_back(tag);
        }
    }
    return tags;
}

std::string offered_name(std::string_view model_name)
{
    const std::string clean = clean_line(model_name);
    std::string_view name = clean;
    std::size_t bytes = name.size();
    while (utf8_length(name) > MaxNameLength) {
        bytes -= utf8_length(name) - MaxNameLength;
        name = trimmed(utf8_prefix(name, bytes));
    }
    return std::string(name);
}

api::NewObject to_new_object(const Draft &draft)
{
    api::NewObject object;
    object.name = trimmed(draft.name);
    object.description = draft.description;
    object.source_url = draft.source_url;
    object.tags = draft.tags;
    object.visibility = draft.visibility;
    object.licence = draft.licence;
    object.hints = to_api(draft.hints);
    for (const DraftFile &file : draft.files) {
        object.files.push_back({file.filename, file.bytes});
    }
    return object;
}

} // namespace mmf::publish
