/**
 * slicer.settings-of-print/1, host side: how the plate is meant to be printed, as far as the host knows.
 */
#ifndef SLICER_SDK_SETTINGS_OF_PRINT_H
#define SLICER_SDK_SETTINGS_OF_PRINT_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_SETTINGS_OF_PRINT "slicer.settings-of-print/1"

typedef enum slicer_supports
{
    SLICER_SUPPORTS_UNKNOWN = 0,
    SLICER_SUPPORTS_NONE = 1,
    SLICER_SUPPORTS_NEEDED = 2
} slicer_supports;

/** Each member can be unknown. Texts are valid until the next call of `get`. */
typedef struct slicer_print_settings
{
    /** Millimetres; 0 if unknown. */
    double layer_height;

    /** Such as "PLA"; empty if unknown, never null. */
    const char *material;

    /** Seconds; 0 if unknown (the plate has not been sliced). */
    double estimated_time;

    /** A slicer_supports. */
    int32_t supports;
} slicer_print_settings;

typedef struct slicer_host_settings_of_print
{
    /** Writes what is known now; false if nothing is. [main-thread] */
    bool(SLICER_ABI *get)(const slicer_host *host, slicer_print_settings *settings);
} slicer_host_settings_of_print;

#ifdef __cplusplus
}
#endif

#endif
