"""How programs look on a test's desktop: the theme and the scale of GTK.

A test names the look that it is about, as the environment of what it starts. SCREENSHOT_THEME (light or dark) and
SCREENSHOT_SCALE (1, 1.5 or 2) give the same tests' pictures in another one; what a test names itself comes first.
"""

import os

DARK = {"GTK_THEME": "Adwaita:dark"}
LARGE = {"GDK_SCALE": "2"}
LARGER_TEXT = {"GDK_DPI_SCALE": "1.5"}  # all that GTK has between the two

_THEMES = {"light": {}, "dark": DARK}
_SCALES = {"1": {}, "1.5": LARGER_TEXT, "2": LARGE}


def wanted():
    """The environment of a program whose test is not about a look."""
    return _chosen("SCREENSHOT_THEME", _THEMES, "light") | _chosen("SCREENSHOT_SCALE", _SCALES, "1")


def scale():
    """Pixels of the screen to a unit of its programs."""
    return int(wanted().get("GDK_SCALE", 1))


def scale_of(pid):
    """The same for one process, which may have been started with another one."""
    try:
        with open(f"/proc/{pid}/environ", "rb") as environment:
            for entry in environment.read().split(b"\0"):
                if entry.startswith(b"GDK_SCALE="):
                    return int(entry.partition(b"=")[2])
    except OSError:  # it is just going
        pass
    return 1


def _chosen(variable, choices, default):
    value = os.environ.get(variable, default)
    if value not in choices:
        raise SystemExit(f"{variable} is one of {', '.join(choices)}, not {value!r}")
    return choices[value]
