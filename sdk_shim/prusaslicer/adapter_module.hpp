/**
 * The border between the GTK module, which every GTK program may come to load, and the adapter, which only a
 * program with this wxWidgets does. Built together.
 */
#pragma once

namespace prusaslicer {

/** Beside the GTK module's file. */
constexpr const char *AdapterFile = "slicer-sdk/libslicer-sdk-prusaslicer-wx.so";

/** The wxWidgets library that the adapter shares with the host; a host that has not loaded it does not fit.
 */
constexpr const char *WxLibrary = "libwx_gtk3u_core-3.2.so.0";

/**
 * Waits for the host's main window and attaches plugins to it. `spent_ms` is what the GTK module has taken so
 * far. Once, in the main thread's event loop.
 */
using Attach = void(double spent_ms);
constexpr const char *AttachSymbol = "slicer_sdk_prusaslicer_attach";

} // namespace prusaslicer
