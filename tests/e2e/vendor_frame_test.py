"""The host that the SDK's README shows: a plugin's item in its menu, performed by a person; its outcome."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import BUILD, EndToEnd, main, wait_for  # noqa: E402

ITEM = "Count Triangles"


class VendorFrame(EndToEnd):
    def start(self, *folders):
        frame = self.desktop.start([BUILD / "bin/vendor-frame", *folders])
        self._started.append(frame)
        return frame

    def test_a_plugin_is_used(self):
        frame = self.start(BUILD / "lib/example")
        self.choose(frame, ITEM, "alt+f", "e", "t")
        # It offers no plate, and the plugin says so by its name.
        self.desktop.find(frame, where=lambda each: "Example Slicer does not tell plugins" in each.name)
        self.desktop.key("alt+f", "q")
        self.assertEqual(self.wait_for_end(frame), 0, frame.error_output())

    def test_it_says_what_it_does_not_load(self):
        junk = self.folder / "junk"
        junk.mkdir()
        (junk / "note.so").write_text("a note")
        frame = self.start(junk, BUILD / "lib/example")
        self.desktop.find(frame, role="menu item", name=ITEM, showing=False)
        wait_for(lambda: "note.so: It is not a library" in frame.error_output(), 10, "the sentence")


if __name__ == "__main__":
    main()
