/**
 * Affine transforms and what they do to a box. Pure.
 */
#pragma once

#include "shim_slicer/mesh.hpp"

#include <array>

namespace shim {

/** Row-major, for column vectors, as slicer_sdk/plate.h has it. */
using Transform = std::array<float, 16>;

constexpr Transform Identity{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};

Point transformed(const Transform &transform, const Point &point);

/** First `b`, then `a`. Exact where one of them only moves, or turns by right angles. */
Transform product(const Transform &a, const Transform &b);

/** `transform`, then a move. */
Transform moved(const Transform &transform, const Point &way);
Bounds moved(const Bounds &box, const Point &way);

/** Scales along the axes, then turns about x, y and z, in that order, by degrees; right angles are exact. */
Transform turned_and_scaled(const Point &degrees, const Point &factors);

/** Whether it turns left into right, so that triangles must be read the other way round. */
bool mirrors(const Transform &transform);

/** The box of the mesh's vertices after `transform`. */
Bounds bounds_of(const Mesh &mesh, const Transform &transform);

/** The smallest box around both. */
Bounds united(const Bounds &a, const Bounds &b);

} // namespace shim
