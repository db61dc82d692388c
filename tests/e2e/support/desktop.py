"""A desktop of its own for one test program: a display, a window manager, a message bus, a home; and hands and
eyes for it (AT-SPI, xdotool).

    from desktop import Desktop

    with Desktop() as desktop:
        program = desktop.start(["build/release/bin/shim-slicer", "model.stl"], env={"MMF_PUBLISH_PROFILE": path})
        window = desktop.find(program, role="dialog", name="Link your MyMiniFactory account")
        desktop.type_into(desktop.find(window, role="entry", name="User name"), "designer")
        desktop.press(desktop.find(window, role="push button", name="Sign in"))
        desktop.wait_for(lambda: program.poll() is not None, 10, "the program to end")
        assert program.returncode == 0, program.output()

What to know:
  * Run with /usr/bin/python3 (pyatspi is a Debian package). Needs: xvfb openbox xdotool imagemagick at-spi2-core
    python3-pyatspi dbus.
  * One Desktop a process at a time, and only one in a process's life: libatspi connects once. Several test
    processes may run side by side; each has its own display (a free one) and its own bus.
  * It sets DISPLAY, DBUS_SESSION_BUS_ADDRESS and the XDG_* folders in os.environ while it is open, so that
    subprocesses started by any means belong to it. `home` is a temporary folder with config/, data/, state/,
    cache/ and run/ in it.
  * Nothing here sleeps for a guessed time: every find waits until the thing is there, `timeout` seconds at most,
    and then raises Timeout with the tree that was there instead. Pass `timeout=0` to only look.
  * Names are labels without mnemonics. A role may be one name or a tuple of them. Names and roles are compared
    exactly; for more, pass `where=lambda accessible: …`.
  * Only what is showing is found; `showing=False` finds the rest too.
  * A frame's menu item under a modal dialog says it was pressed but does nothing. Text fields inside web pages
    have no EditableText: type_into() types by keyboard, and types again if characters got lost.
  * On leaving, all programs, the bus's services and the display are ended and the home is deleted, also after
    an exception. With `keep_home=True`, or if DESKTOP_KEEP is set, the home stays and its path is printed.
"""

import ctypes
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import typing

import look

_PR_SET_CHILD_SUBREAPER = 36
_POLL = 0.02
_MOST_CHILDREN = 200  # that are looked at: a table may have a hundred thousand cells


class Timeout(AssertionError):
    """What was waited for did not come."""


def wait_for(condition, timeout=10, what="the condition"):
    """Waits until condition() is true and returns its value. `what` completes 'waited 10 s for …'."""
    end = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= end:
            raise Timeout(f"waited {timeout} s for {what() if callable(what) else what}")
        time.sleep(_POLL)


class Box(typing.NamedTuple):
    """A part of the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    def middle(self):
        return self.x + self.width // 2, self.y + self.height // 2


class Program(subprocess.Popen):
    """A started program; its output and errors go to files in the home, so no pipe can fill up."""

    def __init__(self, argv, folder, **kwargs):
        number = len(list(folder.glob("*.out")))
        stem = f"{number:02}-{pathlib.Path(argv[0]).name}"
        self.out_path = folder / f"{stem}.out"
        self.err_path = folder / f"{stem}.err"
        with open(self.out_path, "wb") as out, open(self.err_path, "wb") as err:
            super().__init__(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err, **kwargs)

    def output(self):
        return self.out_path.read_text(errors="replace")

    def error_output(self):
        return self.err_path.read_text(errors="replace")

    def line(self, timeout=10):
        """The first whole line of its output: how servers say that they are ready."""

        def first():
            if "\n" in self.output():
                return self.output().split("\n", 1)[0]
            if self.poll() is not None:
                raise AssertionError(f"{self.args[0]} ended with {self.returncode}: {self.error_output()}")
            return None

        return wait_for(first, timeout, f"a line from {self.args[0]}")

    def end(self, timeout=5):
        """SIGTERM, then SIGKILL; returns the exit status."""
        if self.poll() is None:
            self.terminate()
            try:
                self.wait(timeout)
            except subprocess.TimeoutExpired:
                self.kill()
                self.wait()
        return self.returncode


class Desktop:
    def __init__(self, size="1280x1024", keep_home=False):
        self.home = None
        self._size = "x".join(str(int(length) * look.scale()) for length in size.split("x"))
        self._keep_home = keep_home or bool(os.environ.get("DESKTOP_KEEP"))
        self._programs = []  # in the order of their start
        self._saved_environment = None
        self._atspi = None

    # --- life

    def __enter__(self):
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def _open(self):
        # Services of the bus are nobody's children once it has ended; as ours they can be found and ended too.
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._saved_environment = dict(os.environ)
        self._children_before = set(children(os.getpid()))
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="desktop-"))
        folders = {
            "HOME": "home",
            "XDG_CONFIG_HOME": "config",
            "XDG_DATA_HOME": "data",
            "XDG_STATE_HOME": "state",
            "XDG_CACHE_HOME": "cache",
            "XDG_RUNTIME_DIR": "run",
        }
        for variable, name in folders.items():
            folder = self.home / name
            folder.mkdir(mode=0o700)
            os.environ[variable] = str(folder)
        (self.home / "log").mkdir()
        for variable in ("WAYLAND_DISPLAY", "NO_AT_BRIDGE", "GTK_MODULES", "SESSION_MANAGER", "XAUTHORITY",
                         "AT_SPI_BUS_ADDRESS", "GTK_THEME", "GDK_SCALE"):
            os.environ.pop(variable, None)
        os.environ.setdefault("LANG", "C.UTF-8")
        os.environ["GDK_BACKEND"] = "x11"
        os.environ["LIBGL_ALWAYS_SOFTWARE"] = "1"
        os.environ["GSETTINGS_BACKEND"] = "memory"
        os.environ.update(look.wanted())

        read_end, write_end = os.pipe()
        self.start(["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{self._size}x24", "-nolisten", "tcp",
                    "-noreset"], pass_fds=[write_end])
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start: " + self._programs[-1].error_output())
        os.environ["DISPLAY"] = f":{number}"

        bus = self.start(["dbus-run-session", "--", "sh", "-c",
                          'echo "$DBUS_SESSION_BUS_ADDRESS"; exec sleep infinity'])
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.line()
        self.start(["openbox", "--sm-disable"])
        wait_for(lambda: b"_NET_SUPPORTING_WM_CHECK(WINDOW)" in subprocess.run(
            ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], capture_output=True, check=False).stdout,
            10, "the window manager")

        import pyatspi  # connects to the bus that the environment names now
        from gi.repository import GLib

        if getattr(pyatspi, "desktop_of_test", self) is not self:
            raise RuntimeError("one Desktop a process: libatspi keeps its first connection")
        pyatspi.desktop_of_test = self
        self._atspi = pyatspi
        self._glib_error = GLib.Error

    def close(self):
        """Ends everything. May be called twice."""
        if self._saved_environment is None:
            return
        for program in reversed(self._programs):
            program.end()
        self._end_orphans()
        os.environ.clear()
        os.environ.update(self._saved_environment)
        self._saved_environment = None
        if self._keep_home:
            print(f"kept: {self.home}", file=sys.stderr)
        else:
            shutil.rmtree(self.home, ignore_errors=True)

    def _end_orphans(self):
        """What the programs left: bus services, helpers of the web engine. Only our own children."""
        known = {program.pid for program in self._programs} | self._children_before
        for signal_number in (signal.SIGTERM, signal.SIGKILL):
            end = time.monotonic() + 3
            asked = set()
            while time.monotonic() < end:
                orphans = [pid for pid in children(os.getpid()) if pid not in known]
                if not orphans:
                    return
                for pid in orphans:
                    if pid not in asked:
                        asked.add(pid)
                        _signal(pid, signal_number)
                    try:
                        os.waitpid(pid, os.WNOHANG)
                    except ChildProcessError:
                        pass
                time.sleep(_POLL)

    # --- programs

    def start(self, argv, env=None, **kwargs):
        """Starts a program on this desktop. `env`: variables to set besides; None as a value unsets one."""
        environment = dict(os.environ)
        for name, value in (env or {}).items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = str(value)
        program = Program([str(word) for word in argv], self.home / "log", env=environment, **kwargs)
        self._programs.append(program)
        return program

    # --- eyes

    wait_for = staticmethod(wait_for)

    def application(self, program, timeout=20):
        """The program's accessible application object. `program`: a Program or a process id."""
        pid = getattr(program, "pid", program)

        def look():
            if hasattr(program, "poll") and program.poll() is not None:
                raise AssertionError(f"the program ended with {program.returncode}: {program.error_output()}")
            for application in self._children_of(self._atspi.Registry.getDesktop(0)):
                try:
                    if application.get_process_id() == pid and application.childCount > 0:
                        return application
                except Exception:  # it is just going
                    continue
            return None

        return wait_for(look, timeout, f"process {pid} to show a window")

    def find_all(self, root, role=None, name=None, where=None, showing=True):
        """All that match at this moment, in the order of the tree. `root`: a Program or an accessible."""
        if isinstance(root, Program):
            try:
                root = self.application(root, timeout=0)
            except Timeout:
                return []
        roles = (role,) if isinstance(role, str) else role
        found = []
        for accessible in self._walk(root):
            try:
                if roles is not None and accessible.getRoleName() not in roles:
                    continue
                if name is not None and accessible.name != name:
                    continue
                if showing and not accessible.getState().contains(self._atspi.STATE_SHOWING):
                    continue
                if where is not None and not where(accessible):
                    continue
            except Exception:  # it went while it was looked at
                continue
            found.append(accessible)
        return found

    def find(self, root, role=None, name=None, where=None, showing=True, timeout=10):
        """The first that matches, as soon as there is one."""

        def look():
            if isinstance(root, Program) and root.poll() is not None:
                raise AssertionError(f"the program ended with {root.returncode}: {root.error_output()}")
            return next(iter(self.find_all(root, role, name, where, showing)), None)

        return wait_for(look, timeout, lambda: f"role={role!r} name={name!r} in\n{self.tree(root)}")

    def wait_gone(self, root, role=None, name=None, where=None, timeout=10):
        """Waits until nothing that shows matches; a program that has ended shows nothing."""
        wait_for(lambda: (isinstance(root, Program) and root.poll() is not None)
                 or not self.find_all(root, role, name, where), timeout, f"role={role!r} name={name!r} to go")

    def text(self, accessible):
        """What is in a text field, else the name."""
        try:
            return accessible.queryText().getText(0, -1)
        except Exception:
            return accessible.name

    def has_state(self, accessible, state):
        """`state`: 'checked', 'focused', 'sensitive', …"""
        return accessible.getState().contains(getattr(self._atspi, "STATE_" + state.upper()))

    def tree(self, root):
        """The accessible tree as text, for messages."""
        if isinstance(root, Program):
            try:
                root = self.application(root, timeout=0)
            except (Timeout, AssertionError):
                return "(no window)"
        lines = []

        def show(accessible, depth):
            try:
                shown = "" if self.has_state(accessible, "showing") else " (hidden)"
                lines.append(f"{'  ' * depth}{accessible.getRoleName()} {accessible.name!r}{shown}")
            except Exception:
                return
            for child in self._children_of(accessible):
                show(child, depth + 1)

        show(root, 0)
        return "\n".join(lines)

    def box(self, accessible):
        """Its place on the screen in pixels: x, y, width and height."""
        extents = accessible.queryComponent().getExtents(self._atspi.DESKTOP_COORDS)
        factor = look.scale_of(accessible.get_process_id())
        return Box(*(length * factor for length in (extents.x, extents.y, extents.width, extents.height)))

    def pixels(self, box):
        """What the screen shows there: red, green and blue, a byte each, row by row."""
        x, y, width, height = box
        return subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "+repage",
                               "-depth", "8", "rgb:-"], check=True, stdout=subprocess.PIPE).stdout

    def screenshot(self, path, shows=None, unlike=None, timeout=20):
        """The whole screen, once two pictures in a row are the same; what blinks or moves is taken as it is after a
        quarter of `timeout`. `shows`: an accessible whose place must be painted, or there is no picture; `unlike`:
        and not with what an earlier picture has in that place, since web pages are painted after they are told of."""
        resting_until = time.monotonic() + timeout / 4
        before = None

        def is_ready():
            nonlocal before
            subprocess.run(["import", "-window", "root", str(path)], check=True)
            picture, last = path.read_bytes(), before
            before = picture
            part = () if shows is None else ("-crop", "{2}x{3}+{0}+{1}".format(*self.box(shows)))
            colours, hash_of_it = _look_at(path, part)
            if colours == 1 or (unlike is not None and _look_at(unlike, part)[1] == hash_of_it):
                return False
            return picture == last or time.monotonic() >= resting_until

        try:
            wait_for(is_ready, timeout, lambda: f"{shows.name if shows else 'the screen'} to be painted")
        except Timeout:
            path.unlink()
            raise

    # --- hands

    def press(self, accessible):
        """The accessible's own action: buttons, check boxes, menu items, links. A modal dialog that opens by it
        may keep this from returning an answer, so none is asked for."""
        try:
            accessible.queryAction().doAction(0)
        except self._glib_error as error:
            if "Did not receive a reply" not in str(error):
                raise
        except NotImplementedError:
            raise AssertionError(f"nothing to press in {accessible.getRoleName()} {accessible.name!r}") from None

    def menu(self, program, *names):
        """Presses a menu item by the names on the way to it: menu(program, 'File', 'Export', 'Publish to …')."""
        item = self.application(program)
        for name in names:
            item = self.find(item, role=("menu", "menu item", "check menu item", "radio menu item"), name=name,
                             showing=False)
        self.press(item)

    def click(self, accessible):
        """A click of the mouse in the middle of it."""
        self._xdotool("mousemove", "--sync", *(str(place) for place in self.box(accessible).middle()))
        self._xdotool("click", "1")

    def key(self, *keys):
        """Keys to whatever has the focus: key('Escape'), key('ctrl+a', 'Delete')."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def type_into(self, entry, text, timeout=20):
        """Clicks a text field, replaces what is in it by `text`, and makes sure that all of it arrived; of a
        password only the number of characters can be seen."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            self.click(entry)
            try:
                wait_for(lambda: self.has_state(entry, "focused"), 1, "focus")
                self.key("ctrl+a", "BackSpace")
                wait_for(lambda: self._length(entry) == 0, 1, "the field to be empty")
                self._xdotool("type", "--delay", "15", "--", text)
                wait_for(lambda: self._length(entry) == len(text), 1, "the characters")
            except Timeout:
                continue
            return
        raise Timeout(f"waited {timeout} s for {entry.name!r} to take the text; it has {self.text(entry)!r}")

    # --- parts

    def _length(self, entry):
        text = entry.queryText()
        # Of an empty field WebKit tells the placeholder.
        placeholder = "placeholder-text:" + text.getText(0, -1) in entry.getAttributes()
        return 0 if placeholder else text.characterCount

    def _walk(self, root):
        yield root
        for child in self._children_of(root):
            yield from self._walk(child)

    def _children_of(self, accessible):
        try:
            accessible.clear_cache()  # or it shows what has gone
            count = min(accessible.childCount, _MOST_CHILDREN)
        except Exception:
            return
        for index in range(count):
            try:
                child = accessible.getChildAtIndex(index)
            except Exception:
                continue
            if child is not None:
                yield child

    @staticmethod
    def _xdotool(*words):
        subprocess.run(["xdotool", *words], check=True, stdout=subprocess.DEVNULL)


def children(pid):
    """The ids of its child processes."""
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text().split()]
        except OSError:
            continue
    return found


def _look_at(picture, part):
    """How many colours there are in a part of it, and a hash of them all."""
    answer = subprocess.run(["convert", str(picture), *part, "-format", "%k %#", "info:"], check=True,
                            capture_output=True, text=True).stdout
    colours, hash_of_it = answer.split()
    return int(colours), hash_of_it


def _signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass
