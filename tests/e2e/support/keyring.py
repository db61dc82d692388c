"""A real gnome-keyring on a test's desktop.

    with Keyring(self.desktop):                  # unlocked; what is in it stays on the desktop
        ...
    with Keyring(self.desktop, unlocked=False):
        ...

It is the first user of the bus's secrets: anybody who asks before it would have a locked one started.
"""

import contextlib
import os
import signal
import subprocess

from desktop import wait_for

PASSWORD = "keyring"


class Keyring:
    def __init__(self, desktop, unlocked=True):
        """Not unlocked: as in a session that nobody has logged in to with the keyring's password."""
        assert not _is_there()
        unlock = f"printf {PASSWORD} | exec gnome-keyring-daemon --unlock" if unlocked else "exec gnome-keyring-daemon"
        self._daemon = desktop.start(["sh", "-c", unlock + " --components=secrets --foreground"])
        wait_for(_is_there, 10, "the keyring")
        self.pid = int(_ask_bus("GetConnectionUnixProcessID"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

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
        os.kill(self.pid, signal.SIGTERM)
        wait_for(lambda: not _is_there(), 10, "the keyring to be gone")
        self._daemon.end()


def _ask_bus(method):
    answer = subprocess.run(["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                             "org.freedesktop.DBus." + method, "string:org.freedesktop.secrets"],
                            check=True, capture_output=True, text=True)
    return answer.stdout.split()[-1]


def _is_there():
    return _ask_bus("NameHasOwner") == "true"
