"""The plugin's windows one after the other, in any of its languages."""

import collections
import re

from end_to_end import (ACCOUNT, DIAGNOSE, MENU_LABELS, PUBLISH, PUBLISH_TITLE, SETTINGS, UPLOADS, EndToEnd,
                        catalogue, translation)

MENUS = {PUBLISH: ("alt+f", "e")} | dict.fromkeys((ACCOUNT, UPLOADS, SETTINGS, DIAGNOSE), ("alt+a",))
# Of the menu: a short name, and the title.
WINDOWS = {
    PUBLISH: ("publish", PUBLISH_TITLE),
    ACCOUNT: ("account", "MyMiniFactory account"),
    UPLOADS: ("uploads", "MyMiniFactory uploads"),
    SETTINGS: ("settings", "MyMiniFactory settings"),
    DIAGNOSE: ("diagnose", "Diagnose the MyMiniFactory connection"),
}
LAID_OUT = ("label", "push button", "radio button", "check box", "text", "password text", "table column header")
WORDED = (*LAID_OUT, "combo box", "table cell")
A_PIXEL = 1
PLACEHOLDER = re.compile(r"%%|%[0-9.$]*[a-z]+")


def without_mnemonic(label):
    return label.replace("&", "")


def pattern_of(sentence):
    """Of what it is once it is filled in. None: it is little but placeholders."""
    parts = PLACEHOLDER.split(" ".join(without_mnemonic(sentence).split()))
    says_much = len("".join(parts)) > (0 if len(parts) == 1 else 5)
    return re.compile(".+".join(map(re.escape, parts))) if says_much else None


def in_language(language):
    """The environment of a program that speaks it. The locale of C speaks none."""
    return {"LANG": "en_US.UTF-8", "LANGUAGE": language}


class Windows(EndToEnd):
    def speak(self, language):
        self.language = language
        sentences = catalogue(language)
        self.tr = translation(language)
        self._labels = {without_mnemonic(source): without_mnemonic(own) for source, own in sentences.items()}
        patterns = (pattern_of(source) for source, own in sentences.items() if own != source)
        self.sentences = [pattern for pattern in patterns if pattern]

    def label(self, name):
        """What something is called that English calls so, without its mnemonic."""
        return self._labels.get(name, name)

    def open(self, slicer, item):
        """By the menu, in its language; once it says all that it has to say."""
        label = self.tr(MENU_LABELS[item])
        mnemonic = label[label.index("&") + 1].lower()
        self.choose(slicer, label.replace("&", ""), *MENUS[item], mnemonic)
        window = self.dialog(slicer, self.tr(WINDOWS[item][1]), timeout=20)
        if item == DIAGNOSE:
            works = self.tr("Publishing works.")
            self.desktop.find(window, role="label", where=lambda label: label.name.startswith(works), timeout=30)
        return window

    def leave(self, slicer, window):
        self.wait_in_front(window)
        title = window.name
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame", "alert"), name=title)

    def assert_mnemonics_differ(self, window):
        """Those of what can be used now, as GTK tells them: the mnemonic, then other ways."""
        names = collections.defaultdict(list)
        for accessible in self.desktop.find_all(window):
            try:
                binding = accessible.queryAction().getKeyBinding(0).split(";")[0].lower()
            except NotImplementedError:
                continue
            if binding.startswith("<alt>"):
                names[binding].append(accessible.name)
        self.assertGreaterEqual(len(names), 1)
        self.assertEqual({key: found for key, found in names.items() if len(found) > 1}, {},
                         (window.name, self.language))

    def assert_nothing_is_cut_off(self, window):
        parts = self.desktop.find_all(window, role=LAID_OUT)
        self.assertGreaterEqual(len(parts), 2)  # an empty list has a sentence and a button
        for part in parts:
            is_header = part.getRoleName() == "table column header"
            box, outer = self.desktop.box(part), self.desktop.box(part.parent if is_header else window)
            inside = (box.x >= outer.x and box.y >= outer.y and box.x + box.width <= outer.x + outer.width + A_PIXEL
                      and box.y + box.height <= outer.y + outer.height + A_PIXEL)
            self.assertTrue(inside, (self.language, part.name, box, outer))
            if part.getRoleName() == "label" and part.name:
                self.assert_text_fits(part)
            elif self.desktop.has_state(part, "single_line"):
                self.assert_is_high_enough(part)

    def assert_text_fits(self, label):
        """What the label paints, by its own layout, is not larger than the label."""
        text = label.queryText()
        painted = text.getRangeExtents(0, text.characterCount, 0)
        given = label.queryComponent().getExtents(0)
        self.assertLessEqual(painted[2], given.width + A_PIXEL, (self.language, label.name))
        self.assertLessEqual(painted[3], given.height + A_PIXEL, (self.language, label.name))

    def assert_is_high_enough(self, entry):
        """For a line of its text; of an empty one that is one of a label."""
        label = self.desktop.find(entry.get_application(), role="label", where=lambda label: label.name)
        line = label.queryText().getRangeExtents(0, 1, 0)[3]
        self.assertGreater(entry.queryComponent().getExtents(0).height, line, (self.language, entry.name))

    def assert_speaks(self, window):
        """No sentence of the source is left in what is said in it, filled in or not, nor in its names."""
        parts = self.desktop.find_all(window, role=WORDED)
        self.assertGreaterEqual(len(parts), 2)
        names = [part.name for part in parts]
        self.assertEqual([name for name in names if name != name.strip()], [])
        lines = [line for part in parts if part.getRoleName() == "text" for line in self.desktop.text(part).split("\n")]
        texts = [" ".join(text.split()) for text in names + lines]
        left = [text for text in texts for sentence in self.sentences if sentence.fullmatch(text)]
        self.assertEqual(left, [], self.language)
