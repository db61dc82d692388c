#include "shim_slicer/importer/scene_models.hpp"

#include "shim_slicer/file_io.hpp"
#include "shim_slicer/importer/package_3mf.hpp"
#include "shim_slicer/importer/ply_check.hpp"

#include <algorithm>
#include <assimp/IOSystem.hpp>
#include <assimp/Importer.hpp>
#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <cmath>
#include <optional>

namespace shim {

namespace {

constexpr std::size_t MostObjects = 1000;

/** What assimp calls the objects of a 3MF file, before their ids. */
constexpr std::string_view ObjectPrefix = "Object_";

/** What it calls an OBJ file's only object, if the file does not name it. */
constexpr std::string_view NoName = "defaultobject";

/** A model file names further files, such as its materials: none of them is needed, and none is opened. */
class NoFurtherFiles : public Assimp::IOSystem
{
public:
    bool Exists(const char *) const override { return false; }
    char getOsSeparator() const override { return '/'; }
    Assimp::IOStream *Open(const char *, const char *) override { return nullptr; }
    void Close(Assimp::IOStream *) override {}
};

/** Or why the scene cannot be used. */
tl::expected<void, std::string> check(const aiScene &scene)
{
    for (unsigned m = 0; m < scene.mNumMeshes; ++m) {
        const aiMesh &mesh = *scene.mMeshes[m];
        for (unsigned i = 0; i < mesh.mNumVertices; ++i) {
            const aiVector3D &at = mesh.mVertices[i];
            if (!std::isfinite(at.x) || !std::isfinite(at.y) || !std::isfinite(at.z))
                return tl::unexpected("vertex " + std::to_string(i + 1) +
                                      " has a coordinate that is no number");
        }
        for (unsigned f = 0; f < mesh.mNumFaces; ++f) {
            const aiFace &face = mesh.mFaces[f];
            if (std::any_of(face.mIndices, face.mIndices + face.mNumIndices,
                            [&](unsigned index) { return index >= mesh.mNumVertices; }))
                return tl::unexpected("face " + std::to_string(f + 1) + " has a corner that is not there");
        }
    }
    return {};
}

Transform transform_of(const aiMatrix4x4 &m)
{
    return {m.a1, m.a2, m.a3, m.a4, m.b1, m.b2, m.b3, m.b4, m.c1, m.c2, m.c3, m.c4, m.d1, m.d2, m.d3, m.d4};
}

/** All triangles at and below a node. */
class Collector
{
public:
    Collector(const aiScene &scene, double scale) : m_scene(scene), m_scale(scale) {}

    void add(const aiNode &node, const Transform &transform)
    {
        for (unsigned i = 0; i < node.mNumMeshes; ++i) {
            if (node.mMeshes[i] < m_scene.mNumMeshes)
                add(*m_scene.mMeshes[node.mMeshes[i]], transform);
        }
        for (unsigned i = 0; i < node.mNumChildren; ++i) {
            const aiNode &child = *node.mChildren[i];
            add(child, product(transform, transform_of(child.mTransformation)));
        }
    }

    Mesh take() { return m_builder.take(); }

private:
    void add(const aiMesh &mesh, const Transform &transform)
    {
        const bool is_mirrored = mirrors(transform);
        for (unsigned f = 0; f < mesh.mNumFaces; ++f) {
            const aiFace &face = mesh.mFaces[f];
            if (face.mNumIndices != 3)
                continue;
            for (const unsigned corner : {0U, is_mirrored ? 2U : 1U, is_mirrored ? 1U : 2U}) {
                const aiVector3D &at = mesh.mVertices[face.mIndices[corner]];
                m_builder.add(in_millimetres(transformed(transform, {at.x, at.y, at.z})));
            }
        }
    }

    Point in_millimetres(const Point &point) const
    {
        const auto scaled = [&](float value) { return static_cast<float>(value * m_scale); };
        return {scaled(point[0]), scaled(point[1]), scaled(point[2])};
    }

    const aiScene &m_scene;
    double m_scale;
    MeshBuilder m_builder;
};

Transform in_millimetres(Transform transform, double scale)
{
    for (const std::size_t i : {3U, 7U, 11U})
        transform[i] = static_cast<float>(transform[i] * scale);
    return transform;
}

std::string name_of(const aiNode &node, const std::optional<PackageFacts> &package)
{
    std::string name = node.mName.C_Str();
    if (package && name.starts_with(ObjectPrefix)) {
        const auto known = package->names.find(name.substr(ObjectPrefix.size()));
        return known != package->names.end() ? known->second : "";
    }
    return name == NoName ? "" : name;
}

/** `package`: if the scene is of a 3MF file. */
std::vector<Model> models_of(const aiScene &scene, const std::optional<PackageFacts> &package)
{
    const double scale = package ? package->millimetres_per_unit : 1;
    const aiNode &root = *scene.mRootNode;
    std::vector<const aiNode *> objects(root.mChildren, root.mChildren + root.mNumChildren);
    if (root.mNumMeshes > 0)
        objects = {&root};
    std::vector<Model> models;
    for (const aiNode *object : objects) {
        Collector collector(scene, scale);
        collector.add(*object, Identity);
        Model model{object == &root ? "" : name_of(*object, package), collector.take(),
                    in_millimetres(transform_of(object->mTransformation), scale)};
        if (model.mesh.triangle_count() > 0)
            models.push_back(std::move(model));
    }
    return models;
}

} // namespace

tl::expected<std::vector<Model>, std::string> read_scene(const std::filesystem::path &path)
{
    const auto bytes = read_file(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->empty())
        return tl::unexpected<std::string>("it is empty");
    std::string kind = path.extension().string().substr(1);
    std::transform(kind.begin(), kind.end(), kind.begin(),
                   [](char c) { return static_cast<char>(c | 0x20); });
    std::optional<PackageFacts> package;
    if (kind == "ply") {
        if (auto whole = check_ply(*bytes); !whole)
            return tl::unexpected(whole.error());
    } else if (kind == "3mf") {
        auto found = read_3mf_facts(path);
        if (!found)
            return tl::unexpected(found.error());
        package = std::move(*found);
    }

    Assimp::Importer importer;
    importer.SetIOHandler(new NoFurtherFiles); // the importer owns it
    const aiScene *scene = importer.ReadFileFromMemory(bytes->data(), bytes->size(), 0, kind.c_str());
    if (scene == nullptr || scene->mRootNode == nullptr)
        return tl::unexpected("it is damaged, or of another kind (" + std::string(importer.GetErrorString()) +
                              ")");
    // Before anything is done by the indices.
    if (auto sound = check(*scene); !sound)
        return tl::unexpected(sound.error());
    if (importer.ApplyPostProcessing(aiProcess_Triangulate) == nullptr)
        return tl::unexpected<std::string>("its faces cannot be split into triangles");

    std::vector<Model> models = models_of(*scene, package);
    if (models.empty())
        return tl::unexpected<std::string>("it has no triangles");
    if (models.size() > MostObjects)
        return tl::unexpected("it has " + std::to_string(models.size()) + " objects, more than " +
                              std::to_string(MostObjects));
    return models;
}

} // namespace shim
