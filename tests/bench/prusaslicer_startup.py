"""The start of a stock PrusaSlicer with the module and without, in turns."""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e/support"))
from desktop import Desktop, wait_for  # noqa: E402
from prusaslicer import MODULE, write_data_folder  # noqa: E402

RUNS = int(os.environ.get("RUNS", "10"))
TITLE = "based on Slic3r"


def window_is_shown():
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--name", TITLE],
                          capture_output=True, check=False).returncode == 0


def start(desktop, data, module):
    """Seconds until the window, and the module's own milliseconds (None without it)."""
    begin = time.monotonic()
    slicer = desktop.start(["prusa-slicer", "--datadir", data],
                           env={"GTK_MODULES": module, "SLICER_PLUGIN_PATH": None, "LANG": "en_US.UTF-8"})
    try:
        wait_for(window_is_shown, 60, "the window")
        shown = time.monotonic() - begin
        spent = None
        if module:
            said = wait_for(lambda: re.search(r"plugins 1, attached in ([\d.]+) ms", slicer.error_output()), 60,
                            "the module's line")
            spent = float(said.group(1))
    finally:
        slicer.end()
    wait_for(lambda: not window_is_shown(), 20, "the window to go")
    return shown, spent


def main():
    with Desktop() as desktop:
        data = desktop.home / "prusaslicer"
        write_data_folder(data)
        start(desktop, data, MODULE)  # fills the caches
        without, with_module, spent = [], [], []
        for _ in range(RUNS):
            without.append(start(desktop, data, None)[0])
            shown, own = start(desktop, data, MODULE)
            with_module.append(shown)
            spent.append(own)
    print(f"prusaslicer_startup_cost_ms {statistics.median(spent):.2f} ms")
    print(f"prusaslicer_startup_ratio "
          f"{statistics.median(a / b for a, b in zip(with_module, without)):.3f} with/without")
    print(f"prusaslicer_window_with_module_ms {statistics.median(with_module) * 1000:.0f} ms")
    print(f"prusaslicer_window_without_ms {statistics.median(without) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
