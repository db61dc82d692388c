/**
 * slicer.plate/1, host side: what is on the plate, as meshes, without a copy.
 */
#ifndef SLICER_SDK_PLATE_H
#define SLICER_SDK_PLATE_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_PLATE "slicer.plate/1"

/**
 * One object. All pointers are valid, and what they point to does not change, until the plate's release.
 * Coordinates are right-handed, Z up, in millimetres. Nothing is promised about their values: a reader checks
 * that they are finite and that indices are in range.
 */
typedef struct slicer_plate_object
{
    /** For people; may be empty, never null. */
    const char *name;

    /** 3 * vertex_count floats: x, y, z. Null only if vertex_count is 0. */
    const float *vertices;
    uint64_t vertex_count;

    /** 3 * triangle_count indices of vertices, counter-clockwise seen from outside. Null only if none. */
    const uint32_t *triangles;
    uint64_t triangle_count;

    /**
     * Object to plate, row-major, for column vectors: x' = m[0] x + m[1] y + m[2] z + m[3], and so on. Where
     * the determinant of its 3 × 3 part is negative the reader flips the winding.
     */
    float transform[16];
} slicer_plate_object;

/** An immutable snapshot of the plate. Owned by the host until released. */
typedef struct slicer_plate
{
    /** The host's own. */
    void *plate_data;

    /** The name a person would give it (that of the project or of the first model); empty if untitled. */
    const char *name;

    const slicer_plate_object *objects;
    uint32_t object_count;

    /** Gives the snapshot back; called exactly once. The host keeps it valid until then, even when the plate
     * is changed or cleared. [thread-safe] */
    void(SLICER_ABI *release)(const struct slicer_plate *plate);
} slicer_plate;

typedef struct slicer_host_plate
{
    /** Whether there is nothing to export. Cheap. [main-thread] */
    bool(SLICER_ABI *is_empty)(const slicer_host *host);

    /** A snapshot of what would be exported now, or null if the plate is empty. Takes no time worth
     * mentioning, whatever the size of the meshes. [main-thread] */
    const slicer_plate *(SLICER_ABI *acquire)(const slicer_host *host);
} slicer_host_plate;

#ifdef __cplusplus
}
#endif

#endif
