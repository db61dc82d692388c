"""A stock PrusaSlicer publishes: Debian's own package, started with the adapter and used by menu and keyboard."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import BUILD, PLUGIN_DIR, PUBLISH, PUBLISH_NOW, main, wait_for  # noqa: E402
from prusaslicer import BUNNY, MODULE, SCREW, WithPrusaSlicer  # noqa: E402


class PrusaSlicer(WithPrusaSlicer):
    def publish_now(self, slicer):
        self.in_front(slicer)
        self.desktop.key("alt+f", "e", "n")

    def item(self, slicer, name):
        return self.desktop.find(slicer, role="menu item", name=name, showing=False)

    def wait_for_object(self, sandbox, count=1):
        wait_for(lambda: len(sandbox.objects()) == count
                 and all(file["posts"] for held in sandbox.objects() for file in held["files"]), 60,
                 f"object number {count}")
        return sandbox.objects()[-1]

    def assert_equal_bytes(self, held, expected):
        self.assertEqual(len(held["files"]), 1)
        self.assertEqual(held["files"][0]["bytes"], len(expected))
        self.assertEqual(held["files"][0]["sha256"], hashlib.sha256(expected).hexdigest())

    def assert_left_alone(self, before):
        """The folder of the last export, and no file in it that nobody asked for."""
        self.assertEqual(self.setting("last_output_path"), before)
        self.assertEqual([p.name for p in self.exports.iterdir() if p.name.startswith(".")], [])

    def test_the_bunny_by_the_dialog(self):
        sandbox = self.sandbox()
        slicer = self.prusaslicer(self.profile(sandbox), BUNNY)
        self.settled(slicer)
        by_hand = self.export_by_hand(slicer, self.exports / "by-hand.stl")
        wait_for(lambda: self.setting("last_output_path") == str(self.exports), 10, "the settings to be saved")

        self.in_front(slicer)
        self.desktop.key("alt+f", "e")
        self.picture("prusaslicer-menu", shows=self.desktop.find(slicer, role="menu item", name=PUBLISH))
        self.desktop.key("m")
        dialog = self.dialog(slicer, "Publish to MyMiniFactory")
        self.assertEqual(self.desktop.text(self.entry(dialog, "Name")), "bunny")
        self.picture("prusaslicer-publish", shows=self.button(dialog, "Publish"))
        self.desktop.key("Return")
        self.sign_in(slicer)
        self.picture("prusaslicer-sign-in", shows=self.button(slicer, "Allow"))
        self.allow(slicer)
        done = self.desktop.find(dialog, role="label", name="Uploaded. Only you can see it.", timeout=60)
        self.picture("prusaslicer-done", shows=done)
        self.desktop.press(self.button(dialog, "Close"))
        held = self.wait_for_object(sandbox)
        self.assert_equal_bytes(held, by_hand)
        self.assertEqual(held["files"][0]["filename"], "bunny.stl")
        self.assertEqual(held["name"], "bunny")
        self.assert_left_alone(str(self.exports))
        self.desktop.find(slicer, role="label", name="Uploaded. Only you can see it.")
        self.picture("prusaslicer-notification")

    def test_the_screw_by_publish_now(self):
        sandbox = self.sandbox("--auto-approve")
        slicer = self.prusaslicer(self.profile(sandbox), SCREW)
        self.settled(slicer)
        by_hand = self.export_by_hand(slicer, self.exports / "by-hand.stl")
        self.publish_now(slicer)
        held = self.wait_for_object(sandbox)
        self.assert_equal_bytes(held, by_hand)
        self.assertEqual(held["name"], "M3x10_screw")
        self.assertEqual(held["visibility"], 0)

    def test_two_objects_one_of_them_scaled_and_rotated(self):
        turned = "0 1.5 0 -1.5 0 0 0 0 1.5 120 60 0"
        plain = "1 0 0 0 1 0 0 0 1 60 60 0"
        project = self.project("two.3mf", ("cube", 20, plain), ("turned", 10, turned))
        sandbox = self.sandbox("--auto-approve")
        slicer = self.prusaslicer(self.profile(sandbox), project)
        self.settled(slicer)
        by_hand = self.export_by_hand(slicer, self.exports / "by-hand.stl")
        self.publish_now(slicer)
        held = self.wait_for_object(sandbox)
        self.assert_equal_bytes(held, by_hand)
        self.assertEqual(len(by_hand), 84 + 50 * 24)

    def test_an_empty_plate_cannot_be_published(self):
        sandbox = self.sandbox()
        slicer = self.prusaslicer(self.profile(sandbox))
        self.in_front(slicer)
        self.desktop.key("alt+f", "e")
        self.desktop.find(slicer, role="menu item", name=PUBLISH)
        for name in (PUBLISH, PUBLISH_NOW):
            self.assertFalse(self.desktop.has_state(self.item(slicer, name), "sensitive"), name)
        self.desktop.key("m", "Escape", "Escape")
        self.assertEqual(sandbox.requests(), [])


if __name__ == "__main__":
    main()
