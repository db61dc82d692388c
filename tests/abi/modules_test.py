#!/usr/bin/python3
"""What the built modules export and load: modules_test.py LIB_DIR, the folder of a build or an install."""

import pathlib
import re
import subprocess
import sys
import unittest

LIB = pathlib.Path(sys.argv.pop(1))
GTK_MODULE = LIB / "libslicer-sdk-prusaslicer.so"
ADAPTER = LIB / "slicer-sdk/libslicer-sdk-prusaslicer-wx.so"
PLUGINS = LIB / "slicer-plugins"
ENTRY = PLUGINS / "libmmf-publish.so"
APP = PLUGINS / "mmf-publish/libmmf-app.so"
WEBVIEW = PLUGINS / "mmf-publish/libmmf-webview.so"

# What every program has. A sanitizer's runtime is there only in a build for it.
EVERYWHERE = r"(libstdc\+\+|libgcc_s|libc|libm|ld-linux-x86-64|ld-linux-aarch64|lib[alt]san|libubsan)\.so(\.\d+)*"


def exports(module):
    lines = subprocess.run(["nm", "-D", "--defined-only", "--format=posix", module], check=True, text=True,
                           stdout=subprocess.PIPE).stdout.splitlines()
    return [line.split()[0] for line in lines]


def needed(module):
    text = subprocess.run(["readelf", "-d", "-W", module], check=True, text=True, stdout=subprocess.PIPE).stdout
    return re.findall(r"\(NEEDED\)\s+Shared library: \[([^]]+)\]", text)


class Modules(unittest.TestCase):
    def test_each_exports_its_one_symbol(self):
        self.assertEqual(exports(ENTRY), ["slicer_plugin_entry"])
        self.assertEqual(exports(APP), ["mmf_create_app"])
        self.assertEqual(exports(WEBVIEW), ["mmf_create_sign_in_window"])
        self.assertEqual(sorted(exports(GTK_MODULE)), ["g_module_check_init", "gtk_module_init"])
        self.assertEqual(exports(ADAPTER), ["slicer_sdk_prusaslicer_attach"])

    def test_the_entry_costs_a_start_of_the_host_nothing(self):
        libraries = needed(ENTRY)
        self.assertIn("libc.so.6", libraries)  # or nothing was read
        self.assertEqual([name for name in libraries if not re.fullmatch(EVERYWHERE, name)], [])

    def test_any_gtk_program_can_load_the_gtk_module(self):
        libraries = needed(GTK_MODULE)
        self.assertTrue(any("libgmodule" in name for name in libraries))
        self.assertEqual([name for name in libraries if re.search("wx|gtk", name)], [])

    def test_the_app_leaves_the_web_engine_to_the_first_sign_in(self):
        libraries = needed(APP)
        self.assertTrue(any("libcurl" in name for name in libraries))
        self.assertEqual([name for name in libraries if "webkit" in name.lower() or "webview" in name], [])
        self.assertTrue(any("libwebkit2gtk" in name for name in needed(WEBVIEW)))

    def test_a_loader_finds_only_the_entry(self):
        self.assertEqual([path.name for path in PLUGINS.glob("*.so")], [ENTRY.name])


if __name__ == "__main__":
    unittest.main(verbosity=2)
