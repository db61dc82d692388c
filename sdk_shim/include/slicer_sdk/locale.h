/**
 * slicer.locale/1, host side: the language the host speaks.
 */
#ifndef SLICER_SDK_LOCALE_H
#define SLICER_SDK_LOCALE_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_LOCALE "slicer.locale/1"

typedef struct slicer_host_locale
{
    /** As in "en", "fr" or "pt_BR" (ISO 639, and ISO 3166 where it matters). Constant during a run, valid as
     * long as the host. [thread-safe] */
    const char *(SLICER_ABI *language)(const slicer_host *host);
} slicer_host_locale;

#ifdef __cplusplus
}
#endif

#endif
