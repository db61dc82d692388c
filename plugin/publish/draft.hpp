// What a person says about a model before it is published, and whether it can be sent as it is. Pure.
#pragma once

#include "api/objects.hpp"
#include "base/policy.hpp"
#include "base/result.hpp"
#include "publish/printing_hints.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

struct DraftFile
{
    std::string filename; // as made by stl_file_name, unique in the draft
    std::uint64_t triangles = 0;
    std::uint64_t bytes = 0;

    bool operator==(const DraftFile &) const = default;
};

struct Draft
{
    std::string name;
    std::string description;
    std::string source_url;
    std::vector<std::string> tags;
    api::Visibility visibility = api::Visibility::Private;
    std::vector<DraftFile> files;
    std::optional<api::Licence> licence; // nullopt: not said
    PrintingHints hints;

    bool operator==(const Draft &) const = default;
};

enum class DraftField
{
    Name,
    Description,
    SourceUrl,
    Tags,
    Files,
    Dimensions,
    LayerHeight,
    Material,
    PrintTime,
    Filament,
    HowTo,
};

enum class DraftProblem
{
    Missing,
    TooLong,
    ControlCharacter,
    NotText, // not valid UTF-8
    NotAWebAddress,
    NotANumber,
    NotARange,    // it ends before it begins
    FileTooLarge, // detail: the file's name
    FileEmpty,
};

struct DraftFinding
{
    DraftField field;
    DraftProblem problem;
    std::string detail;

    bool operator==(const DraftFinding &) const = default;
};

// Limits that the service does not document; beyond them no person means it.
constexpr std::size_t MaxNameLength = 500;              // characters
constexpr std::size_t MaxDescriptionLength = 64 * 1024; // characters; of how to print it, too
constexpr std::size_t MaxTags = 50;
constexpr std::size_t MaxTagLength = 100;  // characters
constexpr std::size_t MaxHintLength = 200; // characters

// Everything that is wrong, in the order of the form; empty: it can be sent.
std::vector<DraftFinding> check(const Draft &draft, const Policy &policy);

// Whether it is text of one line, without a comma and not too long.
bool can_be_tag(std::string_view tag);

// "red, blue ,,green" → red, blue, green: without empty ones and, regardless of case, doubles.
std::vector<std::string> split_tags(std::string_view text);

// A name offered for a model: trimmed, without control characters, cut to the limit; empty stays empty.
std::string offered_name(std::string_view model_name);

// What is sent to the service.
api::NewObject to_new_object(const Draft &draft);

} // namespace mmf::publish
