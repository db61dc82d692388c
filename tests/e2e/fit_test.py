"""A model that is over the limit: what is offered, by keyboard and AT-SPI, and what then arrives."""

import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import ORACLE, EndToEnd, expected_sha256, main, wait_for  # noqa: E402

TITLE = "Make the file fit"
TRIANGLES = 2_200_000  # 110.0 MB
LIMIT = 100_000_000


class Fit(EndToEnd):
    def setUp(self):
        super().setUp()
        self.service = self.sandbox("--auto-approve")

    # --- the cast

    def model(self, name, triangles):
        path = self.folder / name
        subprocess.run([sys.executable, ORACLE, "make", str(triangles), path], check=True)
        return path

    def open(self, *models):
        slicer = self.slicer(self.profile(self.service), *models)
        # Millions of triangles are read before the slicer has a window, and measured before the dialog is there.
        self.desktop.find(slicer, role="frame", timeout=120)
        return slicer, self.publish_dialog(slicer, timeout=60)

    def ask(self, slicer):
        self.desktop.key("alt+i")
        return self.dialog(slicer, TITLE)

    def make_fit(self, slicer, timeout=60):
        self.desktop.key("Return")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE, timeout=timeout)

    def publish(self, dialog):
        self.wait_on(dialog, "Publish")
        self.desktop.press(self.button(dialog, "Publish"))
        self.desktop.find(dialog, role="label", name="Uploaded. Only you can see it.", timeout=60)
        held = self.service.objects()
        self.assertEqual(len(held), 1)
        self.desktop.press(self.button(dialog, "Close"))
        return held[0]["files"]

    def arrived(self, file):
        """The bytes of a file at the service, in a file."""
        path = self.folder / file["filename"]
        path.write_bytes(self.service.file(file["upload_id"]))
        self.assertLess(path.stat().st_size, LIMIT)
        return path

    # --- what is seen

    def has_label(self, dialog, words):
        return self.desktop.find(dialog, role="label", where=lambda label: words in " ".join(label.name.split()))

    def choices(self, dialog):
        return [button.name for button in self.desktop.find_all(dialog, role="radio button")]

    def chosen(self, dialog):
        return [button.name for button in self.desktop.find_all(
            dialog, role="radio button", where=lambda button: self.desktop.has_state(button, "checked"))]

    def wait_on(self, dialog, button, on=True):
        wait_for(lambda: self.desktop.has_state(self.button(dialog, button), "sensitive") == on, 10,
                 f"{button} to be {'on' if on else 'off'}")

    def cell(self, dialog, name):
        return self.desktop.find(dialog, role="table cell", name=name)

    # --- the tests

    def test_reduced_left_as_it_is_and_sent_as_ply(self):
        model = self.model("big.stl", TRIANGLES)
        slicer, dialog = self.open(model)
        self.has_label(dialog, "“big.stl” is too large")
        self.wait_on(dialog, "Publish", False)
        question = self.ask(slicer)
        self.has_label(question, "“big.stl” has 110.0 MB.")
        reduce = "Reduce to fit: 1,989,998 of 2,200,000 triangles, 99.5 MB"
        ply = "Binary PLY with shared vertices: about 41.8 MB"
        self.assertEqual(self.choices(question), [reduce, ply])
        self.assertEqual(self.chosen(question), [reduce])
        self.has_label(question, "PLY is accepted, but only STL is verified by the site today.")
        self.picture("fit", shows=self.desktop.find(question, role="radio button", name=ply))

        # Escape while it works gives the question back, and once more leaves it.
        self.desktop.key("Return")
        self.has_label(question, "Reducing.")
        self.desktop.key("Escape")
        self.has_label(question, "Cancelled. Nothing was changed.")
        self.wait_on(question, "Make it fit")
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        self.wait_on(dialog, "Publish", False)

        question = self.ask(slicer)
        self.make_fit(slicer)
        note = self.has_label(dialog, "“big.stl” is reduced from 2,200,000 to ")
        told = re.search(r"to ([\d,]+) triangles. Its surface moves by at most about ([\d.]+) mm",
                         " ".join(note.name.split()))
        self.assertIsNotNone(told, note.name)
        self.assertLessEqual(int(told[1].replace(",", "")), 1_989_998)
        self.assertLess(float(told[2]), 0.05)
        self.cell(dialog, "99.5 MB")
        self.wait_on(dialog, "Publish")
        self.picture("fit-reduced", shows=note)

        question = self.ask(slicer)
        leave = "Leave it as it is: 110.0 MB"
        self.assertEqual(self.choices(question), [reduce, ply, leave])
        self.desktop.key("alt+l")
        self.make_fit(slicer)
        self.has_label(dialog, "“big.stl” is too large")
        self.wait_on(dialog, "Publish", False)

        question = self.ask(slicer)
        self.desktop.key("alt+p")
        self.make_fit(slicer)
        self.cell(dialog, "big.ply")
        self.has_label(dialog, "“big.stl” goes as PLY.")
        files = self.publish(dialog)
        self.assertEqual([file["filename"] for file in files], ["big.ply"])
        # Every triangle as it was: the same STL could be made of it.
        self.assertEqual(expected_sha256(self.arrived(files[0])), expected_sha256(model))

    def test_what_was_reduced_arrives(self):
        slicer, dialog = self.open(self.model("big.stl", TRIANGLES))
        self.ask(slicer)
        self.make_fit(slicer)
        files = self.publish(dialog)
        self.assertEqual([file["filename"] for file in files], ["big.stl"])
        path = self.arrived(files[0])
        # As the other writer has it: whole, and with its normals.
        self.assertEqual(expected_sha256(path), files[0]["sha256"])
        self.assertGreater(path.stat().st_size, 0.9 * LIMIT)

    def test_objects_that_fit_apart(self):
        slicer, dialog = self.open(self.model("one.stl", 1_100_000), self.model("two.stl", 1_000_000))
        self.wait_on(dialog, "Publish")
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Make It Fit…"), [])
        self.desktop.key("alt+e")
        self.has_label(dialog, "is too large")
        self.wait_on(dialog, "Publish", False)
        question = self.ask(slicer)
        self.assertEqual(self.chosen(question), ["One file for each object: 2 files, the largest of 55.0 MB"])
        self.picture("fit-apart", shows=self.button(question, "Make it fit"))
        self.make_fit(slicer)
        self.cell(dialog, "one.stl")
        self.cell(dialog, "two.stl")
        self.wait_on(dialog, "Publish")


if __name__ == "__main__":
    main()
