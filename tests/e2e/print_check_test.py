"""What the publish form says of the model's size and of what would keep it from being printed."""

import pathlib
import struct
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import ORACLE, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

TITLE = "Publish to MyMiniFactory"
SOUND = "Nothing was found that would keep it from being printed."
# Two triangles for each side of a cube, its corners numbered by their bits: x, y, z.
CUBE = ((0, 2, 3), (0, 3, 1), (4, 5, 7), (4, 7, 6), (0, 1, 5), (0, 5, 4),
        (2, 6, 7), (2, 7, 3), (0, 4, 6), (0, 6, 2), (1, 3, 7), (1, 7, 5))
VAST = 600_000


def cube(side, at=0):
    corner = [tuple(at * (axis == 0) + side * (i >> axis & 1) for axis in range(3)) for i in range(8)]
    return [tuple(corner[i] for i in triangle) for triangle in CUBE]


def turned(triangles):
    return [(a, c, b) for a, b, c in triangles]


class PrintCheck(EndToEnd):
    def model(self, name, triangles):
        path = self.folder / f"{name}.stl"
        records = [struct.pack("<12fH", 0, 0, 0, *(value for corner in triangle for value in corner), 0)
                   for triangle in triangles]
        path.write_bytes(bytes(80) + struct.pack("<I", len(records)) + b"".join(records))
        return path

    def open(self, *models, timeout=10):
        self.service = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(self.service), *models)
        return slicer, self.publish_dialog(slicer, timeout)

    def said(self, dialog, *parts, timeout=20):
        """A label that has all of that in it."""
        return self.desktop.find(dialog, role="label", timeout=timeout,
                                 where=lambda label: all(part in " ".join(label.name.split()) for part in parts))

    def test_nothing_found(self):
        _, dialog = self.open(SAMPLE_MODEL)
        told = self.said(dialog, "46 × 46 × 60 mm, 16.8 cm³. " + SOUND)
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Show details"), [])
        self.picture("print-check", shows=told)

    def test_what_is_found(self):
        parts = cube(300)[:-1] + cube(0.25, at=320) + turned(cube(20, at=340)) + [((0, 0, 0),) * 3]
        slicer, dialog = self.open(self.model("Odd", parts))
        told = self.said(dialog, "360 × 300 × 300 mm. 5 things may keep it from being printed.")
        show = self.button(dialog, "Show details")
        self.picture("print-check-found", shows=told)
        self.desktop.key("alt+w")
        details = self.said(dialog, "• 3 edges are open: ", "• 1 part is inside out. ", "• 1 triangle has no area. ",
                            "• 1 part is smaller than 0.5 mm, ",
                            "• It is larger than the bed of a common printer. Cut or scale it to 256 mm, ")
        self.assertTrue(self.desktop.has_state(show, "sensitive"))
        self.picture("print-check-details", shows=details)
        self.desktop.key("alt+h")
        self.desktop.wait_gone(dialog, role="label", name=details.name)
        self.button(dialog, "Show details")
        # None of it forbids anything.
        self.desktop.press(self.button(dialog, "Publish"))
        self.said(dialog, "Uploaded. Only you can see it.", timeout=30)
        self.desktop.press(self.button(dialog, "Close"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        self.assertEqual(len(self.service.objects()), 1)

    def test_an_inch_in_inches(self):
        _, dialog = self.open(self.model("Inch", cube(1)))
        self.said(dialog, "1 × 1 × 1 mm, 1 mm³. 1 thing may keep it from being printed.")
        self.desktop.press(self.button(dialog, "Show details"))
        self.said(dialog, "• It is less than 5 mm long. If it was drawn in inches or metres, scale it")

    def test_of_what_is_published(self):
        _, dialog = self.open(self.model("Box", cube(20)), self.model("Open", cube(20)[:-1]))
        self.said(dialog, "1 thing may keep it from being printed.")
        self.desktop.click(self.desktop.find(dialog, role="table cell", name="Open.stl"))
        self.desktop.key("Delete")
        self.said(dialog, "20 × 20 × 20 mm, 8 cm³. " + SOUND)
        self.desktop.press(self.button(dialog, "Put All Back"))
        self.said(dialog, "1 thing may keep it from being printed.")

    def test_of_a_file_from_the_slicer(self):
        self.service = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(self.service), "--plate-file", self.model("Open", cube(20)[:-1]))
        dialog = self.publish_dialog(slicer)
        self.said(dialog, "20 × 20 × 20 mm. 1 thing may keep it from being printed.")

    def test_a_large_one_keeps_nobody_waiting(self):
        path = self.folder / "Vast.stl"
        subprocess.run([sys.executable, ORACLE, "make", str(VAST), path], check=True)
        slicer, dialog = self.open(path, timeout=60)
        # Closed at once, whatever is under way; and opened again it comes to its end.
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        dialog = self.publish_dialog(slicer, 60)
        self.said(dialog, "mm, ", SOUND, timeout=60)
        wait_for(lambda: self.desktop.has_state(self.button(dialog, "Publish"), "sensitive"), 5, "the form")


if __name__ == "__main__":
    main()
