"""Makes the README's film, from the menu to the link: readme_film.py FILE.gif

A first publish as a person does it, the account being linked on the way. BUILD_DIR names the build tree.
"""

import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import PUBLISH, SAMPLE_MODEL, EndToEnd, main  # noqa: E402
from film import Film  # noqa: E402

TARGET = pathlib.Path(sys.argv.pop(1)).resolve()
MENU_ITEM = ("menu", "menu item")


class ReadmeFilm(EndToEnd):
    def setUp(self):
        super().setUp()
        self.at = (640, 500)
        subprocess.run(["xdotool", "mousemove", *map(str, self.at)], check=True)

    def glide(self, accessible, look_for=0.45):
        """The pointer to the middle of it, as a hand moves it; then it is looked at."""
        begin, end, steps = self.at, self.desktop.box(accessible).middle(), 8
        for step in range(1, steps + 1):
            part = step / steps
            part = part * part * (3 - 2 * part)
            x, y = (round(a + (b - a) * part) for a, b in zip(begin, end))
            subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y)], check=True)
            time.sleep(0.03)
        self.at = end
        time.sleep(look_for)

    def click(self, accessible, look_for=0.45):
        self.glide(accessible, look_for)
        subprocess.run(["xdotool", "click", "1"], check=True)

    def type(self, entry, text):
        self.click(entry, 0.1)
        self.desktop.wait_for(lambda: self.desktop.has_state(entry, "focused"), 5, "the focus")
        subprocess.run(["xdotool", "type", "--delay", "90", "--", text], check=True)

    def turn(self, cover):
        """Drags the cover's model round."""
        self.glide(cover)
        subprocess.run(["xdotool", "mousedown", "1"], check=True)
        for _ in range(12):
            subprocess.run(["xdotool", "mousemove_relative", "--sync", "--", "5", "-1"], check=True)
            time.sleep(0.04)
        subprocess.run(["xdotool", "mouseup", "1"], check=True)
        self.at = (self.at[0] + 60, self.at[1] - 12)

    def test_from_the_menu_to_the_link(self):
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        find = self.desktop.find
        file_menu = find(slicer, role="menu", name="File", timeout=30)
        self.desktop.wait_for(lambda: self.desktop.has_state(find(slicer, role="frame"), "active"), 20, "the slicer")
        with Film() as film:
            time.sleep(0.6)
            self.click(file_menu)
            export = find(slicer, role=MENU_ITEM, name="Export")
            self.click(export)
            self.click(find(slicer, role=MENU_ITEM, name=PUBLISH), 0.6)
            dialog = self.dialog(slicer, "Publish to MyMiniFactory", 20)
            self.type(self.entry(dialog, "Description"), "A vase for spiral mode.")
            self.turn(find(dialog, name="Cover picture", timeout=20))
            self.type(self.entry(dialog, "Tags"), "vase,decor,")
            self.click(self.button(dialog, "Publish"), 0.6)
            sign_in = self.dialog(slicer, "Link your MyMiniFactory account", 20)
            self.type(find(sign_in, role="entry", name="User name", timeout=20), "designer")
            self.type(find(sign_in, role="password text", name="Password"), "secret")
            self.click(self.button(sign_in, "Sign in"))
            self.click(find(sign_in, role="push button", name="Allow", timeout=20), 0.7)
            link = find(slicer, role="push button", name="Copy link", timeout=30)
            self.click(link, 0.8)
            time.sleep(1)
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")
        print(f"{film.write(TARGET):.0f} seconds, {TARGET.stat().st_size // 1024} KiB", file=sys.stderr)


if __name__ == "__main__":
    main(size="1000x740")
