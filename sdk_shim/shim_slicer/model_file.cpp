#include "shim_slicer/model_file.hpp"

#include "shim_slicer/importer_process.hpp"
#include "shim_slicer/stl_file.hpp"

#include <algorithm>

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

} // namespace

tl::expected<std::vector<Model>, std::string> read_models(const std::filesystem::path &path,
                                                          const std::filesystem::path &importer)
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
    return import_models(path, importer);
}

} // namespace shim
