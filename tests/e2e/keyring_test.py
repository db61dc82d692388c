"""The link from one run to the next, in a real keyring."""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import ORACLE, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

PASSWORD = "keyring"


class Keyring(EndToEnd):
    def unlocked_keyring(self):
        """The first user of the bus's secrets: nobody else has started a daemon, which would be locked."""
        self.assertFalse(_has_secrets())
        daemon = self.desktop.start(
            ["sh", "-c", f"printf {PASSWORD} | exec gnome-keyring-daemon --unlock --components=secrets --foreground"])
        self._started.append(daemon)
        wait_for(_has_secrets, 10, "the keyring")
        self.addCleanup(_end_keyring, _keyring_process())

    def publish_now(self, sandbox, model=SAMPLE_MODEL):
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", model)
        self.assertEqual((status, report["outcome"]), (0, "done"), report)

    def test_the_second_run_asks_nobody(self):
        self.unlocked_keyring()
        sandbox = self.sandbox("--auto-approve")
        self.publish_now(sandbox)
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)
        other = self.folder / "other.stl"
        subprocess.run([sys.executable, ORACLE, "make", "100", other], check=True)
        self.publish_now(sandbox, other)
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)
        self.assertEqual(len(sandbox.requests("/v1/oauth/tokens")), 1)
        self.assertEqual(len(sandbox.objects()), 2)
        # It is in the keyring alone.
        kept = [path for root in ("config", "state", "cache") for path in (self.folder / root).rglob("*")
                if path.is_file() and b"refresh_token" in path.read_bytes()]
        self.assertEqual(kept, [])

    def test_a_slow_keyring_is_waited_for_at_the_end(self):
        self.unlocked_keyring()
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), "--unattended", "--run", "mmf.publish-now", "--report",
                             self.folder / "first.json", SAMPLE_MODEL)
        # It has been asked for a link by then, and has not been given one.
        wait_for(lambda: sandbox.requests("/web/authorize"), 30, "the sign-in page")
        with _held_up(_keyring_process()):
            wait_for(lambda: "Uploaded" in slicer.error_output(), 60, "the outcome")
        self.assertEqual(self.wait_for_end(slicer, 30), 0)
        self.publish_now(sandbox)
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)


@contextlib.contextmanager
def _held_up(pid):
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _ask_bus(method):
    answer = subprocess.run(["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                             "org.freedesktop.DBus." + method, "string:org.freedesktop.secrets"],
                            check=True, capture_output=True, text=True)
    return answer.stdout.split()[-1]


def _has_secrets():
    return _ask_bus("NameHasOwner") == "true"


def _keyring_process():
    return int(_ask_bus("GetConnectionUnixProcessID"))


def _end_keyring(pid):
    os.kill(pid, signal.SIGTERM)
    wait_for(lambda: not _has_secrets(), 10, "the keyring to be gone")


if __name__ == "__main__":
    main()
