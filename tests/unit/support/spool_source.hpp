// Meshes to be spooled, and a spool that holds one.
#pragma once

#include "publish/spool.hpp"
#include "support/mesh.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mmf::publish::test {

inline std::string contents(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void overwrite(const std::filesystem::path &path, const std::string &text)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

inline std::string sha256(const std::string &text)
{
    Sha256 digest;
    digest.update(std::as_bytes(std::span(text)));
    return digest.finish_hex();
}

// A tetrahedron over and over: longer than a block of the writer.
inline mmf::test::Mesh large_mesh(std::size_t times = 5000)
{
    const mmf::test::Mesh one = mmf::test::tetrahedron();
    mmf::test::Mesh many = one;
    for (std::size_t i = 1; i < times; ++i) {
        many.triangles.insert(many.triangles.end(), one.triangles.begin(), one.triangles.end());
    }
    return many;
}

// Meshes to be written, and the objects an encoder refers to.
struct SpoolSource
{
    explicit SpoolSource(std::vector<mmf::test::Mesh> all) : meshes(std::move(all))
    {
        for (const mmf::test::Mesh &mesh : meshes) {
            objects.push_back(mesh.object());
        }
    }
    SpoolSource(const SpoolSource &) = delete;
    SpoolSource &operator=(const SpoolSource &) = delete;

    // Each mesh a file of its own: 0.stl, 1.stl.
    std::vector<SpoolItem> items() const
    {
        std::vector<SpoolItem> made;
        for (std::size_t i = 0; i < objects.size(); ++i) {
            made.push_back({std::to_string(i) + ".stl",
                            std::make_unique<StlInput>(
                                model::StlEncoder::create(std::span(objects).subspan(i, 1)).value())});
        }
        return made;
    }

    std::vector<mmf::test::Mesh> meshes;
    std::vector<slicer_plate_object> objects;
};

// Writes to the end.
inline Result<void> write_all(SpoolWriter &writer)
{
    for (;;) {
        const auto more = writer.step();
        if (!more) {
            return tl::unexpected(more.error());
        }
        if (!*more) {
            return {};
        }
    }
}

// A folder with one file in it, written by the spool.
struct WrittenSpool
{
    WrittenSpool()
    {
        SpoolWriter writer(folder, source.items());
        REQUIRE(write_all(writer));
        file = writer.files().at(0);
    }

    mmf::test::TempFolder state;
    SpoolSource source{{mmf::test::tetrahedron()}};
    SpoolFolder folder = SpoolFolder::create(state / "spool", "job").value();
    SpooledFile file;
};

} // namespace mmf::publish::test
