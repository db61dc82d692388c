/**
 * The host's menu labels, in its source language: how its places are found, through its own translations.
 * Source: PrusaSlicer, src/slic3r/GUI/MainFrame.cpp, init_menubar_as_editor, tags version_2.5.0 to 2.9.4.
 */
#pragma once

#include <array>

namespace prusaslicer {

/** The plate's export, one of them: what plugins are given comes from here. The host appends `Dots`. */
constexpr std::array StlItems = {
    "Export Plate as &STL",     // 2.5
    "Export Plate as &STL/OBJ", // 2.6 and later
};

/** What belongs to it and follows it. */
constexpr std::array StlItemsBehind = {
    "Export Plate as STL &Including Supports",     // 2.5
    "Export Plate as STL/OBJ &Including Supports", // 2.6 and later
};

/** Where the program itself is set up: the place of accounts. A menu of the menu bar. */
constexpr const char *ConfigurationMenu = "&Configuration";

constexpr const char *Dots = "\u2026";

} // namespace prusaslicer
