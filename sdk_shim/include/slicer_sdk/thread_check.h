/**
 * slicer.thread-check/1, host side: lets both sides assert what the comments promise.
 */
#ifndef SLICER_SDK_THREAD_CHECK_H
#define SLICER_SDK_THREAD_CHECK_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_THREAD_CHECK "slicer.thread-check/1"

typedef struct slicer_host_thread_check
{
    /** Whether the calling thread is the [main-thread]. [thread-safe] */
    bool(SLICER_ABI *is_main_thread)(const slicer_host *host);
} slicer_host_thread_check;

#ifdef __cplusplus
}
#endif

#endif
