/**
 * slicer.log/1, host side: lines for the host's log. They never hold a secret.
 */
#ifndef SLICER_SDK_LOG_H
#define SLICER_SDK_LOG_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_LOG "slicer.log/1"

typedef enum slicer_log_severity
{
    SLICER_LOG_DEBUG = 0,
    SLICER_LOG_INFO = 1,
    SLICER_LOG_WARNING = 2,
    SLICER_LOG_ERROR = 3
} slicer_log_severity;

typedef struct slicer_host_log
{
    /** One line without its end; `severity` is a slicer_log_severity. [thread-safe] */
    void(SLICER_ABI *log)(const slicer_host *host, int32_t severity, const char *message);
} slicer_host_log;

#ifdef __cplusplus
}
#endif

#endif
