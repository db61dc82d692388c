"""A stock PrusaSlicer publishes: Debian's own package, started with the adapter and used by menu and keyboard."""

import hashlib
import pathlib
import resource
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import (ACCOUNT, BUILD, DIAGNOSE, MENU_LABELS, PLUGIN_DIR, PUBLISH, PUBLISH_NOW,  # noqa: E402
                        UPLOADS, main, translation, wait_for)
from prusaslicer import BUNNY, MODULE, SCREW, WithPrusaSlicer  # noqa: E402


# Shows a window, and says whether wxWidgets came into it and what its children would be told to load.
PLAIN_GTK_PROGRAM = """
import subprocess, gi
gi.require_version("Gtk", "3.0")
from gi.repository import GLib, Gtk
Gtk.Window().show()
GLib.timeout_add(500, Gtk.main_quit)
Gtk.main()
print("libwx" in open("/proc/self/maps").read(), flush=True)
subprocess.run(["printenv", "GTK_MODULES"])
"""


class PrusaSlicer(WithPrusaSlicer):
    def publish_now(self, slicer):
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")

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

        self.open_menu(slicer, "alt+f", "e", item=PUBLISH)
        self.picture("prusaslicer-menu", shows=self.item(slicer, PUBLISH))
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
        project = self.project("two.3mf", ("cube", 20, plain), ("turned", 20, turned))
        sandbox = self.sandbox("--auto-approve")
        slicer = self.prusaslicer(self.profile(sandbox), project)
        self.desktop.press(self.button(slicer, "No"))  # are they parts of one object?
        self.settled(slicer)
        by_hand = self.export_by_hand(slicer, self.exports / "by-hand.stl")
        self.publish_now(slicer)
        held = self.wait_for_object(sandbox)
        self.assert_equal_bytes(held, by_hand)
        self.assertEqual(len(by_hand), 84 + 50 * 24)

    def test_an_empty_plate_cannot_be_published(self):
        sandbox = self.sandbox()
        slicer = self.prusaslicer(self.profile(sandbox))
        self.open_menu(slicer, "alt+f", "e", item=PUBLISH)
        for name in (PUBLISH, PUBLISH_NOW):
            self.assertFalse(self.desktop.has_state(self.item(slicer, name), "sensitive"), name)
        self.desktop.key("m", "Escape", "Escape")
        self.assertEqual(sandbox.requests(), [])

    def test_in_french_and_german(self):
        """The places are found through the host's own translation, and no mnemonic clashes."""
        for language in ("fr_FR", "de_DE"):
            with self.subTest(language):
                self.write_settings(translation_language=language, last_output_path=self.exports)
                sandbox = self.sandbox("--auto-approve")
                slicer = self.prusaslicer(self.profile(sandbox), BUNNY, env={"LANG": language + ".UTF-8"})
                tr = translation(language[:2])
                publish, publish_now, *about_account = (
                    tr(MENU_LABELS[item]).replace("&", "") for item in (PUBLISH, PUBLISH_NOW, ACCOUNT, UPLOADS, DIAGNOSE))
                item = self.item(slicer, publish)
                menu = item.parent
                labels = [menu.getChildAtIndex(i).name for i in range(menu.childCount)]
                stl = [i for i, label in enumerate(labels) if "STL" in label]
                self.assertEqual(len(stl), 2, labels)
                self.assertEqual(labels.index(publish), stl[-1] + 1, labels)
                self.assertNotIn("Export Plate as STL…", labels)  # it does speak the language
                for label in about_account:
                    self.assertIn(self.item(slicer, label).parent.name, ("Configuration", "Konfiguration"))
                self.assert_no_mnemonic_twice(menu)
                self.open_menu_of(slicer, item)
                self.picture(f"prusaslicer-menu-{language}", shows=item)
                self.desktop.press(self.item(slicer, publish_now))
                self.assertEqual(self.wait_for_object(sandbox)["name"], "bunny")
                slicer.end()

    def assert_no_mnemonic_twice(self, menu):
        # As GTK tells it: the mnemonic, the way from the menu bar, the shortcut.
        keys = [menu.getChildAtIndex(i).queryAction().getKeyBinding(0).split(";")[0].lower()
                for i in range(menu.childCount) if menu.getChildAtIndex(i).name]
        keys = [key for key in keys if key]
        self.assertGreater(len(keys), 4, keys)
        self.assertEqual(sorted(keys), sorted(set(keys)))

    def test_in_the_background(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:slow:600000")
        slicer = self.prusaslicer(self.profile(sandbox), BUNNY)
        self.settled(slicer)
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")
        self.desktop.press(self.button(dialog, "Continue in background"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name="Publish to MyMiniFactory")
        show = self.button(slicer, "Show")
        self.desktop.find(slicer, role="label", name="bunny")
        self.picture("prusaslicer-background", shows=show)
        self.desktop.press(show)
        dialog = self.dialog(slicer, "Publish to MyMiniFactory")
        self.desktop.press(self.button(dialog, "Continue in background"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name="Publish to MyMiniFactory")
        sandbox.clear_faults()
        self.desktop.find(slicer, role="label", name="Uploaded. Only you can see it.", timeout=60)
        self.assertEqual(self.desktop.find_all(slicer, role="push button", name="Show"), [])
        self.assertEqual(self.wait_for_object(sandbox)["name"], "bunny")

    def test_cancel_in_the_middle(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:stop-reading")
        slicer = self.prusaslicer(self.profile(sandbox), BUNNY)
        self.settled(slicer)
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")
        self.desktop.find(dialog, role="label", where=lambda label: label.name.startswith("Uploading"))
        self.desktop.key("Escape")
        self.desktop.press(self.button(slicer, "Keep for later"))
        self.desktop.press(self.button(dialog, "Close"))
        self.assertIsNone(slicer.poll())
        self.assert_resumed(sandbox)

    def test_closed_in_the_middle(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:stop-reading")
        slicer = self.prusaslicer(self.profile(sandbox), BUNNY)
        self.settled(slicer)
        self.publish_now(slicer)
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")

        self.desktop.key("ctrl+q")
        self.picture("prusaslicer-quit", shows=self.button(slicer, "Wait"))
        self.desktop.press(self.button(slicer, "Wait"))
        self.desktop.wait_gone(slicer, role="push button", name="Wait")
        self.assertIsNone(slicer.poll())

        self.in_front(slicer)
        self.desktop.key("ctrl+q")
        self.desktop.press(self.button(slicer, "Quit and pause"))
        self.assertEqual(self.wait_for_end(slicer), 0)
        self.assert_resumed(sandbox)

    def test_killed_in_the_middle(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:stop-reading")
        slicer = self.prusaslicer(self.profile(sandbox), BUNNY)
        self.settled(slicer)
        self.publish_now(slicer)
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")
        slicer.kill()
        slicer.wait()
        sandbox.clear_faults()
        again = self.prusaslicer(self.profile(sandbox))
        self.desktop.find(again, role="label", name="1 upload to MyMiniFactory was not finished.", timeout=30)
        offered = self.button(again, "Go on")
        self.picture("prusaslicer-unfinished", shows=offered)
        self.desktop.click(offered)
        self.desktop.find(again, role="label", name="Uploaded. Only you can see it.", timeout=30)
        held = self.wait_for_object(sandbox)
        self.assertEqual(len(sandbox.requests("/api/v2/object")), 1)
        self.assertEqual(held["files"][0]["bytes"], BUNNY.stat().st_size)

    def assert_resumed(self, sandbox):
        """What was kept goes on without PrusaSlicer and without the model, into the object there is."""
        self.assertEqual([file["posts"] for file in sandbox.objects()[0]["files"]], [0])
        status, report = self.run_action(self.profile(sandbox), "mmf.resume")
        self.assertEqual((status, report["outcome"]), (0, "done"), report)
        held = self.wait_for_object(sandbox)
        self.assertEqual(len(sandbox.requests("/api/v2/object")), 1)
        self.assertEqual(held["files"][0]["bytes"], BUNNY.stat().st_size)

    def test_two_at_the_same_time(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:slow:600000")
        first = self.prusaslicer(self.profile(sandbox), BUNNY)
        self.settled(first)
        self.publish_now(first)
        wait_for(lambda: sandbox.objects() and sandbox.objects()[0]["files"][0]["posts"], 30, "the first upload")
        second = self.prusaslicer(self.profile(sandbox), SCREW)
        self.settled(second)
        self.publish_now(second)
        self.desktop.find(second, role="label", name="Uploaded. Only you can see it.", timeout=30)
        self.assertFalse(self.desktop.find_all(first, role="label", name="Uploaded. Only you can see it."))
        sandbox.clear_faults()  # lets the first answer go
        self.desktop.find(first, role="label", name="Uploaded. Only you can see it.", timeout=30)
        self.assertEqual(sorted(held["name"] for held in sandbox.objects()), ["M3x10_screw", "bunny"])


    def test_another_language_makes_a_new_window(self):
        sandbox = self.sandbox("--auto-approve")
        slicer = self.prusaslicer(self.profile(sandbox), BUNNY)
        self.settled(slicer)
        self.choose(slicer, "Language", "alt+c", "l")
        self.desktop.press(self.button(slicer, "OK"))  # the plate will be lost
        self.desktop.click(self.desktop.find(slicer, role="table cell", name="French"))
        self.desktop.press(self.button(slicer, "OK"))
        wait_for(lambda: slicer.error_output().count("attached in") == 2, 60, "plugins in the new window")
        self.assertEqual(len(self.desktop.find_all(slicer, role="menu item", name=PUBLISH, showing=False)), 1)
        self.assertIsNone(slicer.poll())

    def test_a_full_disk(self):
        sandbox = self.sandbox("--auto-approve")
        # Python ignores the signal that comes with the limit, and so does what it starts with its signals as they are.
        slicer = self.prusaslicer(self.profile(sandbox), BUNNY, restore_signals=False)
        self.settled(slicer)
        # As far as one program can see: no file may grow beyond 12 kB from now on.
        resource.prlimit(slicer.pid, resource.RLIMIT_FSIZE, (12_000, 12_000))
        self.publish_now(slicer)
        self.desktop.find(slicer, role="label", where=lambda a: "did not write the whole plate" in a.name)
        self.picture("prusaslicer-full-disk", shows=self.button(slicer, "OK"))
        self.desktop.press(self.button(slicer, "OK"))
        self.assertEqual(sandbox.requests("/api/v2/object"), [])
        self.assertEqual(list(self.exports.iterdir()), [])

    def test_any_plugin_works(self):
        path = self.folder / "by-plugin.stl"
        slicer = self.prusaslicer(self.profile(self.sandbox()), BUNNY,
                                  env={"SLICER_PLUGIN_PATH": BUILD / "tests/abi/plugins/hello", "PLATE_FILE": path})
        self.settled(slicer)
        by_hand = self.export_by_hand(slicer, self.exports / "by-hand.stl")
        self.desktop.press(self.item(slicer, "Export to $PLATE_FILE"))
        self.desktop.find(slicer, role="label", name="bunny")  # it tells the plate's name
        self.assertEqual(path.read_bytes(), by_hand)

    def test_the_folder_of_the_last_export_where_there_is_none(self):
        """A model of the shapes that come with PrusaSlicer offers no folder of its own."""
        gone = self.folder / "gone"
        for before in ({}, {"last_output_path": gone}):
            with self.subTest(before):
                self.write_settings(**before)
                sandbox = self.sandbox("--auto-approve")
                slicer = self.prusaslicer(self.profile(sandbox), BUNNY)
                self.settled(slicer)
                self.publish_now(slicer)
                self.wait_for_object(sandbox)
                slicer.end()
                after = self.setting("last_output_path")
                if after is not None and after != str(gone):  # never one that the next export would not find
                    self.assertTrue(pathlib.Path(after).is_dir(), after)
                    self.assertNotIn("mmf-publish", after)


class Misfits(WithPrusaSlicer):
    """Where something is wrong the slicer starts all the same, and a sentence says what it is."""

    def started(self, program):
        self.main_window(program)
        self.in_front(program)
        self.assertIsNone(program.poll())
        return program.error_output()

    def has_publish(self, program):
        return bool(self.desktop.find_all(program, role="menu item", name=PUBLISH, showing=False))

    def test_the_module_is_not_there(self):
        slicer = self.prusaslicer(self.profile(self.sandbox()), module=self.folder / "nowhere.so", wait=False)
        self.assertIn("nowhere.so", self.started(slicer))

    def test_junk_and_a_damaged_plugin(self):
        junk = self.folder / "plugins"
        junk.mkdir()
        (junk / "notes.txt").write_text("not a plugin")
        (junk / "text.so").write_text("not a library")
        damaged = (PLUGIN_DIR / "libmmf-publish.so").read_bytes()
        (junk / "damaged.so").write_bytes(damaged[:5000])
        slicer = self.prusaslicer(self.profile(self.sandbox()), BUNNY, env={"SLICER_PLUGIN_PATH": junk})
        said = self.started(slicer)
        for name in ("text.so", "damaged.so"):
            self.assertIn(f"{name} was not loaded", said)
            self.desktop.find(slicer, role="label", where=lambda a, n=name: f"Plugin {n} was not loaded" in a.name)
        self.assertNotIn("notes.txt", said)
        self.assertTrue(self.has_publish(slicer))
        self.picture("prusaslicer-damaged-plugin")

    def test_a_plugin_folder_that_is_not_there(self):
        slicer = self.prusaslicer(self.profile(self.sandbox()),
                                  env={"SLICER_PLUGIN_PATH": self.folder / "nowhere"})
        self.assertIn("nowhere was not loaded", self.started(slicer))
        self.assertTrue(self.has_publish(slicer))

    def test_a_state_folder_that_cannot_be_written(self):
        sandbox = self.sandbox("--auto-approve")
        not_a_folder = self.folder / "occupied"
        not_a_folder.write_text("")  # the user is root here, whom permissions do not stop
        slicer = self.prusaslicer(self.profile(sandbox), BUNNY, env={"XDG_STATE_HOME": not_a_folder})
        self.settled(slicer)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.desktop.find(slicer, role="label", where=lambda a: str(not_a_folder) in a.name)
        self.picture("prusaslicer-no-state", shows=self.button(slicer, "OK"))
        self.assertEqual(sandbox.requests("/api/v2/object"), [])

    def test_other_programs_stay_as_they_are(self):
        """A GTK program without wxWidgets, PrusaSlicer's viewer, and a wxWidgets program that is no PrusaSlicer:
        one line each, no item."""
        plain = self.desktop.start(
            ["/usr/bin/python3", "-c", PLAIN_GTK_PROGRAM],
            env={"GTK_MODULES": f"gail:{MODULE}"})
        self._started.append(plain)
        self.assertEqual(self.wait_for_end(plain), 0)
        self.assertEqual(plain.output().split(), ["False", "gail"])
        self.assertEqual(plain.error_output().count("slicer-sdk:"), 1, plain.error_output())

        viewer = self.desktop.start(["prusa-gcodeviewer", "--datadir", self.data], env={"GTK_MODULES": MODULE})
        self._started.append(viewer)
        wait_for(lambda: "has no menu item that exports" in viewer.error_output(), 60, "the line")

        shim = self.desktop.start([BUILD / "bin/shim-slicer", "--plugin-dir", PLUGIN_DIR], env={"GTK_MODULES": MODULE})
        self._started.append(shim)
        wait_for(lambda: "is not PrusaSlicer" in shim.error_output(), 20, "the line")
        self.assertEqual(len(self.desktop.find_all(shim, role="menu item", name=PUBLISH, showing=False)), 1)
        self.assertEqual(shim.error_output().count("No plugins"), 1)


if __name__ == "__main__":
    main()
