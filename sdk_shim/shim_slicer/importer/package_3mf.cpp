#include "shim_slicer/importer/package_3mf.hpp"

#include <array>
#include <expat.h>
#include <memory>
#include <minizip/unzip.h>
#include <string_view>

namespace shim {

namespace {

/** The library reads this part too, and no other. */
constexpr const char *ModelPart = "3D/3dmodel.model";

constexpr const char *Production = "http://schemas.microsoft.com/3dmanufacturing/production/2015/06|path";

struct Facts
{
    PackageFacts facts;
    bool has_model = false;
    bool has_known_unit = true;
    bool has_further_parts = false;
};

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

void on_element(void *user_data, const char *qualified_name, const char **attributes)
{
    Facts &facts = *static_cast<Facts *>(user_data);
    std::string_view name = qualified_name;
    name.remove_prefix(name.rfind('|') + 1);
    if (name == "model") {
        facts.has_model = true;
        if (const char *unit = attribute(attributes, "unit"))
            facts.has_known_unit = set_unit(unit, facts.facts.millimetres_per_unit);
    } else if (name == "object") {
        const char *id = attribute(attributes, "id");
        const char *object_name = attribute(attributes, "name");
        if (id != nullptr && object_name != nullptr)
            facts.facts.names[id] = object_name;
    } else if (name == "item" || name == "component") {
        facts.has_further_parts = facts.has_further_parts || attribute(attributes, Production) != nullptr;
    }
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

} // namespace

tl::expected<PackageFacts, std::string> read_3mf_facts(const std::filesystem::path &path)
{
    const std::unique_ptr<void, Close> archive(::unzOpen64(path.c_str()));
    if (!archive)
        return damaged("it is no ZIP archive");
    if (::unzLocateFile(archive.get(), ModelPart, 0) != UNZ_OK ||
        ::unzOpenCurrentFile(archive.get()) != UNZ_OK)
        return damaged("it has no " + std::string(ModelPart));

    Facts facts;
    const std::unique_ptr<XML_ParserStruct, Free> parser(::XML_ParserCreateNS(nullptr, '|'));
    ::XML_SetUserData(parser.get(), &facts);
    ::XML_SetStartElementHandler(parser.get(), &on_element);
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

    if (!facts.has_model)
        return damaged("it has no model");
    if (!facts.has_known_unit)
        return tl::unexpected<std::string>("its unit is unknown");
    if (facts.has_further_parts)
        return tl::unexpected<std::string>("its meshes are in parts of their own, which this program does "
                                           "not read (3MF production extension)");
    return std::move(facts.facts);
}

} // namespace shim
