/**
 * What the host is known by: its name, and its menu labels in its source language, looked up through its own
 * translations.
 * Source: PrusaSlicer, src/slic3r/GUI/MainFrame.cpp, init_menubar_as_editor, tags version_2.5.0 to 2.9.4.
 */
#pragma once

#include <array>

namespace prusaslicer {

/** What the program calls itself begins with this; its relatives have the same labels and are not tested. */
inline constexpr const char *ProgramName = "PrusaSlicer";

/** The plate's export, one of them: what plugins are given comes from here. The host appends `Dots`. */
inline constexpr std::array StlItems = {
    "Export Plate as &STL",     // 2.5
    "Export Plate as &STL/OBJ", // 2.6 and later
};

/** What belongs to it and follows it. */
inline constexpr std::array StlItemsBehind = {
    "Export Plate as STL &Including Supports",     // 2.5
    "Export Plate as STL/OBJ &Including Supports", // 2.6 and later
};

/** Where the program itself is set up: the place of accounts. A menu of the menu bar. */
inline constexpr const char *ConfigurationMenu = "&Configuration";

inline constexpr const char *Dots = "\u2026";

} // namespace prusaslicer
