// The plate as the host gave it: owns one snapshot and gives it back exactly once. Move-only; on any thread.
// Its constant functions, and the objects, may be read by several threads at once; moved and ended it is by
// one, while nobody reads. Shared by who looks at it, makes it fit and publishes it.
#pragma once

#include "slicer_sdk/plate.h"

#include <memory>
#include <span>
#include <string>

namespace mmf::model {

class Plate
{
public:
    // No plate: no objects, no name.
    Plate() = default;
    // Takes over what the host's `acquire` returned; null (the host's plate is empty) gives no plate.
    explicit Plate(const slicer_plate *plate) : m_plate(plate) {}

    // Valid as long as the snapshot is held.
    std::span<const slicer_plate_object> objects() const;
    // What a person would call it, as clean text; empty if untitled.
    std::string name() const;

private:
    struct Release
    {
        void operator()(const slicer_plate *plate) const { plate->release(plate); }
    };
    std::unique_ptr<const slicer_plate, Release> m_plate;
};

// The object's name as clean text: well-formed UTF-8 without control characters, white space at its ends
// removed.
std::string object_name(const slicer_plate_object &object);

} // namespace mmf::model
