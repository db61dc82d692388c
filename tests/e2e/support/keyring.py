"""A real gnome-keyring on a test's desktop.

    with Keyring(self.desktop):                  # unlocked; what is in it stays on the desktop
        ...
    with Keyring(self.desktop, unlocked=False):
        ...

Who asks for secrets before that has one started by the bus, without a keyring in it; that one is ended first.
"""

import contextlib
import os
import shutil
import signal
import subprocess

from desktop import wait_for

PASSWORD = "keyring"


def no_keyring(desktop):
    """As if there had never been one."""
    if _is_there():
        _end_process()
    shutil.rmtree(desktop.home / "data/keyrings", ignore_errors=True)


class Keyring:
    def __init__(self, desktop, unlocked=True):
        """Not unlocked: as in a session that nobody has logged in to with the keyring's password."""
        if _is_there():
            _end_process()
        unlock = f"printf {PASSWORD} | exec gnome-keyring-daemon --unlock" if unlocked else "exec gnome-keyring-daemon"
        self._daemon = desktop.start(["sh", "-c", unlock + " --components=secrets --foreground"])
        wait_for(_is_there, 10, "the keyring")
        self.pid = _process()
        self._bus = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def text(self, schema):
        """Of the one item that there is of a schema."""
        item, session = self._find(schema), self._open_session()
        (secret,) = self._call(item, "org.freedesktop.Secret.Item", "GetSecret", "(o)", session)
        return bytes(secret[2]).decode()

    def set_text(self, schema, text):
        """What another program may do."""
        item, session = self._find(schema), self._open_session()
        self._call(item, "org.freedesktop.Secret.Item", "SetSecret", "((oayays))",
                   (session, b"", text.encode(), "text/plain"))

    def _find(self, schema):
        unlocked, _ = self._call("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems",
                                 "(a{ss})", {"xdg:schema": schema})
        (item,) = unlocked
        return item

    def _open_session(self):
        from gi.repository import GLib

        return self._call("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "OpenSession", "(sv)",
                          "plain", GLib.Variant("s", ""))[1]

    def _call(self, path, interface, method, types, *values):
        from gi.repository import Gio, GLib

        if self._bus is None:  # kept: a session ends with its connection
            self._bus = Gio.bus_get_sync(Gio.BusType.SESSION)
            self._bus.set_exit_on_close(False)
        return self._bus.call_sync("org.freedesktop.secrets", path, interface, method, GLib.Variant(types, values),
                                   None, Gio.DBusCallFlags.NONE, 10_000).unpack()

    @contextlib.contextmanager
    def held_up(self):
        """It answers nobody meanwhile."""
        os.kill(self.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.pid, signal.SIGCONT)

    def end(self):
        """May be called twice."""
        if self._daemon.poll() is not None:
            return
        _end_process()
        self._daemon.end()


def _ask_bus(method):
    answer = subprocess.run(["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                             "org.freedesktop.DBus." + method, "string:org.freedesktop.secrets"],
                            check=True, capture_output=True, text=True)
    return answer.stdout.split()[-1]


def _process():
    return int(_ask_bus("GetConnectionUnixProcessID"))


def _end_process():
    os.kill(_process(), signal.SIGTERM)
    wait_for(lambda: not _is_there(), 10, "the keyring to be gone")


def _is_there():
    return _ask_bus("NameHasOwner") == "true"
