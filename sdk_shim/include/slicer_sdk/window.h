/**
 * slicer.window/1, host side: the host's top window, and the toolkit it is made of.
 *
 * A plugin that shows windows of the same toolkit compares version and build first: two builds of one C++
 * toolkit in one process end in a crash.
 */
#ifndef SLICER_SDK_WINDOW_H
#define SLICER_SDK_WINDOW_H

#include "slicer_sdk/sdk.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLICER_EXT_WINDOW "slicer.window/1"

typedef struct slicer_host_window
{
    /** The platform's handle of the top window (GtkWindow *, HWND, NSWindow *), or null while there is none.
     * Owned by the host. [main-thread] */
    void *(SLICER_ABI *native_top_window)(const slicer_host *host);

    /** wxWidgets' version as in wxVERSION_NUM_DOT_STRING, such as "3.2.2"; empty if the host has no
     * wxWidgets. Valid as long as the host. [thread-safe] */
    const char *(SLICER_ABI *wx_version)(const slicer_host *host);

    /** wxWidgets' WX_BUILD_OPTIONS_SIGNATURE; empty if the host has none. Valid as long as the host.
     * [thread-safe] */
    const char *(SLICER_ABI *wx_build_signature)(const slicer_host *host);
} slicer_host_window;

#ifdef __cplusplus
}
#endif

#endif
