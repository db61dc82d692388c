#include "shim_slicer/importer/package_3mf.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <expat.h>
#include <functional>
#include <memory>
#include <minizip/unzip.h>
#include <string_view>
#include <vector>

namespace shim {

namespace {

/** It says which part the model is in, to the library as well. */
constexpr const char *Relationships = "_rels/.rels";
constexpr std::string_view ModelRelationship = "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel";

constexpr const char *Production = "http://schemas.microsoft.com/3dmanufacturing/production/2015/06|path";

/** Extensions that a file may require: without them its shapes are the same. Whether meshes are in further
 * parts, which the production extension is for, is looked at by itself. */
constexpr std::array<std::string_view, 3> HarmlessExtensions{
    "http://schemas.microsoft.com/3dmanufacturing/production/2015/06",
    "http://schemas.microsoft.com/3dmanufacturing/material/2015/02",
    "http://schemas.microsoft.com/3dmanufacturing/trianglesets/2021/07"};

constexpr std::string_view Blanks = " \t\r\n";

struct Facts
{
    PackageFacts facts;
    bool has_model = false;
    bool has_known_unit = true;
    bool has_further_parts = false;
    bool has_sound_transforms = true;

    /** Empty if there is none. */
    std::string unknown_extension;

    /** Of the prefixes declared so far. */
    std::map<std::string, std::string, std::less<>> namespaces;
};

/** Words between blanks, one after the other. */
std::string_view next_word(std::string_view &text)
{
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(Blanks)));
    const std::string_view word = text.substr(0, text.find_first_of(Blanks));
    text.remove_prefix(word.size());
    return word;
}

bool is_transform(std::string_view text)
{
    for (int i = 0; i < 12; ++i) {
        std::string_view word = next_word(text);
        if (word.starts_with('+'))
            word.remove_prefix(1);
        float number = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (word.empty() || error != std::errc() || end != word.data() + word.size() ||
            !std::isfinite(number))
            return false;
    }
    return next_word(text).empty();
}

/** The first of these prefixes that a reader must know and this one does not; empty if there is none. */
std::string unknown_extension(const Facts &facts, std::string_view prefixes)
{
    for (std::string_view prefix = next_word(prefixes); !prefix.empty(); prefix = next_word(prefixes)) {
        const auto known = facts.namespaces.find(prefix);
        if (known == facts.namespaces.end())
            return std::string(prefix);
        if (std::find(HarmlessExtensions.begin(), HarmlessExtensions.end(), known->second) ==
            HarmlessExtensions.end())
            return known->second;
    }
    return "";
}

bool set_unit(std::string_view unit, double &millimetres)
{
    struct Unit
    {
        std::string_view name;
        double millimetres;
    };
    static constexpr Unit Units[] = {{"micron", 0.001}, {"millimeter", 1}, {"centimeter", 10},
                                     {"inch", 25.4},    {"foot", 304.8},   {"meter", 1000}};
    for (const Unit &known : Units) {
        if (known.name == unit) {
            millimetres = known.millimetres;
            return true;
        }
    }
    return false;
}

/** Attributes come as name, value, name, value, null. */
const char *attribute(const char **attributes, std::string_view name)
{
    for (; *attributes != nullptr; attributes += 2) {
        if (name == *attributes)
            return attributes[1];
    }
    return nullptr;
}

std::string_view local_name(std::string_view qualified_name)
{
    qualified_name.remove_prefix(qualified_name.rfind('|') + 1);
    return qualified_name;
}

void on_namespace(void *user_data, const char *prefix, const char *uri)
{
    if (prefix != nullptr && uri != nullptr)
        static_cast<Facts *>(user_data)->namespaces[prefix] = uri;
}

void on_element(void *user_data, const char *qualified_name, const char **attributes)
{
    Facts &facts = *static_cast<Facts *>(user_data);
    const std::string_view name = local_name(qualified_name);
    if (name == "model") {
        facts.has_model = true;
        if (const char *unit = attribute(attributes, "unit"))
            facts.has_known_unit = set_unit(unit, facts.facts.millimetres_per_unit);
        if (const char *prefixes = attribute(attributes, "requiredextensions"))
            facts.unknown_extension = unknown_extension(facts, prefixes);
    } else if (name == "object") {
        const char *id = attribute(attributes, "id");
        const char *object_name = attribute(attributes, "name");
        if (id != nullptr && object_name != nullptr)
            facts.facts.names[id] = object_name;
    } else if (name == "item" || name == "component") {
        facts.has_further_parts = facts.has_further_parts || attribute(attributes, Production) != nullptr;
        const char *transform = attribute(attributes, "transform");
        facts.has_sound_transforms =
            facts.has_sound_transforms && (transform == nullptr || is_transform(transform));
    }
}

/** Collects the parts that a model starts in. */
void on_relationship(void *user_data, const char *qualified_name, const char **attributes)
{
    const char *type = attribute(attributes, "Type");
    const char *target = attribute(attributes, "Target");
    if (local_name(qualified_name) == "Relationship" && type != nullptr && type == ModelRelationship &&
        target != nullptr)
        static_cast<std::vector<std::string> *>(user_data)->emplace_back(target);
}

tl::unexpected<std::string> damaged(const std::string &how)
{
    return tl::unexpected("it is damaged, or no 3MF file (" + how + ")");
}

struct Close
{
    void operator()(void *archive) const { ::unzClose(archive); }
};

struct Free
{
    void operator()(XML_Parser parser) const { ::XML_ParserFree(parser); }
};

using Archive = std::unique_ptr<void, Close>;
using Parser = std::unique_ptr<XML_ParserStruct, Free>;

/** Calls the parser's handlers with all of a part. */
tl::expected<void, std::string> parse_part(const Archive &archive, const std::string &part,
                                           const Parser &parser)
{
    if (::unzLocateFile(archive.get(), part.c_str(), 0) != UNZ_OK ||
        ::unzOpenCurrentFile(archive.get()) != UNZ_OK)
        return damaged("it has no " + part);
    std::array<char, 1U << 16U> chunk{};
    int got = 0;
    do {
        got = ::unzReadCurrentFile(archive.get(), chunk.data(), static_cast<unsigned>(chunk.size()));
        if (got < 0)
            return damaged("it cannot be unpacked");
        if (::XML_Parse(parser.get(), chunk.data(), got, got == 0 ? XML_TRUE : XML_FALSE) != XML_STATUS_OK)
            return damaged("line " + std::to_string(::XML_GetCurrentLineNumber(parser.get())) + ": " +
                           ::XML_ErrorString(::XML_GetErrorCode(parser.get())));
    } while (got > 0);
    if (::unzCloseCurrentFile(archive.get()) != UNZ_OK)
        return damaged("its checksum is wrong");
    return {};
}

/** Its name in the archive. */
tl::expected<std::string, std::string> model_part(const Archive &archive)
{
    std::vector<std::string> targets;
    const Parser parser(::XML_ParserCreateNS(nullptr, '|'));
    ::XML_SetUserData(parser.get(), &targets);
    ::XML_SetStartElementHandler(parser.get(), &on_relationship);
    if (auto parsed = parse_part(archive, Relationships, parser); !parsed)
        return tl::unexpected(parsed.error());
    if (targets.size() != 1)
        return damaged("it names " + std::to_string(targets.size()) + " models to start with");
    const std::string &target = targets.front();
    return target.starts_with('/') ? target.substr(1) : target;
}

} // namespace

tl::expected<PackageFacts, std::string> read_3mf_facts(const std::filesystem::path &path)
{
    const Archive archive(::unzOpen64(path.c_str()));
    if (!archive)
        return damaged("it is no ZIP archive");
    const auto part = model_part(archive);
    if (!part)
        return tl::unexpected(part.error());

    Facts facts;
    const Parser parser(::XML_ParserCreateNS(nullptr, '|'));
    ::XML_SetUserData(parser.get(), &facts);
    ::XML_SetStartNamespaceDeclHandler(parser.get(), &on_namespace);
    ::XML_SetStartElementHandler(parser.get(), &on_element);
    if (auto parsed = parse_part(archive, *part, parser); !parsed)
        return tl::unexpected(parsed.error());

    if (!facts.has_model)
        return damaged("it has no model");
    if (!facts.has_known_unit)
        return tl::unexpected<std::string>("its unit is unknown");
    if (!facts.has_sound_transforms)
        return damaged("a transform in it is not twelve numbers");
    if (!facts.unknown_extension.empty())
        return tl::unexpected("it requires an extension of 3MF that this program does not know (" +
                              facts.unknown_extension + ")");
    if (facts.has_further_parts)
        return tl::unexpected<std::string>("its meshes are in parts of their own, which this program does "
                                           "not read (3MF production extension)");
    return std::move(facts.facts);
}

} // namespace shim
