/**
 * A snapshot of the plate in the shape of slicer.plate/1: pointers into the meshes, no copy of them.
 */
#pragma once

#include "shim_slicer/plate.hpp"
#include "slicer_sdk/plate.h"

#include <memory>

namespace shim {

/** Null if the plate is empty. Its `release`, from any thread, lets go of the snapshot. */
const slicer_plate *lend(std::shared_ptr<const PlateSnapshot> snapshot);

} // namespace shim
