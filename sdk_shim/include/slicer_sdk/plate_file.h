/**
 * slicer.plate-file/1, host side: the plate as a file, for hosts that have only an exporter of their own.
 */
#ifndef SLICER_SDK_PLATE_FILE_H
#define SLICER_SDK_PLATE_FILE_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_PLATE_FILE "slicer.plate-file/1"

typedef struct slicer_host_plate_file
{
    /** Whether there is nothing to export. Cheap. [main-thread] */
    bool(SLICER_ABI *is_empty)(const slicer_host *host);

    /** Writes the name a person would give the plate, empty if untitled. [main-thread] */
    void(SLICER_ABI *name)(const slicer_host *host, char *name, size_t name_size);

    /**
     * Writes the plate as one binary STL file, in millimetres, to `path` (absolute; replaced if it exists).
     * Returns true only if the file is complete. Else false, with one sentence for people in `reason`, and no
     * file. The file belongs to the caller. [main-thread]
     */
    bool(SLICER_ABI *write_stl)(const slicer_host *host, const char *path, char *reason, size_t reason_size);
} slicer_host_plate_file;

#ifdef __cplusplus
}
#endif

#endif
