// What a host with an exporter wrote: a binary STL with a header of its own, in an incoming folder.
#pragma once

#include "publish/plate_draft.hpp"
#include "support/reference_stl.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

namespace mmf::test {

inline std::string exported(const Mesh &mesh)
{
    std::string bytes = reference::stl({mesh});
    bytes.replace(0, 20, "Exported by a slicer");
    return bytes;
}

inline publish::HostFile host_file(const std::filesystem::path &incoming, const std::string &bytes,
                                   std::string name = "Vase")
{
    auto file = publish::IncomingFile::create(incoming);
    REQUIRE(file);
    std::ofstream((*file)->path(), std::ios::binary) << bytes;
    return {std::move(*file), std::move(name)};
}

} // namespace mmf::test
