"""The uploads window: what was published is found again, opened, asked about, gone on with and removed."""

import pathlib
import sqlite3
import struct
import sys

from gi.repository import GLib

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from default_browser import make_noting_browser  # noqa: E402
from desktop import Box  # noqa: E402
from end_to_end import PUBLISH_NOW, SAMPLE_MODEL, UPLOADS, EndToEnd, main, wait_for  # noqa: E402
from history import add_uploads  # noqa: E402
from look import DARK  # noqa: E402

TITLE = "MyMiniFactory uploads"
NOTHING_YET = "Nothing has been published from this computer yet."
TABLES = ("table", "tree table")
COLUMNS = 9
# Across and up, of the sample.
SHAPES = {"Cup": (1, 0.6), "Bowl": (1.3, 0.4), "Lid": (1.2, 0.1), "Twisted vase": (1, 1)}
FILE_NEVER_ENDS = "POST /api/v2/file#*:stop-reading"


def words(accessible):
    return " ".join(accessible.name.split())


class Uploads(EndToEnd):
    def begin(self, *options):
        self.service = self.sandbox("--auto-approve", *options)
        self.used_profile = self.profile(self.service)
        self.report = self.folder / "report.json"

    def model(self, name):
        """The sample, of another shape for each name: another upload, with another picture."""
        across, up = SHAPES.get(name, (1, 0.9))
        content = bytearray(SAMPLE_MODEL.read_bytes())
        for triangle in range(84, len(content), 50):
            corners = struct.unpack_from("<9f", content, triangle + 12)
            struct.pack_into("<9f", content, triangle + 12,
                             *(length * (up if at % 3 == 2 else across) for at, length in enumerate(corners)))
        path = self.folder / f"{name}.stl"
        path.write_bytes(content)
        return path

    def publish(self, name):
        """From the command line, to its end."""
        status, report = self.run_action(self.used_profile, "mmf.publish-now", self.model(name))
        self.assertEqual(status, 0, report)
        return report

    def leave_unfinished(self, name):
        """By a slicer that is killed while the file is sent."""
        self.service.add_fault(FILE_NEVER_ENDS)
        before = len(self.service.requests("/api/v2/file"))
        slicer = self.slicer(self.used_profile, self.model(name))
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        wait_for(lambda: len(self.service.requests("/api/v2/file")) > before, 30, "the upload to begin")
        slicer.kill()
        slicer.wait()
        self.service.clear_faults()

    def open(self, *words_, env=None):
        self.report.unlink(missing_ok=True)
        slicer = self.slicer(self.used_profile, "--run", "mmf.uploads", "--report", self.report, *words_, env=env)
        window = self.dialog(slicer, TITLE, timeout=30)
        self.wait_in_front(window)
        return slicer, window

    def close(self, slicer, message):
        self.desktop.key("Escape")
        self.assertEqual(self.assert_ended(slicer, 0, "done"), message)

    def table(self, window):
        return self.desktop.find(window, role=TABLES, name="Uploads")

    def rows(self, window):
        try:
            cells = [words(cell) for cell in self.desktop.find_all(self.table(window), role="table cell")]
        except GLib.Error:  # the rows are just being replaced
            return []
        # Name and state have a picture, so that each is a cell with two in it.
        rows = [cells[at:at + COLUMNS] for at in range(0, len(cells), COLUMNS)]
        return [[*row[2:4], *row[6:]] for row in rows if len(row) == COLUMNS]

    def shows_model(self, box):
        """A neutral picture has few colours."""
        seen = self.desktop.pixels(box)
        return len({seen[at:at + 3] for at in range(0, len(seen), 3)}) > 100

    def wait_for_pictures(self, window, *expected):
        """`expected`: of each row, whether it shows a model."""
        def shown():
            try:
                cells = self.desktop.find_all(self.table(window), role="table cell")
                return [self.shows_model(self.desktop.box(cell)) for cell in cells[1::COLUMNS]]
            except GLib.Error:  # the rows are just being replaced
                return []
        wait_for(lambda: shown() == list(expected), 20, lambda: f"{expected}; it shows {shown()}")

    def wait_for_names(self, window, expected, first=None):
        """Of the `first` rows, or all."""
        wait_for(lambda: [row[0] for row in self.rows(window)[:first]] == expected, 30,
                 lambda: f"{expected}; it shows {self.rows(window)}")

    def wait_for_rows(self, window, *expected, timeout=30):
        """`expected`: name and state of each, in their order."""
        wait_for(lambda: [(row[0], row[2]) for row in self.rows(window)] == list(expected), timeout,
                 lambda: f"{expected}; it shows {self.rows(window)}")

    def details(self, window, beginning):
        field = self.desktop.find(window, role="text", name="Details")
        return wait_for(lambda: self.desktop.text(field).startswith(beginning) and self.desktop.text(field), 20,
                        lambda: f"{beginning!r}; it says {self.desktop.text(field)!r}")

    def details_with(self, window, part):
        field = self.desktop.find(window, role="text", name="Details")
        wait_for(lambda: part in self.desktop.text(field), 20,
                 lambda: f"{part!r}; it says {self.desktop.text(field)!r}")
        return field

    def said(self, root, beginning, timeout=20):
        return self.desktop.find(root, role="label", timeout=timeout,
                                 where=lambda label: words(label).startswith(beginning))

    def possible(self, window):
        return {button.name for button in self.desktop.find_all(window, role="push button")
                if self.desktop.has_state(button, "sensitive")} - {"Close"}

    def assert_columns_in_sight(self, table):
        outer = self.desktop.box(table)
        headers = self.desktop.find_all(table, role="table column header")
        self.assertEqual([header.name for header in headers], ["Name", "Date", "State", "Files", "Kept here"])
        for header in headers:
            box = self.desktop.box(header)
            self.assertGreater(box.width, 20, header.name)
            self.assertLessEqual(box.x + box.width, outer.x + outer.width + 1, header.name)

    # --- the tests

    def test_found_again(self):
        log = self.folder / "opened"
        make_noting_browser(self.desktop, log)
        self.begin()
        for name in ("Cup", "Twisted vase", "Äpfel"):
            self.publish(name)
        urls = [held["object_url"] for held in self.service.objects()]
        slicer, window = self.open()
        self.wait_for_rows(window, *((name, "Uploaded") for name in ("Äpfel", "Twisted vase", "Cup")))
        self.said(window, "3 uploads")
        table = self.table(window)
        self.assertTrue(self.desktop.has_state(table, "focused"))
        self.details(window, "Uploaded. Only you can see it.")
        self.assertEqual(self.possible(window), {"Open object page", "Open status page", "Copy link", "Check now",
                                                 "Remove from list"})
        row = self.rows(window)[0]
        self.assertTrue(row[1].startswith("Today, "), row)
        self.assertEqual(row[3:], ["1", ""])
        self.assert_columns_in_sight(table)
        self.wait_for_pictures(window, True, True, True)
        self.picture("uploads", shows=table)

        self.desktop.key("Down", "Return")
        wait_for(lambda: log.exists() and log.read_text().split() == [urls[1]], 20, "the page to be opened")
        self.said(window, "The page opens in your browser.")
        self.desktop.key("Down", "ctrl+c")
        self.said(window, "The link was copied.")
        wait_for(lambda: self.clipboard() == urls[0], 10, "the link on the clipboard")
        self.desktop.press(self.button(window, "Open status page"))
        wait_for(lambda: len(log.read_text().split()) == 2, 20, "the status page to be opened")

        self.desktop.key("F5")
        self.details_with(window, "MyMiniFactory has 1 of 1 file:\n“Cup.stl” has arrived")
        self.picture("uploads-checked", shows=self.button(window, "Check now"))

        self.desktop.key("ctrl+f")
        search = self.entry(window, "Search by name")
        wait_for(lambda: self.desktop.has_state(search, "focused"), 5, "the search to have the focus")
        self.desktop.type_into(search, "äp")
        self.wait_for_rows(window, ("Äpfel", "Uploaded"))
        self.said(window, "1 of 3 uploads")
        self.desktop.type_into(search, "cup of tea")
        nothing = self.said(window, "No upload has that in its name.")
        self.assertEqual(self.possible(window), set())
        self.picture("uploads-not-found", shows=nothing)
        self.desktop.key("ctrl+a", "BackSpace")
        self.wait_for_rows(window, *((name, "Uploaded") for name in ("Äpfel", "Twisted vase", "Cup")))
        self.close(slicer, "3 uploads.")

    def test_nothing_yet(self):
        self.begin()
        slicer, window = self.open()
        told = self.said(window, NOTHING_YET)
        self.assertEqual(self.desktop.find_all(window, role=TABLES), [])
        self.assertEqual(self.possible(window), set())
        self.picture("uploads-empty", shows=told)
        self.close(slicer, NOTHING_YET)

    def test_from_the_menu(self):
        self.begin()
        slicer = self.slicer(self.used_profile)
        self.choose(slicer, UPLOADS, "alt+a", "u")
        self.said(self.dialog(slicer, TITLE), NOTHING_YET)
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        self.desktop.find(slicer, role="label", name=NOTHING_YET)

    def test_it_opens_over_the_slicer(self):
        self.begin()
        slicer, window = self.open()
        frame = self.desktop.find(slicer, role="frame", where=lambda frame: frame.name.endswith("Shim Slicer"))

        def middles():
            return [self.desktop.box(one).middle() for one in (window, frame)]

        def is_over():
            (x, y), (frame_x, frame_y) = middles()
            return abs(x - frame_x) < 40 and abs(y - frame_y) < 40

        wait_for(is_over, 10, lambda: f"the window to be over the slicer's: {middles()}")
        self.close(slicer, NOTHING_YET)

    def test_with_nobody_there(self):
        self.begin()
        self.publish("Cup")
        self.leave_unfinished("Vase")
        status, report = self.run_action(self.used_profile, "mmf.uploads")
        self.assertEqual((status, report["outcome"], report["message"]),
                         (0, "done", "2 uploads, 1 of them not finished."))

    def test_one_goes_on(self):
        self.begin()
        self.publish("Cup")
        self.leave_unfinished("Vase")
        slicer, window = self.open()
        self.wait_for_rows(window, ("Vase", "Not finished, can go on"), ("Cup", "Uploaded"))
        self.details(window, "Paused. What arrived is kept; the upload can go on later. ")
        self.assertIn("Go on", self.possible(window))
        self.picture("uploads-unfinished", shows=self.button(window, "Go on"))
        self.service.add_fault("POST /api/v2/file#1:slow:3000")
        self.desktop.key("alt+g")
        wait_for(lambda: any("Uploading" in row[2] or "100 %" in row[2] for row in self.rows(window)[:1]), 20,
                 lambda: f"progress; it shows {self.rows(window)}")
        self.assertEqual(self.possible(window) - {"Check now"}, {"Open object page", "Open status page", "Copy link"})
        self.picture("uploads-under-way", shows=self.button(window, "Open object page"))
        self.wait_for_rows(window, ("Vase", "Uploaded"), ("Cup", "Uploaded"))
        self.assertEqual(len(self.service.requests("/api/v2/object")), 2)
        self.assertEqual({held["files"][0]["status"] for held in self.service.objects()}, {"done"})
        self.close(slicer, "2 uploads.")

    def test_one_cannot_go_on(self):
        self.begin()
        self.leave_unfinished("Vase")
        slicer, window = self.open()
        self.wait_for_rows(window, ("Vase", "Not finished, can go on"))
        self.service.add_fault("POST /api/v2/file#*:422")
        self.desktop.key("alt+g")
        told = self.said(window, "“Vase”: ")
        self.picture("uploads-cannot-go-on", shows=told)
        self.desktop.key("Escape")
        self.assert_ended(slicer, 0, "done")

    def test_read_anew(self):
        self.begin()
        self.publish("Cup")
        slicer, window = self.open()
        self.wait_for_rows(window, ("Cup", "Uploaded"))
        self.publish("Vase")
        self.desktop.key("F5")
        self.wait_for_rows(window, ("Vase", "Uploaded"), ("Cup", "Uploaded"))
        self.details_with(window, "“Cup.stl” has arrived")  # the selected one is asked about too
        self.close(slicer, "2 uploads.")

    def test_removed(self):
        self.begin()
        self.publish("Cup")
        self.leave_unfinished("Vase")
        spool = self.folder / "state/mmf-publish/spool"
        self.assertEqual(len(list(spool.iterdir())), 1)
        slicer, window = self.open()
        self.wait_for_rows(window, ("Vase", "Not finished, can go on"), ("Cup", "Uploaded"))
        self.desktop.key("Delete")
        question = self.desktop.find(slicer, role="label", name="Remove “Vase” from the list?")
        self.said(slicer, "Not all of it was sent. Its files are kept on this computer and go with it")
        self.picture("uploads-remove", shows=question)
        self.desktop.key("Return")  # to leave it
        self.desktop.wait_gone(slicer, role="label", name="Remove “Vase” from the list?")
        self.wait_for_rows(window, ("Vase", "Not finished, can go on"), ("Cup", "Uploaded"))
        self.assertEqual(len(list(spool.iterdir())), 1)
        self.desktop.key("alt+r")
        self.desktop.press(self.button(slicer, "Remove"))
        self.wait_for_rows(window, ("Cup", "Uploaded"))
        told = self.said(window, "“Vase” was removed from the list. Its object stays on MyMiniFactory.")
        self.assertEqual(list(spool.iterdir()), [])
        self.picture("uploads-removed", shows=told)
        # What has arrived goes without a question.
        wait_for(lambda: self.desktop.has_state(self.table(window), "focused"), 5, "the list to have the focus")
        self.desktop.key("Delete")
        self.said(window, NOTHING_YET)
        self.close(slicer, NOTHING_YET)
        status, report = self.run_action(self.used_profile, "mmf.resume")
        self.assertEqual((status, report["message"]), (0, "There was nothing left to upload."))

    def test_one_that_another_slicer_has(self):
        self.begin("--fault", FILE_NEVER_ENDS)
        at_work = self.slicer(self.used_profile, self.model("Vase"))
        self.choose(at_work, PUBLISH_NOW, "alt+f", "e", "n")
        wait_for(lambda: self.service.requests("/api/v2/file"), 30, "the upload to begin")
        slicer, window = self.open()
        self.wait_for_rows(window, ("Vase", "Under way in another window"))
        self.assertEqual(self.possible(window) & {"Go on", "Remove from list"}, set())
        self.desktop.key("Delete")
        self.picture("uploads-elsewhere", shows=self.table(window))
        self.wait_for_rows(window, ("Vase", "Under way in another window"))
        self.close(slicer, "1 upload.")

    def test_an_unknown_create_is_decided(self):
        self.begin("--fault", "POST /api/v2/object#1:drop-after")
        status, report = self.run_action(self.used_profile, "mmf.publish-now", self.model("Vase"))
        self.assertEqual(status, 1, report)
        slicer, window = self.open()
        self.wait_for_rows(window, ("Vase", "Perhaps created"))
        self.assertEqual(self.possible(window), {"Find or create…", "Remove from list"})
        self.desktop.key("alt+f")
        dialog = self.dialog(slicer, "Publish to MyMiniFactory")
        self.desktop.press(self.button(dialog, "Send the files to it"))
        self.wait_for_rows(window, ("Vase", "Uploaded"))
        self.assertEqual(len(self.service.requests("/api/v2/object")), 1)
        self.picture("uploads-decided", shows=self.table(window))
        self.close(slicer, "1 upload.")

    def test_by_mouse(self):
        log = self.folder / "opened"
        make_noting_browser(self.desktop, log)
        self.begin()
        self.publish("Cup")
        slicer, window = self.open()
        self.wait_for_rows(window, ("Cup", "Uploaded"))
        self.desktop.key("shift+F10")
        item = self.desktop.find(slicer, role="menu item", name="Copy link")
        names = [found.name for found in self.desktop.find_all(slicer, role="menu item")]
        self.assertEqual(names, ["Open object page", "Open status page", "Copy link", "Check now", "Go on",
                                 "Find or create…", "Remove from list"])
        self.picture("uploads-menu", shows=item)
        self.desktop.click(item)
        self.said(window, "The link was copied.")
        self.desktop.click(self.button(window, "Open object page"))
        wait_for(lambda: log.exists() and log.read_text().strip(), 20, "the page to be opened")
        self.close(slicer, "1 upload.")

    def leave_one_in_each_state(self):
        """The rows that there are then."""
        self.begin()
        self.publish("Cup")
        # Refused also without the cover.
        for name, fault in (("Lid", "*:422"), ("Bowl", "1:drop-after")):
            self.service.add_fault(f"POST /api/v2/object#{fault}")
            status, report = self.run_action(self.used_profile, "mmf.publish-now", self.model(name))
            self.assertEqual(status, 1, report)
            self.service.clear_faults()
        self.leave_unfinished("Twisted vase")
        return (("Twisted vase", "Not finished, can go on"), ("Bowl", "Perhaps created"), ("Lid", "Failed"),
                ("Cup", "Uploaded"))

    def test_each_state(self):
        rows = self.leave_one_in_each_state()
        for name, env in (("uploads-states", {}), ("uploads-states-dark", DARK)):
            with self.subTest(name):
                slicer, window = self.open(env=env)
                self.wait_for_rows(window, *rows)
                self.picture(name, shows=self.table(window))
                for beginning in ("Paused. ", "The connection was lost while the object was being created",
                                  "It failed. Nothing was published.", "Uploaded. Only you can see it."):
                    self.details(window, beginning)
                    self.desktop.key("Down")
                self.close(slicer, "4 uploads, 2 of them not finished.")

    def test_without_a_picture(self):
        self.begin()
        for name in ("Cup", "Lid", "Bowl", "Twisted vase"):
            self.publish(name)
        with sqlite3.connect(self.folder / "state/mmf-publish/journal.db") as journal:
            jobs = dict(journal.execute("SELECT name, id FROM job"))
        thumbnails = self.folder / "state/mmf-publish/thumbnails"
        (thumbnails / f"{jobs['Cup']}.jpg").unlink()
        lid = thumbnails / f"{jobs['Lid']}.jpg"
        lid.write_bytes(lid.read_bytes()[:-1000].replace(b"\xff\xda", b"\xff\xfe"))  # without a scan
        (thumbnails / f"{jobs['Bowl']}.jpg").write_bytes(b"no picture")
        slicer, window = self.open()
        self.wait_for_rows(window, *((name, "Uploaded") for name in ("Twisted vase", "Bowl", "Lid", "Cup")))
        self.wait_for_pictures(window, True, False, False, False)
        self.picture("uploads-without-picture", shows=self.table(window))
        self.close(slicer, "4 uploads.")

    def test_ten_thousand(self):
        self.begin()
        self.publish("Cup")
        add_uploads(self.folder / "state/mmf-publish", self.service.url, 10_000)
        slicer, window = self.open()
        self.said(window, "10,001 uploads")
        self.wait_for_names(window, ["Vase 0", "Cup"], first=2)
        self.picture("uploads-many", shows=self.table(window))
        # To the end and back, and what is there can be used at once.
        self.desktop.key("End")
        self.desktop.key("Page_Up", "Page_Up", "End", "F5")
        self.details_with(window, "MyMiniFactory does not have this object any more.")
        x, y, _, height = self.desktop.box(self.table(window))
        last = Box(x, y + height - 40, 60, 40)
        wait_for(lambda: self.shows_model(last), 20, "the last one's picture")
        self.picture("uploads-last-of-many", shows=self.table(window))
        self.desktop.key("ctrl+f")
        self.desktop.type_into(self.entry(window, "Search by name"), "vase 777")
        self.said(window, "11 of 10,001 uploads")
        self.wait_for_names(window, ["Vase 777", *(f"Vase {i}" for i in range(7770, 7780))])
        self.close(slicer, "10,001 uploads.")


if __name__ == "__main__":
    main()
