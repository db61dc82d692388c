/**
 * What the library that reads 3MF files leaves out: the unit, the names, and whether the file is whole.
 */
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <tl/expected.hpp>

namespace shim {

struct PackageFacts
{
    double millimetres_per_unit = 1;

    /** Of objects, by their ids; only those that have one. */
    std::map<std::string, std::string> names;
};

/** Refuses files with a wrong checksum or broken XML, and what the library would read in part or wrongly:
 * meshes in further parts (the production extension), other extensions that a reader must know, transforms
 * that are not twelve numbers. */
tl::expected<PackageFacts, std::string> read_3mf_facts(const std::filesystem::path &path);

} // namespace shim
