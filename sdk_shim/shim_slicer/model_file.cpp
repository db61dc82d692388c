#include "shim_slicer/model_file.hpp"

#include "shim_slicer/stl_file.hpp"
#include "wx_host/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace shim {

namespace {

std::string ending_of(const std::filesystem::path &path)
{
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return ending;
}

/** In millimetres, which are a thousand kilometres. Farther out there is no printer, and numbers that a
 * person scales and turns would not stay finite. */
constexpr double FarthestCoordinate = 1e9;

/** By the box alone, and without cancelling: no step on the way to a coordinate may overflow. */
bool is_within_reach(const Model &model)
{
    std::array<double, 3> reach{};
    for (std::size_t i = 0; i < 3; ++i)
        reach[i] = std::max(std::abs(static_cast<double>(model.mesh.bounds.min[i])),
                            std::abs(static_cast<double>(model.mesh.bounds.max[i])));
    for (std::size_t row = 0; row < 3; ++row) {
        double farthest = std::abs(static_cast<double>(model.transform[4 * row + 3]));
        for (std::size_t i = 0; i < 3; ++i)
            farthest += std::abs(static_cast<double>(model.transform[4 * row + i])) * reach[i];
        if (!(farthest <= FarthestCoordinate && reach[row] <= FarthestCoordinate))
            return false;
    }
    return true;
}

tl::expected<std::vector<Model>, std::string> read_unchecked(const std::filesystem::path &path,
                                                             const std::filesystem::path &importer,
                                                             const Patience &patience)
{
    const std::string ending = ending_of(path);
    // Not by the library of the importer: it rounds two of three numbers of a text file differently than
    // strtof does, and an STL file has to come out as it went in. Its coordinates are exact here.
    if (ending == ".stl") {
        return read_stl(path).map([](Mesh &&mesh) {
            std::vector<Model> models;
            models.push_back({"", std::move(mesh)});
            return models;
        });
    }
    if (std::find(std::begin(ModelEndings), std::end(ModelEndings), ending) == std::end(ModelEndings))
        return tl::unexpected<std::string>("it is no STL, OBJ, PLY or 3MF file");
    return import_models(path, importer, patience);
}

} // namespace

tl::expected<std::vector<Model>, std::string> read_models(const std::filesystem::path &path,
                                                          const std::filesystem::path &importer,
                                                          const Patience &patience)
{
    auto models = read_unchecked(path, importer, patience);
    // What is quoted from a file may be in any encoding.
    if (!models)
        return tl::unexpected(wx_host::as_utf8(models.error()));
    if (!std::all_of(models->begin(), models->end(), &is_within_reach))
        return tl::unexpected<std::string>("its coordinates are too large");
    return models;
}

} // namespace shim
