// Large plates of which none was ever published: one vertex is each one's own.
#pragma once

#include "bench_mesh.hpp"

#include "support/test_plate.hpp"

#include <cstddef>

namespace mmf::bench {

class NewPlates
{
public:
    explicit NewPlates(std::size_t triangles) : m_mesh(torus(triangles)) {}

    test::TestPlate next()
    {
        m_mesh.vertices[0] += 0.001F;
        return test::TestPlate({m_mesh});
    }

private:
    test::Mesh m_mesh;
};

} // namespace mmf::bench
