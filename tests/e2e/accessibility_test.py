"""Every window for who does not see it or has no mouse: each control has a name, Tab reaches each one, and no two of a
window have the same mnemonic. Other languages are in languages_test.py."""

import contextlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import (ACCOUNT, DIAGNOSE, PUBLISH, PUBLISH_NOW, SAMPLE_MODEL, SETTINGS, SIGN_IN_TITLE,  # noqa: E402
                        TAG_CHIP, UPLOADS, main, wait_for)
from desktop import Timeout  # noqa: E402
from windows import Windows  # noqa: E402

# What a person does something with, by its role.
CONTROLS = ("push button", "toggle button", "check box", "radio button", "entry", "text", "password text",
            "spin button", "table", "tree table", "tree", "list box", "link", "slider")
MOST_STOPS = 60


class Accessibility(Windows):
    def setUp(self):
        super().setUp()
        self.speak("en")

    def usable(self, window):
        def is_usable(accessible):
            return (accessible.getRoleName() in CONTROLS and self.desktop.has_state(accessible, "sensitive")
                    and self.desktop.has_state(accessible, "focusable"))
        return self.desktop.find_all(window, where=is_usable)

    def focused(self, window):
        """None: it is in a combo box, whose inner button GTK tells nobody of."""
        with contextlib.suppress(Timeout):
            return self.desktop.find(window, where=lambda found: self.desktop.has_state(found, "focused"), timeout=1)
        return None

    def stops(self, window):
        """What has the focus, Tab after Tab, until the first one has it again."""
        stops = [self.focused(window)]
        while len(stops) < MOST_STOPS:
            self.desktop.key("Tab")
            if stops[-1] is not None:
                wait_for(lambda: not self.desktop.has_state(stops[-1], "focused"), 5, lambda: f"Tab to leave {stops}")
            now = self.focused(window)
            if now is not None and now in stops:
                return stops
            stops.append(now)
        raise AssertionError(f"Tab never comes round: {stops}")

    def is_reached(self, control, stops):
        """Of radio buttons one stands for all; chips of tags are reached from their field by arrow keys."""
        is_other = control.getRoleName() == "radio button" and not self.desktop.has_state(control, "checked")
        if is_other or TAG_CHIP.match(control.name):
            return True
        return control in stops

    def look_at(self, window, *own):
        """`own`: the names of controls that are drawn by the plugin itself, for which GTK has no role."""
        self.wait_in_front(window)
        usable = self.usable(window)
        self.assertGreaterEqual(len(usable), 1)
        nameless = [control for control in usable if not control.name and control.parent not in usable]
        self.assertEqual(nameless, [], self.desktop.tree(window))
        self.assert_mnemonics_differ(window)
        stops = self.stops(window)
        missed = [control for control in usable if not self.is_reached(control, stops)]
        self.assertEqual([control.name for control in missed], [])
        self.assertLessEqual(set(own), {stop.name for stop in stops if stop is not None})
        boxes = self.desktop.find_all(window, role="combo box",
                                      where=lambda box: self.desktop.has_state(box, "sensitive"))
        self.assertEqual([box for box in boxes if not box.name], [])
        self.assertEqual(stops.count(None), len(boxes), [stop and (stop.getRoleName(), stop.name) for stop in stops])

    def slicer_with_model(self, *options):
        sandbox = self.sandbox("--auto-approve", *options)
        return self.slicer(self.profile(sandbox), SAMPLE_MODEL)

    def test_the_form_with_all_unfolded(self):
        slicer = self.slicer_with_model()
        dialog = self.open(slicer, PUBLISH)
        self.type_tags(dialog, "vase, spiral,", ["vase", "spiral"])
        self.desktop.key("alt+g")
        self.desktop.find(dialog, role=("entry", "text"), name="Material")
        self.look_at(dialog, "Cover picture")

    def test_progress_and_outcome(self):
        slicer = self.slicer_with_model("--fault", "POST /api/v2/file#1:slow:600000")
        dialog = self.open(slicer, PUBLISH)
        self.desktop.press(self.button(dialog, "Publish"))
        self.button(dialog, "Continue in background")
        self.look_at(dialog)
        self.desktop.key("Escape")
        self.look_at(self.desktop.find(slicer, role=("alert", "dialog"), where=lambda window: self.desktop.find_all(
            window, role="push button", name="Keep for later")))
        self.desktop.press(self.button(slicer, "Keep for later"))
        self.button(dialog, "Go on")
        self.look_at(dialog)

    def test_windows_of_the_menu(self):
        profile = self.profile(self.sandbox("--auto-approve"))
        self.run_action(profile, "mmf.publish-now", SAMPLE_MODEL)  # something in the list
        slicer = self.slicer(profile, SAMPLE_MODEL)
        for item in (ACCOUNT, UPLOADS, SETTINGS, DIAGNOSE):
            with self.subTest(item):
                window = self.open(slicer, item)
                self.look_at(window)
                self.leave(slicer, window)

    def test_the_question_for_a_client(self):
        slicer = self.slicer(None, SAMPLE_MODEL, env={"MMF_PUBLISH_PROFILE": None})
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.look_at(self.dialog(slicer, "Connect to MyMiniFactory"))

    def test_the_password_window(self):
        slicer = self.slicer(self.password_profile(self.sandbox()), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.look_at(self.dialog(slicer, SIGN_IN_TITLE))


if __name__ == "__main__":
    main()
