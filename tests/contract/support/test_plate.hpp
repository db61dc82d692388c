// A host's plate made of meshes, which counts how often its snapshots are given back. Outlives the snapshots;
// not changed once one was acquired.
#pragma once

#include "model/plate.hpp"
#include "support/mesh.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace mmf::test {

class TestPlate
{
public:
    explicit TestPlate(std::vector<Mesh> meshes, std::string name = "Test plate")
        : m_meshes(std::move(meshes)), m_name(std::move(name))
    {
        for (const Mesh &mesh : m_meshes) {
            m_objects.push_back(mesh.object());
        }
        m_plate.plate_data = this;
        m_plate.name = m_name.c_str();
        m_plate.objects = m_objects.data();
        m_plate.object_count = static_cast<std::uint32_t>(m_objects.size());
        m_plate.release = [](const slicer_plate *plate) {
            ++static_cast<TestPlate *>(plate->plate_data)->m_releases;
        };
    }
    TestPlate(const TestPlate &) = delete;
    TestPlate &operator=(const TestPlate &) = delete;
    ~TestPlate() = default;

    std::shared_ptr<const model::Plate> acquire() const
    {
        return std::make_shared<const model::Plate>(&m_plate);
    }
    const std::vector<Mesh> &meshes() const { return m_meshes; }
    int releases() const { return m_releases; }

private:
    std::vector<Mesh> m_meshes;
    std::string m_name;
    std::vector<slicer_plate_object> m_objects;
    slicer_plate m_plate{};
    std::atomic<int> m_releases = 0;
};

// A tetrahedron of its own size, so that no two have the same bytes.
inline Mesh numbered_mesh(int number, std::string name)
{
    Mesh mesh = tetrahedron();
    mesh.name = std::move(name);
    mesh.vertices[3] += static_cast<float>(number);
    return mesh;
}

inline std::vector<Mesh> numbered_meshes(int count)
{
    std::vector<Mesh> meshes;
    for (int i = 0; i < count; ++i) {
        meshes.push_back(numbered_mesh(i, "part " + std::to_string(i + 1)));
    }
    return meshes;
}

// `count` triangles over three vertices: many bytes to send, few to hold.
inline Mesh folded_mesh(std::size_t count)
{
    Mesh mesh{"big", {0, 0, 0, 10, 0, 0, 0, 20, 0}, {}, Identity};
    mesh.triangles.resize(3 * count);
    for (std::size_t i = 0; i < mesh.triangles.size(); ++i) {
        mesh.triangles[i] = static_cast<std::uint32_t>(i % 3);
    }
    return mesh;
}

} // namespace mmf::test
