"""A film of a test's desktop, as an animated GIF with the mouse pointer in it.

    with Film() as film:
        ...
    film.write(path)

The screen is looked at FRAMES_A_SECOND times by a process of its own; what rests takes one frame, however long.
"""

import hashlib
import itertools
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

FRAMES_A_SECOND = 8
_LONGEST_REST = 1.5  # seconds that one frame is shown, but for the last
_LAST = 3
_POINTER = ((0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12))


class Film:
    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="film-")
        self._camera = subprocess.Popen([sys.executable, "-W", "ignore", __file__, self._folder.name])
        return self

    def __exit__(self, *_):
        self._camera.send_signal(signal.SIGTERM)
        self._camera.wait()

    def write(self, path):
        """Its length in seconds."""
        frames = [list(same) for _, same in itertools.groupby(sorted(pathlib.Path(self._folder.name).iterdir()), _content)]
        words, length = [], 0
        for frame, following in zip(frames, [*frames[1:], None]):
            rest = min(_time(following[0]) - _time(frame[0]), _LONGEST_REST) if following else _LAST
            length += rest
            words += ["(", "-delay", str(round(100 * rest)), str(frame[0]), *_pointer(frame[0]), ")"]
        subprocess.run(["convert", *words, "+dither", "-colors", "96", "-layers", "Optimize", "-loop", "0", str(path)], check=True)
        self._folder.cleanup()
        return length


def _time(frame):
    return float(frame.stem.split("_")[0])


def _content(frame):
    return frame.stem.split("_")[1:], hashlib.sha256(frame.read_bytes()).digest()


def _pointer(frame):
    x, y = (int(number) for number in frame.stem.split("_")[1:])
    corners = " ".join(f"{x + dx},{y + dy}" for dx, dy in _POINTER)
    return ["-fill", "black", "-stroke", "white", "-strokewidth", "1", "-draw", f"polygon {corners}"]


def _record(folder):
    import gi

    gi.require_version("Gdk", "3.0")
    from gi.repository import Gdk

    root = Gdk.get_default_root_window()
    pointer = Gdk.Display.get_default().get_default_seat().get_pointer()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    begin = time.monotonic()
    for number in itertools.count():
        due = begin + number / FRAMES_A_SECOND
        time.sleep(max(due - time.monotonic(), 0))
        picture = Gdk.pixbuf_get_from_window(root, 0, 0, root.get_width(), root.get_height())
        _, x, y = pointer.get_position()
        name = f"{time.monotonic() - begin:08.3f}_{x}_{y}"
        picture.savev(f"{folder}/{name}.part", "png", ["compression"], ["1"])
        pathlib.Path(f"{folder}/{name}.part").rename(f"{folder}/{name}.png")


if __name__ == "__main__":
    _record(sys.argv[1])
