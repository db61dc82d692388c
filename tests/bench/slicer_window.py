"""What the plugin costs the reference slicer's window, as the slicer measures it (--measure)."""

import math
import os
import pathlib
import re
import statistics
import struct
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e/support"))
from end_to_end import PUBLISH, SAMPLE_MODEL, UPLOADS, EndToEnd, main, wait_for  # noqa: E402
from history import add_uploads  # noqa: E402
from slow_line import SlowLine  # noqa: E402

RUNS = int(os.environ.get("RUNS", "10"))
IS_SMALL = RUNS == 1  # whether it works
LARGE = 1_990_000 // (20 if IS_SMALL else 1)  # triangles
UPLOADS_OF_EARLIER = 10_000
UPLOAD_SECONDS = 1 if IS_SMALL else 10
NUMBER = r"([\d.]+)"


def write_torus(path, triangles):
    """About so many, not more; of neighbours none has the other's normal."""
    side = math.isqrt(triangles // 2)
    angles = [2 * math.pi * i / side for i in range(side + 1)]
    circle = [(math.cos(angle), math.sin(angle)) for angle in angles[:-1]] + [(1, 0)]
    rings = [[struct.pack("<3f", (40 + 15 * c) * x, (40 + 15 * c) * y, 15 * s) for c, s in circle]
             for x, y in circle]
    with path.open("wb") as file:
        file.write(bytes(80) + struct.pack("<I", 2 * side * side))
        for ring, following in zip(rings, rings[1:]):
            for a, d, b, c in zip(ring, ring[1:], following, following[1:]):
                file.write(bytes(12) + a + b + c + bytes(14) + a + c + d + bytes(2))
    return path


def figure(name, values, unit="ms"):
    print(f"{name} {statistics.median(values):.2f} {unit}", flush=True)


class Window(EndToEnd):
    def setUp(self):
        super().setUp()
        self.service = self.sandbox("--auto-approve")

    def said(self, slicer, pattern, count=1, timeout=120):
        """The numbers of the last of so many lines, without a look at the window, which would keep it busy."""
        def look():
            lines = re.findall(pattern, slicer.error_output())
            return len(lines) >= count and lines[-1]

        found = wait_for(look, timeout, lambda: f"{pattern!r} in {slicer.error_output()}")
        return [float(number) for number in ([found] if isinstance(found, str) else found)]

    def start(self, *words, **changes):
        return self.slicer(self.profile(self.service, **changes), "--measure", *words)

    def test_start(self):
        costs = []
        for _ in range(RUNS + 1):  # the first one fills the caches
            slicer = self.start()
            costs.append(self.said(slicer, rf"startup {NUMBER} ms {NUMBER} MiB"))
            slicer.end()
        milliseconds, mebibytes = zip(*costs[1:])
        figure("startup_cost_ms", milliseconds)
        figure("startup_rss_mib", mebibytes, "MiB")

    def opened(self, slicer, item, keys, title, count):
        """Milliseconds of an action's window that is opened the `count`th time."""
        self.choose(slicer, item, *keys)
        took, = self.said(slicer, rf"mmf\.\S+ shown {NUMBER} ms", count)
        self.dialog(slicer, title)
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=title)
        return took

    def publish_opened(self, slicer, count):
        return self.opened(slicer, PUBLISH, ("alt+f", "e", "m"), "Publish to MyMiniFactory", count)

    def test_first_action(self):
        times = []
        for _ in range(RUNS + 1):
            slicer = self.start(SAMPLE_MODEL)
            times.append(self.publish_opened(slicer, 1))
            slicer.end()
        figure("first_action_ms", times[1:])

    def test_large_plate(self):
        slicer = self.start("--no-gl", write_torus(self.folder / "torus.stl", LARGE))
        times = [self.publish_opened(slicer, count) for count in range(1, RUNS + 2)]
        figure("dialog_open_ms", times[1:])

    def test_long_history(self):
        self.run_action(self.profile(self.service), "mmf.publish-now", SAMPLE_MODEL)  # for its picture
        add_uploads(self.folder / "state/mmf-publish", self.service.url, UPLOADS_OF_EARLIER)
        slicer = self.start()
        times = [self.opened(slicer, UPLOADS, ("alt+a", "u"), "MyMiniFactory uploads", count)
                 for count in range(1, RUNS + 2)]
        figure("uploads_window_ms", times[1:])

    def test_slow_publish(self):
        model = write_torus(self.folder / "torus.stl", LARGE)
        line = SlowLine(urllib.parse.urlsplit(self.service.url).port, model.stat().st_size / UPLOAD_SECONDS)
        self.addCleanup(line.close)
        service = {"api_base_url": f"http://127.0.0.1:{line.port}/api/v2", "keep_link": "file"}
        # Links the account, so that no window comes for it.
        self.assertEqual(self.run_action(self.profile(self.service, **service), "mmf.publish-now", SAMPLE_MODEL)[0], 0)
        longest, p999 = [], []
        for number in range(max(1, RUNS // 2)):
            with model.open("r+b") as file:  # other bytes: another upload
                file.seek(84 + 12)
                file.write(struct.pack("<f", 55 + number / 1000))
            slicer = self.start("--run", "mmf.publish-now", "--report", self.folder / "report.json", model, **service)
            self.assertEqual(self.wait_for_end(slicer, 120), 0, slicer.error_output())
            _, longest_gap, p999_gap = self.said(slicer, rf"beats {NUMBER} longest {NUMBER} ms p999 {NUMBER} ms")
            longest.append(longest_gap)
            p999.append(p999_gap)
        figure("main_thread_longest_ms", longest)
        figure("main_thread_p999_ms", p999)


if __name__ == "__main__":
    main()
