"""The reference slicer by itself: models of every kind, the plate's view, objects placed by numbers."""

import hashlib
import itertools
import pathlib
import struct
import subprocess
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import BUILD, ORACLE, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402
from look import DARK, LARGE  # noqa: E402

LIST = "Objects on the plate"
PICTURE = "Picture of the plate"

DRAG_SOURCE = r"""
import sys
import gi
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

window = Gtk.Window(title="files")
label = Gtk.Label(label="files")
box = Gtk.EventBox()
box.add(label)
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
box.connect("drag-data-get", lambda widget, context, data, info, time: data.set_uris(sys.argv[1:]))


# Whether what the pointer is over takes the files: a drop before it has said so is given up.
def show_answer(widget, context):
    context.connect("action-changed", lambda context, action: label.set_text("taken" if action else "not taken"))


box.connect("drag-begin", show_answer)
window.add(box)
window.set_default_size(120, 80)
window.set_keep_above(True)
window.move(1100, 850)
window.show_all()
Gtk.main()
"""

CORNERS = [(x, y, z) for z in (0, 10) for y in (0, 20) for x in (0, 30)]
QUADS = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]


def write_obj(path):
    text = ""
    for first, name in ((1, "left"), (9, "right")):
        text += f"o {name}\n" + "".join(f"v {x + 5 * first} {y} {z}\n" for x, y, z in CORNERS)
        text += "".join("f " + " ".join(str(first + index) for index in quad) + "\n" for quad in QUADS)
    path.write_text(text)
    return path


def write_ply(path):
    text = ("ply\nformat ascii 1.0\nelement vertex 8\nproperty float x\nproperty float y\nproperty float z\n"
            "element face 6\nproperty list uchar int vertex_indices\nend_header\n")
    text += "".join(f"{x} {y} {z}\n" for x, y, z in CORNERS)
    path.write_text(text + "".join(f"4 {a} {b} {c} {d}\n" for a, b, c, d in QUADS))
    return path


def write_3mf(path):
    vertices = "".join(f'<vertex x="{x}" y="{y}" z="{z}"/>' for x, y, z in CORNERS)
    triangles = "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/><triangle v1="{a}" v2="{c}" v3="{d}"/>'
                        for a, b, c, d in QUADS)
    model = ('<model unit="millimeter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"><resources>'
             f'<object id="1" name="Größe"><mesh><vertices>{vertices}</vertices><triangles>{triangles}</triangles>'
             '</mesh></object></resources><build><item objectid="1" transform="2 0 0 0 1 0 0 0 1 0 0 0"/></build>'
             '</model>')
    relations = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 '<Relationship Target="/3D/3dmodel.model" Id="r" '
                 'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", relations)
        package.writestr("3D/3dmodel.model", model)
    return path


class Slicer(EndToEnd):
    def start(self, *words, env=None):
        slicer = self.slicer(self.folder / "no-profile.json", *words, env=env)
        self.frame = self.desktop.find(slicer, role="frame", timeout=30)
        wait_for(lambda: self.desktop.has_state(self.frame, "active"), 10, "the slicer to be in front")
        self.canvas = self.desktop.find(slicer, name=PICTURE)
        self.tasks = pathlib.Path(f"/proc/{slicer.pid}/task")
        return slicer

    def rows(self, slicer):
        """Name, triangles and size of each object."""
        table = self.desktop.find(slicer, role="table", name=LIST, showing=False)
        cells = []
        # By find_all's own look at each: a cell may go before its name is asked for.
        self.desktop.find_all(table, role="table cell", showing=False, where=lambda cell: cells.append(cell.name))
        return list(zip(cells[::3], cells[1::3], cells[2::3]))

    def names(self, slicer):
        return [name for name, _, _ in self.rows(slicer)]

    def wait_for_names(self, slicer, *names):
        wait_for(lambda: self.names(slicer) == list(names), 20, lambda: f"{names}, not {self.rows(slicer)}")

    def selected(self, slicer):
        return [cell.name for cell in self.desktop.find_all(slicer, role="table cell")
                if self.desktop.has_state(cell, "selected")][:1]

    def field(self, slicer, name):
        return self.desktop.find(slicer, role="text", name=name)

    def enter(self, slicer, name, number):
        self.desktop.type_into(self.field(slicer, name), number)
        self.desktop.key("Return")

    def number(self, slicer, name):
        return float(self.desktop.text(self.field(slicer, name)))

    def picture_of_plate(self):
        """A hash of what the canvas shows, once it has come to rest: the slicer has nothing to do any more, so that
        no late picture passes for that of the next step."""
        box = self.desktop.box(self.canvas)
        crop = f"{box.width}x{box.height}+{box.x}+{box.y}"

        def activity():
            """Whether each thread sleeps, and the time it has used."""
            fields = [stat.read_text().rpartition(")")[2].split() for stat in self.tasks.glob("*/stat")]
            return [(field[0] == "S", *field[11:13]) for field in fields]

        def shot():
            return hashlib.sha256(subprocess.run(
                ["import", "-window", "root", "-crop", crop, "rgb:-"], check=True, capture_output=True).stdout).hexdigest()

        last = []

        def at_rest():
            last.append((shot(), activity()))
            return len(last) > 1 and last[-1] == last[-2] and all(is_asleep for is_asleep, *_ in last[-1][1])

        wait_for(at_rest, 10, "the picture to come to rest")
        return last[-1][0]

    def changes(self, act, before=None):
        """The picture is another after act(); its hash, which is `before` for the next."""
        before = before or self.picture_of_plate()
        act()
        return wait_for(lambda: (now := self.picture_of_plate()) != before and now, 10, "the picture to change")

    def mouse(self, *words):
        subprocess.run(["xdotool", *(str(word) for word in words)], check=True)

    def middle(self):
        return self.desktop.box(self.canvas).middle()

    def drag(self, button, right, down):
        x, y = self.middle()
        self.mouse("mousemove", "--sync", x, y, "mousedown", button)
        for step in range(1, 5):
            self.mouse("mousemove", "--sync", x + right * step // 4, y + down * step // 4)
        self.mouse("mouseup", button)

    def uses_gl(self, slicer):
        return "swrast_dri.so" in pathlib.Path(f"/proc/{slicer.pid}/maps").read_text()

    def export(self, slicer):
        """The plate as the slicer writes it, by its own menu."""
        path = self.folder / "plate.stl"
        path.unlink(missing_ok=True)
        self.desktop.key("ctrl+e")
        self.desktop.find(slicer, name="Export the plate")
        self.desktop.key("ctrl+a")
        self.mouse("type", "--delay", "15", "--", path)
        self.desktop.key("Return")
        wait_for(path.exists, 10, "the exported plate")
        return path.read_bytes()


class Files(Slicer):
    def test_several_files_by_the_dialog(self):
        folder = self.folder / "models"
        folder.mkdir()
        for write, name in ((write_obj, "a.obj"), (write_ply, "b.ply"), (write_3mf, "c.3mf")):
            write(folder / name)
        (folder / "bad.ply").write_bytes((folder / "b.ply").read_bytes()[:-9])
        slicer = self.start()
        self.desktop.key("ctrl+o")
        self.desktop.find(slicer, name="Open models")
        self.mouse("type", "--delay", "15", "--", f"{folder}/")
        self.desktop.key("Return")
        self.desktop.find(slicer, role="table cell", name="bad.ply")
        self.desktop.click(self.desktop.find(slicer, role="table cell", name="a.obj"))
        self.desktop.key("ctrl+a")
        self.desktop.key("Return")
        self.wait_for_names(slicer, "left", "right", "b", "Größe")
        self.assertEqual(self.rows(slicer)[3], ("Größe", "12", "60.0 × 20.0 × 10.0 mm"))
        self.desktop.find(slicer, where=lambda each: each.name.startswith(
            'bad.ply was not opened: it should hold 6 of "face", but ends after 5'))
        self.picture("slicer-several", shows=self.canvas)

    def test_dropped_files(self):
        files = [SAMPLE_MODEL, self.folder / "missing.obj", write_3mf(self.folder / "c.3mf")]
        slicer = self.start()
        source = self.desktop.start(["/usr/bin/python3", "-c", DRAG_SOURCE, *(path.as_uri() for path in files)])
        self._started.append(source)
        window = self.desktop.find(source, role="frame", name="files")
        wait_for(lambda: self.desktop.has_state(window, "active"), 10, "the window of the files, at its place")
        label = self.desktop.find(source, role="label", name="files")
        self.mouse("mousemove", "--sync", *self.desktop.box(label).middle(), "mousedown", 1)
        x, y = self.middle()
        steps = itertools.chain(range(10, -1, -1), itertools.cycle((1, 0)))

        def is_taken():
            step = next(steps)
            self.mouse("mousemove", "--sync", x + step * 20, y + step * 15)
            return label.name == "taken"

        wait_for(is_taken, 20, "the slicer to take the files")
        self.mouse("mouseup", 1)
        self.wait_for_names(slicer, "twisted-vase", "Größe")
        told = self.desktop.find(
            slicer, where=lambda each: each.name.startswith("missing.obj was not opened: it cannot be read"))
        self.picture("slicer-dropped", shows=told)


def write_large_stl(path, specks=400_000):
    """More than is drawn without OpenGL while the mouse moves: a box with many specks in it."""
    corners = [(CORNERS[a], CORNERS[b], CORNERS[c]) for p, q, r, s in QUADS for a, b, c in ((p, q, r), (p, r, s))]
    speck = ((1, 1, 1), (1.01, 1, 1), (1, 1.01, 1))
    box, dust = (b"".join(struct.pack("<12fH", 0, 0, 0, *(number for corner in each for number in corner), 0)
                          for each in triangles) for triangles in (corners, [speck]))
    path.write_bytes(bytes(80) + struct.pack("<I", len(corners) + specks) + box + dust * specks)
    return path


class View(Slicer):
    def use(self, slicer):
        """Keyboard, mouse and the first view again; returns the hash of the first view."""
        first = self.picture_of_plate()
        turned = self.changes(lambda: self.drag(1, 90, 20), first)
        self.changes(lambda: self.desktop.key("Left"), turned)
        self.desktop.key("Home")
        wait_for(lambda: self.picture_of_plate() == first, 10, "the first view")

        # A click selects, in the list as well; one beside everything selects nothing.
        self.desktop.find(slicer, role="table", name=LIST)
        x, y = self.middle()
        box = self.desktop.box(self.canvas)
        self.mouse("mousemove", "--sync", box.x + 8, box.y + 8, "click", 1)
        wait_for(lambda: self.selected(slicer) == [], 5, "nothing to be selected")
        self.changes(lambda: self.mouse("mousemove", "--sync", x, y, "click", 1))
        wait_for(lambda: self.selected(slicer) == ["twisted-vase"], 5, "the vase to be selected")

    def test_by_opengl(self):
        """Every way to change the view; in the dark, which the first picture shows."""
        slicer = self.start(SAMPLE_MODEL, env=DARK)
        picture = self.picture_of_plate()
        self.assertTrue(self.uses_gl(slicer))
        self.picture("slicer-dark", shows=self.canvas)
        for act in (lambda: self.drag(2, 40, 30), lambda: self.mouse("click", 4), lambda: self.desktop.key("shift+Up"),
                    lambda: self.desktop.key("plus"), lambda: self.desktop.key("ctrl+minus")):
            picture = self.changes(act, picture)
        self.desktop.key("Home")
        self.use(slicer)
        self.assertEqual(slicer.error_output(), "")

    def test_without_opengl(self):
        slicer = self.start("--no-gl", SAMPLE_MODEL)
        self.picture_of_plate()
        self.assertFalse(self.uses_gl(slicer))
        self.use(slicer)

    def test_at_twice_the_size(self):
        slicer = self.start(SAMPLE_MODEL, env=LARGE)
        self.picture("slicer-large", shows=self.canvas)
        self.assertEqual(slicer.error_output(), "")

    def test_a_large_model_turns_when_the_drag_ends(self):
        self.start("--no-gl", write_large_stl(self.folder / "large.stl"))
        turned = self.changes(lambda: self.drag(1, 90, 20))
        self.changes(lambda: self.drag(2, 40, 30), turned)


class Objects(Slicer):
    def test_placed_by_numbers(self):
        slicer = self.start(SAMPLE_MODEL)
        expected = subprocess.run([sys.executable, ORACLE, "expected", SAMPLE_MODEL], check=True,
                                  capture_output=True).stdout
        untouched = self.export(slicer)
        corners = [untouched[at + 12:at + 48] for at in range(84, len(untouched), 50)]
        self.assertEqual(corners, [expected[at + 12:at + 48] for at in range(84, len(expected), 50)])

        self.desktop.key("alt+o", "Home")
        wait_for(lambda: self.selected(slicer) == ["twisted-vase"], 5, "the vase to be selected")
        self.changes(lambda: self.enter(slicer, "Position X", "30"))
        self.changes(lambda: self.enter(slicer, "Scale Z", "50"))
        wait_for(lambda: self.rows(slicer)[0][2] == "23.0 × 23.0 × 30.0 mm", 5, "the new size")
        self.desktop.press(self.desktop.find(slicer, role="check box", name="Keep proportions"))
        self.enter(slicer, "Scale X", "200")
        wait_for(lambda: self.rows(slicer)[0][2] == "92.0 × 23.0 × 30.0 mm", 5, "the new size")
        self.enter(slicer, "Rotation Z", "90")
        wait_for(lambda: self.rows(slicer)[0][2] == "23.0 × 92.0 × 30.0 mm", 5, "the new size")
        self.enter(slicer, "Rotation Z", "ninety")
        wait_for(lambda: self.number(slicer, "Rotation Z") == 90, 5, "the old number")
        self.enter(slicer, "Position Z", "7.5")
        put_down = self.desktop.find(slicer, role="push button", name="Put on the Plate")
        wait_for(lambda: self.desktop.has_state(put_down, "sensitive"), 5, "the button")
        self.desktop.press(put_down)
        wait_for(lambda: self.number(slicer, "Position Z") == 0, 5, "the object to stand")
        self.changes(lambda: self.desktop.press(self.desktop.find(slicer, role="push button", name="Mirror X")))
        self.picture("slicer-placed", shows=self.canvas)
        self.assertEqual(self.number(slicer, "Position X"), 30)

        placed = self.export(slicer)
        self.assertEqual(len(placed), len(untouched))
        self.assertTrue(placed != untouched, "the plate is the same")

    def test_duplicated_and_removed(self):
        slicer = self.start(SAMPLE_MODEL, write_ply(self.folder / "box.ply"))
        self.wait_for_names(slicer, "twisted-vase", "box")
        self.desktop.key("alt+o", "Home", "Down")
        wait_for(lambda: self.selected(slicer) == ["box"], 5, "the box to be selected")
        self.desktop.key("ctrl+d")
        self.wait_for_names(slicer, "twisted-vase", "box", "box (2)")
        wait_for(lambda: self.selected(slicer) == ["box (2)"], 5, "the copy to be selected")
        # In a number Delete is a key of the number.
        self.desktop.type_into(self.field(slicer, "Position Y"), "12")
        self.desktop.key("Home", "Delete", "Return")
        wait_for(lambda: self.number(slicer, "Position Y") == 2, 5, "the number")
        self.desktop.key("alt+o", "Delete")
        self.wait_for_names(slicer, "twisted-vase", "box")
        self.choose(slicer, "Remove Object", "alt+e", "r")
        self.wait_for_names(slicer, "twisted-vase")
        self.desktop.key("alt+f", "q")
        self.assertEqual(self.wait_for_end(slicer), 0, slicer.error_output())


class Typed(Slicer):
    """What was typed counts, entered or not."""

    def setUp(self):
        super().setUp()
        self.program = self.start(SAMPLE_MODEL, write_ply(self.folder / "box.ply"))
        self.wait_for_names(self.program, "twisted-vase", "box")
        self.desktop.key("alt+o", "Home")
        wait_for(lambda: self.selected(self.program) == ["twisted-vase"], 5, "the vase to be selected")

    def test_is_exported(self):
        before = self.export(self.program)
        self.desktop.type_into(self.field(self.program, "Position Z"), "50")
        after = self.export(self.program)
        self.assertEqual(self.number(self.program, "Position Z"), 50)
        self.assertTrue(after != before, "the plate is the same")

    def test_is_for_the_object_it_was_typed_for(self):
        self.desktop.type_into(self.field(self.program, "Position X"), "77")
        self.desktop.click(self.desktop.find(self.program, role="table cell", name="box"))
        wait_for(lambda: self.selected(self.program) == ["box"], 5, "the box to be selected")
        self.assertNotEqual(self.number(self.program, "Position X"), 77)
        self.desktop.click(self.desktop.find(self.program, role="table cell", name="twisted-vase"))
        wait_for(lambda: self.number(self.program, "Position X") == 77, 5, "the number")


if __name__ == "__main__":
    main()
