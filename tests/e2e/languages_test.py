"""The windows in each language: they speak it, nothing in them is cut off, and the service is asked in it."""

import pathlib
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import (ACCOUNT, DIAGNOSE, MENU_LABELS, PUBLISH, SAMPLE_MODEL, SETTINGS, UPLOADS,  # noqa: E402
                        EndToEnd, main, translation, wait_for)

MENUS = {PUBLISH: ("alt+f", "e")} | dict.fromkeys((ACCOUNT, UPLOADS, SETTINGS, DIAGNOSE), ("alt+a",))
LABELS_OF_WINDOWS = ("label", "push button", "radio button", "check box", "entry", "text", "table column header")
A_PIXEL = 1


def in_language(language):
    """The environment of a program that speaks it. The locale of C speaks none."""
    return {"LANG": "en_US.UTF-8", "LANGUAGE": language}


class Languages(EndToEnd):
    def speak(self, language):
        self.tr = translation(language)
        self.language = language

    def open(self, slicer, item, title):
        """By the menu, in its language."""
        label = self.tr(MENU_LABELS[item])
        mnemonic = label[label.index("&") + 1].lower()
        self.choose(slicer, label.replace("&", ""), *MENUS[item], mnemonic)
        return self.dialog(slicer, title, timeout=20)

    def assert_nothing_is_cut_off(self, window):
        outer = self.desktop.box(window)
        parts = self.desktop.find_all(window, role=LABELS_OF_WINDOWS)
        self.assertGreaterEqual(len(parts), 2)  # an empty list has a sentence and a button
        for part in parts:
            box = self.desktop.box(part)
            inside = (box.x >= outer.x and box.y >= outer.y and box.x + box.width <= outer.x + outer.width + A_PIXEL
                      and box.y + box.height <= outer.y + outer.height + A_PIXEL)
            self.assertTrue(inside, (self.language, part.name, box, outer))
            if part.getRoleName() == "label" and part.name:
                self.assert_text_fits(part)

    def assert_text_fits(self, label):
        """What the label paints, by its own layout, is not larger than the label."""
        text = label.queryText()
        painted = text.getRangeExtents(0, text.characterCount, 0)
        given = label.queryComponent().getExtents(0)
        self.assertLessEqual(painted[2], given.width + A_PIXEL, (self.language, label.name))
        self.assertLessEqual(painted[3], given.height + A_PIXEL, (self.language, label.name))

    def leave(self, slicer, window):
        wait_for(lambda: self.desktop.has_state(window, "active"), 10, "the window to be in front")
        title = window.name
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame", "alert"), name=title)

    def look_at_each_window(self, language):
        self.speak(language)
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL, env=in_language(language))
        for name, item, title in (("publish", PUBLISH, "Publish to MyMiniFactory"),
                                  ("account", ACCOUNT, "MyMiniFactory account"),
                                  ("uploads", UPLOADS, "MyMiniFactory uploads"),
                                  ("settings", SETTINGS, "MyMiniFactory settings"),
                                  ("diagnose", DIAGNOSE, "Diagnose the MyMiniFactory connection")):
            window = self.open(slicer, item, self.tr(title))
            if item == DIAGNOSE:
                works = self.tr("Publishing works.")
                self.desktop.find(window, role="label", where=lambda label: label.name.startswith(works), timeout=30)
            self.assert_nothing_is_cut_off(window)
            self.picture(f"{name}-{language}", shows=window)
            self.leave(slicer, window)

    def test_in_spanish(self):
        self.look_at_each_window("es")

    def test_in_french(self):
        self.look_at_each_window("fr")

    def test_in_hungarian(self):
        self.look_at_each_window("hu")

    def languages_asked_for(self, sandbox):
        return [urllib.parse.parse_qs(request["query"]).get("lang") for request in sandbox.requests("/web/authorize")]

    def test_a_publish_in_hungarian(self):
        self.speak("hu")
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", SAMPLE_MODEL, env=in_language("hu"))
        self.assertEqual(status, 0, report)
        self.assertEqual(report["message"], "Feltöltve. Csak Ön látja.")
        self.assertEqual(set(map(tuple, self.languages_asked_for(sandbox))), {("hu",)})
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_the_setting_comes_before_the_host(self):
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox, language="sp"), "mmf.publish-now", SAMPLE_MODEL,
                                         env=in_language("hu"))
        self.assertEqual(status, 0, report)
        self.assertEqual(report["message"], "Subido. Solo usted lo ve.")
        self.assertEqual(set(map(tuple, self.languages_asked_for(sandbox))), {("sp",)})


if __name__ == "__main__":
    main()
