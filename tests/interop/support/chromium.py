"""Chromium as the browser of a test's desktop, with a profile of its own."""

import os
import shlex
import signal
import subprocess

from default_browser import make_default_browser
from desktop import wait_for

FLAGS = (
    "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage",
    "--password-store=basic", "--disable-sync", "--disable-component-update", "--disable-background-networking", "--lang=en-US",
    "--force-renderer-accessibility", "--window-position=0,0", "--window-size=700,700",
    # Its sandbox does not work for root, which tests in a container are.
    "--no-sandbox", "--test-type",
)


class Chromium:
    """From now on web pages open in it. `folder`: for it, new. `ca_file`: an authority that it trusts besides its
    own."""

    def __init__(self, desktop, folder, ca_file=None):
        folder.mkdir()
        self._desktop = desktop
        self._pids = folder / "pids"
        home = folder / "home"
        authorities = home / ".pki/nssdb"
        authorities.mkdir(parents=True)
        _certutil(authorities, "-N", "--empty-password")
        if ca_file is not None:
            _certutil(authorities, "-A", "-t", "C,,", "-n", "Test authority", "-i", ca_file)
        words = ["env", "ACCESSIBILITY_ENABLED=1", f"HOME={home}", "chromium", f"--user-data-dir={folder / 'profile'}",
                 *FLAGS]
        start = folder / "start"
        start.write_text(f"#!/bin/sh\necho $$ >> {shlex.quote(str(self._pids))}\nexec {shlex.join(words)} \"$@\"\n")
        start.chmod(0o755)
        make_default_browser(desktop, f"{start} %u")

    def end(self):
        """Its window would lie over those of later tests."""
        for pid in self._started():
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
            wait_for(lambda pid=pid: _is_gone(pid), 20, "the browser to end")

    def _started(self):
        return [int(pid) for pid in self._pids.read_text().split()] if self._pids.exists() else []

    def window(self):
        """Its accessible, once it is there."""
        wait_for(self._started, 20, "the browser to be started")
        return self._desktop.application(self._started()[0], timeout=30)


def _is_gone(pid):
    try:
        # Whoever started it has ended, and then it is this process's child.
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return not os.path.exists(f"/proc/{pid}")


def _certutil(database, *words):
    subprocess.run(["certutil", "-d", f"sql:{database}", *map(str, words)], check=True, capture_output=True)
