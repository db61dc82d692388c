"""Debian's PrusaSlicer, unmodified, with the adapter: started on the test's desktop with settings of its own."""

import pathlib
import zipfile

from desktop import Timeout
from end_to_end import BUILD, EndToEnd, wait_for

MODULE = BUILD / "lib/libslicer-sdk-prusaslicer.so"
SHAPES = pathlib.Path("/usr/share/PrusaSlicer/shapes")
BUNNY = SHAPES / "bunny.stl"
SCREW = SHAPES / "M3x10_screw.stl"

# Without tips and news.
SETTINGS = """\
version = 2.5.0
version_system_info_sent = 2.5.0
show_splash_screen = 0
show_hints = 0
notify_release = none
preset_update = 0
{more}
[presets]
printer = Test
"""
PRINTER = """\
printer_technology = FFF
nozzle_diameter = 0.4
bed_shape = 0x0,200x0,200x200,0x200
max_print_height = 200
"""


def write_data_folder(folder, **keys):
    """Settings and a printer, so that it starts without its wizard. `keys` go into the settings."""
    (folder / "printer").mkdir(parents=True, exist_ok=True)
    (folder / "printer/Test.ini").write_text(PRINTER)
    more = "".join(f"{key} = {value}\n" for key, value in keys.items())
    (folder / "PrusaSlicer.ini").write_text(SETTINGS.format(more=more))


class WithPrusaSlicer(EndToEnd):
    def setUp(self):
        super().setUp()
        self.data = self.folder / "prusaslicer"
        self.exports = self.folder / "exports"  # where the person exported to last
        self.exports.mkdir()
        self.settings = self.data / "PrusaSlicer.ini"
        self.write_settings(last_output_path=self.exports)

    def write_settings(self, **keys):
        write_data_folder(self.data, **keys)

    def setting(self, key):
        """The value in PrusaSlicer's own settings file; None if it is not there."""
        for line in self.settings.read_text().splitlines():
            name, _, value = line.partition("=")
            if name.strip() == key:
                return value.strip()
        return None

    def prusaslicer(self, profile, *models, env=None, module=MODULE, wait=True, **kwargs):
        """Starts it and waits until plugins have been attached to its window. `kwargs` are those of Popen."""
        program = self.desktop.start(
            ["prusa-slicer", "--datadir", self.data, *models],
            env={
                "MMF_PUBLISH_PROFILE": profile,
                "GTK_MODULES": module,
                "SLICER_PLUGIN_PATH": None,
                "LANG": "en_US.UTF-8",
                "XDG_CONFIG_HOME": self.folder / "config",
                "XDG_STATE_HOME": self.folder / "state",
                "XDG_CACHE_HOME": self.folder / "cache",
            } | (env or {}), **kwargs)
        self._started.append(program)
        if wait:
            wait_for(lambda: "attached in" in program.error_output() or program.poll() is not None, 60,
                     "plugins to be attached")
            self.main_window(program)
        return program

    def main_window(self, program):
        return self.desktop.find(program, role="frame", where=lambda frame: "PrusaSlicer" in frame.name, timeout=60)

    def settled(self, program):
        """The model is on the plate once the plate can be exported."""
        item = self.desktop.find(program, role="menu item", where=lambda i: i.name.startswith("Export Plate as STL…"),
                                 showing=False, timeout=30)
        self.in_front(program)

        def is_enabled():
            self.desktop.key("alt+f", "e")  # menus are brought up to date when they open
            enabled = self.desktop.has_state(item, "sensitive")
            self.desktop.key("Escape", "Escape", "Escape")
            return enabled

        wait_for(is_enabled, 60, "the plate to be exportable")

    def in_front(self, program):
        frame = self.main_window(program)
        wait_for(lambda: self.desktop.has_state(frame, "active"), 20, "PrusaSlicer to be in front")

    def open_menu(self, program, *keys, item):
        """A menu by keyboard, until it shows `item`: a key that comes while another menu closes is lost."""
        self._repeat_in_menu(lambda by_mouse: self._try_menu(program, keys, item, by_mouse), f"the menu with {item}")

    def choose(self, program, item, *keys):
        """As elsewhere, the last of `keys` being the mnemonic of `item`, but until the menu has closed by it: a key
        that comes while a menu is still opening is lost. As for the menu, so for an item of it every other time a
        click."""
        *menu, mnemonic = keys

        def choose_it(by_mouse):
            self._try_menu(program, menu, item, by_mouse)
            if by_mouse:
                self.desktop.click(self.desktop.find(program, role="menu item", name=item))
            else:
                self.desktop.key(mnemonic)
            self.desktop.wait_gone(program, role="menu item", name=item, timeout=5)

        self._repeat_in_menu(choose_it, f"{item} to be chosen")

    def open_menu_of(self, program, item):
        """By the mouse, whatever the language's mnemonics are and whatever has the focus keeps to itself."""
        self.in_front(program)
        menus = []
        while item.parent.getRoleName() == "menu":
            item = item.parent
            menus.insert(0, item)
        for menu in menus:
            self.desktop.click(menu)
        if len(menus) > 1:
            self.desktop.key("Right")  # into the last one

    def _try_menu(self, program, keys, item, by_mouse):
        if by_mouse:
            self.open_menu_of(program, self.desktop.find(program, role="menu item", name=item, showing=False))
        else:
            self.in_front(program)
            self.desktop.key(*keys)
        self.desktop.find(program, role="menu item", name=item, timeout=5)

    def _repeat_in_menu(self, attempt, what):
        """Until `attempt(by_mouse)` does not time out, every other time with the mouse; in between no menu is left
        open."""
        failures = []

        def succeeds():
            try:
                attempt(by_mouse=len(failures) % 2 == 1)
            except Timeout as failure:
                failures.append(failure)
                self.desktop.key("Escape", "Escape", "Escape")
                return False
            return True

        wait_for(succeeds, 60, lambda: f"{what}; of {len(failures)} attempts the last one {failures[-1]}")

    def export_by_hand(self, program, path):
        """What PrusaSlicer itself writes for the plate, through its own menu and dialog."""
        self.choose(program, "Export Plate as STL…", "alt+f", "e", "s")
        dialog = self.desktop.find(program, role="file chooser", timeout=20)
        name = self.desktop.find(dialog, role=("text", "entry"), where=lambda a: self.desktop.has_state(a, "focused"))
        self.desktop.type_into(name, str(path))
        self.desktop.key("Return")
        self.desktop.wait_gone(program, role="file chooser")
        wait_for(lambda: path.exists() and path.stat().st_size > 84, 20, "the exported file")
        return path.read_bytes()

    def project(self, name, *objects):
        """A project of cubes: of each its name, its size in mm and its transform as 3MF writes it."""
        path = self.folder / name
        meshes = "".join(
            f'<object id="{i}" type="model" name="{label}"><mesh>{_cube(size)}</mesh></object>'
            for i, (label, size, _) in enumerate(objects, 1))
        items = "".join(f'<item objectid="{i}" transform="{transform}"/>'
                        for i, (_, _, transform) in enumerate(objects, 1))
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>'
                "</Types>"))
            archive.writestr("_rels/.rels", (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Target="/3D/3dmodel.model" Id="rel-1" '
                'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>'))
            archive.writestr("3D/3dmodel.model", (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<model unit="millimeter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">'
                f"<resources>{meshes}</resources><build>{items}</build></model>"))
        return path


def _cube(size):
    corners = [(x, y, z) for z in (0, size) for y in (0, size) for x in (0, size)]
    faces = [(0, 2, 1), (1, 2, 3), (4, 5, 6), (5, 7, 6), (0, 1, 4), (1, 5, 4),
             (2, 6, 3), (3, 6, 7), (0, 4, 2), (2, 4, 6), (1, 3, 5), (3, 7, 5)]
    return ("<vertices>" + "".join(f'<vertex x="{x}" y="{y}" z="{z}"/>' for x, y, z in corners) + "</vertices>"
            "<triangles>" + "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in faces) + "</triangles>")
