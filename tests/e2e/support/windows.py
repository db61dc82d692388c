"""The plugin's windows one after the other, in any of its languages."""

import collections

from end_to_end import (ACCOUNT, DIAGNOSE, MENU_LABELS, PUBLISH, PUBLISH_TITLE, SETTINGS, UPLOADS, EndToEnd, translation)

MENUS = {PUBLISH: ("alt+f", "e")} | dict.fromkeys((ACCOUNT, UPLOADS, SETTINGS, DIAGNOSE), ("alt+a",))
# Of the menu: a short name, and the title.
WINDOWS = {
    PUBLISH: ("publish", PUBLISH_TITLE),
    ACCOUNT: ("account", "MyMiniFactory account"),
    UPLOADS: ("uploads", "MyMiniFactory uploads"),
    SETTINGS: ("settings", "MyMiniFactory settings"),
    DIAGNOSE: ("diagnose", "Diagnose the MyMiniFactory connection"),
}


def in_language(language):
    """The environment of a program that speaks it. The locale of C speaks none."""
    return {"LANG": "en_US.UTF-8", "LANGUAGE": language}


class Windows(EndToEnd):
    def speak(self, language):
        self.tr = translation(language)
        self.language = language

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
