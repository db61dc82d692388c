"""`demo.sh --check` where the desktop's keyring is there but locked, and asks for its password."""

import pathlib
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import BUILD, ROOT, EndToEnd, main  # noqa: E402
from keyring import Keyring  # noqa: E402

# Under the deadline of a keyring that does not answer.
TOLERANCE = 8


class Demo(EndToEnd):
    def check(self, **env):
        """Returns how long it took."""
        begin = time.monotonic()
        demo = self.desktop.start(["bash", ROOT / "sdk_shim/demo.sh", "--check"], env={"PRESET": BUILD.name} | env)
        self._started.append(demo)
        status = self.wait_for_end(demo, 180)
        self.assertEqual(status, 0, demo.output() + demo.error_output())
        self.assertIn("Arrived byte for byte", demo.output())
        return time.monotonic() - begin

    def test_a_locked_keyring_holds_nothing_up(self):
        if BUILD != ROOT / "build" / BUILD.name:
            self.skipTest("demo.sh builds in build/PRESET")
        Keyring(self.desktop).end()  # makes one
        # The demo has a message bus of its own. Whoever asks there for secrets gets this one, locked.
        keyrings = self.folder / "keyring-data"
        shutil.copytree(self.desktop.home / "data/keyrings", keyrings / "keyrings")
        was_asked = self.folder / "was-asked"
        starter = self.folder / "start-keyring"
        starter.write_text(f"#!/bin/sh\ntouch {was_asked}\nXDG_DATA_HOME={keyrings} "
                           "exec gnome-keyring-daemon --components=secrets --foreground\n")
        starter.chmod(0o755)
        services = self.folder / "share/dbus-1/services"
        services.mkdir(parents=True)
        (services / "org.freedesktop.secrets.service").write_text(
            f"[D-BUS Service]\nName=org.freedesktop.secrets\nExec={starter}\n")
        usual = self.check()
        self.assertFalse(was_asked.exists())
        took = self.check(XDG_DATA_DIRS=f"{self.folder}/share:/usr/local/share:/usr/share")
        self.assertTrue(was_asked.exists())
        print(f"usually {usual:.1f} s, with a locked keyring {took:.1f} s", file=sys.stderr)
        self.assertLess(took, usual + TOLERANCE)


if __name__ == "__main__":
    main()
