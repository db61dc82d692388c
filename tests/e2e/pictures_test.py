"""The pictures of the publish form: the cover is turned by mouse and keys, and what is shown arrives."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

SENDS_COVER = "Send a cover picture"


class Pictures(EndToEnd):
    def open(self, *models):
        self.service = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(self.service), *models)
        return slicer, self.publish_dialog(slicer)

    def cover(self, dialog):
        """Once there is a picture in it."""
        view = self.desktop.find(dialog, name="Cover picture")
        self.wait_other(view, b"")
        return view

    def drafts(self):
        return self.folder / "state/mmf-publish/drafts.json"

    def seen(self, view):
        return self.desktop.pixels(self.desktop.box(view))

    def wait_other(self, view, before):
        """It shows another picture than before, and that has come to rest. Returns it."""
        last = [b""]

        def is_other():
            now = self.seen(view)
            is_at_rest, last[0] = now == last[0], now
            return is_at_rest and now != before and len(set(now)) > 40
        wait_for(is_other, 20, "another picture")
        return last[0]

    def drag(self, view, right, down):
        x, y, width, height = self.desktop.box(view)
        at = [x + width // 2, y + height // 2]
        moves = [["mousemove", *at], ["mousedown", "1"]]
        for step in range(1, 6):
            moves.append(["mousemove", at[0] + right * step // 5, at[1] + down * step // 5])
        for words in [*moves, ["mouseup", "1"]]:
            subprocess.run(["xdotool", *map(str, words)], check=True)

    def published(self, dialog):
        """The images that the service then has, as it tells them."""
        self.desktop.press(self.button(dialog, "Publish"))
        self.desktop.find(dialog, role="label", name="Uploaded. Only you can see it.", timeout=60)
        held = self.service.objects()[-1]
        self.assertEqual([file["status"] for file in held["files"] + held["images"]],
                         ["done"] * len(held["files"] + held["images"]))
        return held["images"]

    def facts(self, image):
        """Format, width, height, and how many colours there are."""
        path = self.folder / image["filename"]
        path.write_bytes(self.service.file(image["upload_id"]))
        words = subprocess.run(["identify", "-format", "%m %w %h %k", path], check=True, text=True,
                               stdout=subprocess.PIPE).stdout.split()
        return words[0], int(words[1]), int(words[2]), int(words[3])

    # --- the cover

    def test_a_cover_is_sent_as_it_is(self):
        slicer, dialog = self.open(SAMPLE_MODEL)
        view = self.cover(dialog)
        self.picture("cover", shows=view)
        images = self.published(dialog)
        self.assertEqual([image["filename"] for image in images], ["cover.jpg"])
        kind, width, height, colours = self.facts(images[0])
        self.assertEqual((kind, width, height), ("JPEG", 1600, 1200))
        self.assertGreater(colours, 1000)

    def test_it_is_turned_by_mouse_and_keys(self):
        slicer, dialog = self.open(SAMPLE_MODEL)
        view = self.cover(dialog)
        front = self.wait_other(view, b"")
        self.drag(view, 80, -30)
        dragged = self.wait_other(view, front)
        wait_for(lambda: self.desktop.has_state(view, "focused"), 5, "the cover to have the focus")
        shown = dragged
        for key in ("Left", "Up", "Right", "Down"):
            self.desktop.key(key)
            shown = self.wait_other(view, shown)
        self.assertEqual(shown, dragged)  # there and back
        self.picture("cover-turned", shows=view)
        sent = self.published(dialog)

        self.drafts().unlink()
        _, untouched = self.open(SAMPLE_MODEL)
        self.cover(untouched)
        self.assertEqual(len(sent), 1)
        self.assertNotEqual(sent[0]["sha256"], self.published(untouched)[0]["sha256"])

    def test_home_turns_it_back(self):
        _, dialog = self.open(SAMPLE_MODEL)
        view = self.cover(dialog)
        self.desktop.click(view)
        wait_for(lambda: self.desktop.has_state(view, "focused"), 5, "the cover to have the focus")
        front = self.wait_other(view, b"")
        self.desktop.key("Left", "Left", "Up")
        turned = self.wait_other(view, front)
        self.desktop.key("Home")
        self.assertEqual(self.wait_other(view, turned), front)

    def test_tab_reaches_it_and_goes_on(self):
        _, dialog = self.open(SAMPLE_MODEL)
        view = self.cover(dialog)
        self.desktop.find(dialog, role=("text", "entry"), name="Source link").queryComponent().grabFocus()
        self.desktop.key("Tab", "Tab", "Tab")  # over visibility and licence
        wait_for(lambda: self.desktop.has_state(view, "focused"), 5, "the cover to have the focus")
        self.desktop.key("Tab")
        box = self.desktop.find(dialog, role="check box", name=SENDS_COVER)
        wait_for(lambda: self.desktop.has_state(box, "focused"), 5, "the check box to have the focus")

    def test_none_is_sent_where_none_is_wanted(self):
        _, dialog = self.open(SAMPLE_MODEL)
        view = self.cover(dialog)
        before = self.seen(view)
        self.desktop.key("alt+v")
        box = self.desktop.find(dialog, role="check box", name=SENDS_COVER)
        wait_for(lambda: not self.desktop.has_state(box, "checked"), 5, "the check box to be off")
        self.wait_other(view, before)
        self.assertEqual(self.published(dialog), [])

    # --- a person's own

    def add(self, dialog, *paths):
        self.desktop.key("alt+a")
        chooser = self.desktop.find(self.slicer_shown, role=("file chooser", "dialog"), name="Add Pictures")
        self.desktop.key("ctrl+l")
        for path in paths:
            subprocess.run(["xdotool", "type", "--delay", "20", "--", str(path)], check=True)
        self.desktop.key("Return")
        self.desktop.wait_gone(self.slicer_shown, role=("file chooser", "dialog"), name="Add Pictures")

    def drawn(self, name, *words):
        path = self.folder / name
        subprocess.run(["convert", *words, path], check=True)
        return path

    def rows(self, dialog):
        names = []
        self.desktop.find_all(self.desktop.find(dialog, role="table", name="Pictures"), role="table cell",
                              where=lambda cell: names.append(cell.name))
        return names

    def test_own_pictures_arrive_in_order_and_without_what_else_is_in_them(self):
        self.slicer_shown, dialog = self.open(SAMPLE_MODEL)
        wide = self.drawn("wide.png", "-size", "4000x1000", "gradient:red-blue", "-set", "comment", "SECRET PLACE")
        tall = self.drawn("tall.jpg", "-size", "300x900", "gradient:green-white", "-set", "comment", "SECRET PLACE")
        for path, rows in ((wide, ["wide.png"]), (tall, ["wide.png", "tall.jpg"])):
            self.add(dialog, path)
            wait_for(lambda expected=rows: self.rows(dialog) == expected, 20, f"{rows} to be in the list")
        self.desktop.press(self.button(dialog, "Move picture up"))
        wait_for(lambda: self.rows(dialog) == ["tall.jpg", "wide.png"], 5, "the other order")
        self.picture("pictures", shows=self.button(dialog, "Add Pictures…"))
        images = self.published(dialog)
        self.assertEqual([image["filename"] for image in images], ["cover.jpg", "picture-1.jpg", "picture-2.jpg"])
        self.assertEqual(self.facts(images[1])[:3], ("JPEG", 300, 900))
        self.assertEqual(self.facts(images[2])[:3], ("JPEG", 2000, 500))
        for image in images:
            self.assertNotIn(b"SECRET", self.service.file(image["upload_id"]))

    # --- what is kept

    def without_focus(self, dialog, view, before):
        """What it shows without the frame of what has the focus; `before`: with it."""
        self.desktop.find(dialog, role="check box", name=SENDS_COVER).queryComponent().grabFocus()
        return self.wait_other(view, before)

    def test_all_is_as_it_was_left(self):
        self.slicer_shown, dialog = self.open(SAMPLE_MODEL)
        view = self.cover(dialog)
        front = self.wait_other(view, b"")
        self.drag(view, 80, -30)
        wait_for(lambda: self.desktop.has_state(view, "focused"), 5, "the cover to have the focus")
        turned = self.without_focus(dialog, view, self.wait_other(view, front))
        own = self.drawn("own.png", "-size", "200x100", "xc:red")
        self.add(dialog, own)
        wait_for(lambda: self.rows(dialog) == ["own.png"], 20, "the picture to be in the list")
        self.desktop.key("alt+v")
        self.wait_other(view, turned)

        dialog = self.reopen(self.slicer_shown)
        box = self.desktop.find(dialog, role="check box", name=SENDS_COVER)
        self.assertFalse(self.desktop.has_state(box, "checked"))
        self.assertEqual(self.rows(dialog), ["own.png"])
        view = self.cover(dialog)
        dimmed = self.wait_other(view, b"")
        self.desktop.key("alt+v")
        self.assertEqual(self.wait_other(view, dimmed), turned)

        own.unlink()  # what was added is there all the same
        dialog = self.reopen(self.slicer_shown)
        box = self.desktop.find(dialog, role="check box", name=SENDS_COVER)
        self.assertTrue(self.desktop.has_state(box, "checked"))
        images = self.published(dialog)
        self.assertEqual([image["filename"] for image in images], ["cover.jpg", "picture-1.jpg"])
        self.assertEqual(self.facts(images[1])[:3], ("JPEG", 200, 100))

    def test_another_start_has_the_cover_as_it_was_left(self):
        self.slicer_shown, dialog = self.open(SAMPLE_MODEL)
        view = self.cover(dialog)
        self.desktop.click(view)
        wait_for(lambda: self.desktop.has_state(view, "focused"), 5, "the cover to have the focus")
        front = self.wait_other(view, b"")
        self.desktop.key("Left", "Left", "Up")
        turned = self.without_focus(dialog, view, self.wait_other(view, front))
        own = self.drawn("own.png", "-size", "200x100", "xc:red")
        self.add(dialog, own)
        wait_for(lambda: self.rows(dialog) == ["own.png"], 20, "the picture to be in the list")
        self.desktop.key("Escape")
        self.desktop.wait_gone(self.slicer_shown, role=("dialog", "frame"), name="Publish to MyMiniFactory")
        wait_for(lambda: self.drafts().exists(), 10, "the draft to be kept")
        self.assertNotIn("own.png", self.drafts().read_text())

        _, dialog = self.open(SAMPLE_MODEL)
        self.assertEqual(self.wait_other(self.cover(dialog), front), turned)
        self.assertEqual([image["filename"] for image in self.published(dialog)], ["cover.jpg"])

    def test_what_is_no_picture_is_told_and_not_sent(self):
        self.slicer_shown, dialog = self.open(SAMPLE_MODEL)
        empty, text = self.folder / "empty.png", self.folder / "text.jpg"
        empty.write_bytes(b"")
        text.write_text("solid no picture")
        moving = self.drawn("moving.gif", "-size", "8x8", "xc:red", "xc:blue")
        vast = self.folder / "vast.png"
        vast.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (10_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0crc.")
        for path, said in ((empty, "“empty.png” is empty."), (text, "“text.jpg” is no PNG, JPEG or GIF picture"),
                           (moving, "“moving.gif” is animated."), (vast, "“vast.png” is too large.")):
            self.add(dialog, path)
            self.desktop.find(dialog, role="label", timeout=20,
                              where=lambda label, words=said: words in " ".join(label.name.split()))
        mislabelled = self.drawn("really.jpeg", "-size", "20x10", "xc:red")
        mislabelled.rename(self.folder / "called.png")
        self.add(dialog, self.folder / "called.png")
        wait_for(lambda: self.rows(dialog) == ["called.png"], 20, "the picture to be in the list")
        images = self.published(dialog)
        self.assertEqual([self.facts(image)[:3] for image in images[1:]], [("JPEG", 20, 10)])


if __name__ == "__main__":
    main()
