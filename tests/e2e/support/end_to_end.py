"""What every end-to-end test starts from: the reference slicer with the plugin, on a desktop of its own, with a
sandbox behind it.

    class Publishing(EndToEnd):
        def test_a_model_arrives(self):
            sandbox = self.sandbox()
            slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
            ...

    if __name__ == "__main__":
        main()

BUILD_DIR names the build tree. SCREENSHOT_DIR, if set, keeps the pictures that tests take by name, and one of each
failure; look.py gives them another theme or scale. TEST_SEED repeats an order.
"""

import contextlib
import gettext
import json
import os
import pathlib
import random
import re
import socket
import subprocess
import sys
import unittest

from desktop import Desktop, Timeout, wait_for
from sandbox import Sandbox

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", ROOT / "build/release")).resolve()
PLUGIN_DIR = BUILD / "lib/slicer-plugins"
SAMPLE_MODEL = ROOT / "sdk_shim/shim_slicer/models/twisted-vase.stl"
ORACLE = ROOT / "tests/oracle/stl.py"

PUBLISH = "Publish to MyMiniFactory…"
PUBLISH_NOW = "Publish Now to MyMiniFactory"
ACCOUNT = "MyMiniFactory Account…"
UPLOADS = "MyMiniFactory Uploads…"
SETTINGS = "MyMiniFactory Settings…"
DIAGNOSE = "Diagnose MyMiniFactory Connection…"
# As the source has them, with their mnemonics.
MENU_LABELS = {
    PUBLISH: "Publish to &MyMiniFactory…",
    PUBLISH_NOW: "Publish &Now to MyMiniFactory",
    ACCOUNT: "MyMiniFactory &Account…",
    UPLOADS: "MyMiniFactory &Uploads…",
    SETTINGS: "MyMiniFactory &Settings…",
    DIAGNOSE: "&Diagnose MyMiniFactory Connection…",
}
TAG_CHIP = re.compile("Remove tag “(.*)”$")
PUBLISH_TITLE = "Publish to MyMiniFactory"
SIGN_IN_TITLE = "Link your MyMiniFactory account"

_desktop = None


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def expected_sha256(model):
    """Of what must arrive for a model file, by an independent program."""
    return subprocess.run([sys.executable, ORACLE, "expected", "--sha256", model], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.strip()


def catalogue(language):
    """From every sentence of the plugin to the same in a language, such as "fr"; empty if it does not speak it. Of one
    with plurals it is a form of the many."""
    path = PLUGIN_DIR / "mmf-publish/locale" / f"{language}.mo"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        sentences = gettext.GNUTranslations(file)._catalog
    return {key if isinstance(key, str) else key[0]: own for key, own in sentences.items()}


def translation(language):
    """From what the plugin says to what it says in a language; English if it does not speak it."""
    sentences = catalogue(language)
    return lambda sentence: sentences.get(sentence, sentence)


class EndToEnd(unittest.TestCase):
    def setUp(self):
        self.desktop = _desktop
        # For the test's files; gone with the desktop.
        self.folder = self.desktop.home / re.sub(r"\W", "-", self.id())
        self.folder.mkdir()
        self._started = []

    def tearDown(self):
        if self._outcome_has_failed():
            with contextlib.suppress(Timeout):  # nothing to be seen
                self.picture("failed-" + self._testMethodName)
            for program in self._started:
                print(f"--- {program.args[0]}\n{program.error_output()}", file=sys.stderr)
        for program in reversed(self._started):
            program.end()

    def _outcome_has_failed(self):
        result = self._outcome.result
        return any(test is self for test, _ in result.errors + result.failures) or not self._outcome.success

    # --- the cast

    def sandbox(self, *options, authority=None):
        sandbox = Sandbox(self.desktop, BUILD / "bin/mmf-sandbox", *options, authority=authority)
        self._started.append(sandbox.program)
        return sandbox

    def profile(self, sandbox, **changes):
        """Writes a service profile and returns its path; None as a value leaves a key out."""
        keys = {
            "name": "MyMiniFactory",
            "api_base_url": sandbox.url + "/api/v2",
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
            "authorize_url": sandbox.url + "/web/authorize",
            "token_url": sandbox.url + "/v1/oauth/tokens",
        } | changes
        path = self.folder / "profile.json"
        path.write_text(json.dumps({key: value for key, value in keys.items() if value is not None}))
        return path

    def implicit_profile(self, sandbox, **changes):
        return self.profile(sandbox, client_id="sandbox-public", client_secret=None, token_url=None, **changes)

    def password_profile(self, sandbox, **changes):
        """Of a service without a sign-in page."""
        return self.profile(sandbox, client_id="sandbox-public", client_secret=None, authorize_url=None,
                            **({"dialect": "oauth2", "grant": "password",
                                "token_url": sandbox.url + "/oauth2/token"} | changes))

    def slicer(self, profile, *words, env=None, plugin_dir=PLUGIN_DIR, **kwargs):
        """The reference slicer with settings, state and caches of its own, which later ones of the test share.
        `kwargs` are those of Popen."""
        program = self.desktop.start(
            [BUILD / "bin/shim-slicer", "--plugin-dir", plugin_dir, *words],
            env={
                "MMF_PUBLISH_PROFILE": profile,
                "XDG_CONFIG_HOME": self.folder / "config",
                "XDG_STATE_HOME": self.folder / "state",
                "XDG_CACHE_HOME": self.folder / "cache",
            } | (env or {}), **kwargs)
        self._started.append(program)
        return program

    def run_action(self, profile, action, *words, env=None, timeout=60, **kwargs):
        """Performs an action unattended; its exit status and its report."""
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        program = self.slicer(profile, "--unattended", "--run", action, "--report", report, *words, env=env,
                              **kwargs)
        return self.wait_for_end(program, timeout), json.loads(report.read_text()) if report.exists() else None

    # --- what a person does

    def choose(self, slicer, item, *keys):
        """A menu item, by keyboard: a dialog that opens within an accessible's action would hide the program."""
        self.desktop.find(slicer, role="menu item", name=item, showing=False, timeout=30)
        frame = self.desktop.find(slicer, role="frame")
        self.wait_in_front(frame)
        for key in keys:
            self.desktop.key(key)

    def wait_in_front(self, window):
        wait_for(lambda: self.desktop.has_state(window, "active"), 10, lambda: f"{window.name!r} to be in front")

    def dialog(self, slicer, name, timeout=10):
        # GTK calls a dialog that can be resized a frame.
        return self.desktop.find(slicer, role=("dialog", "frame", "alert"), name=name, timeout=timeout)

    def publish_dialog(self, slicer, timeout=10):
        """`timeout`: for it to measure the model."""
        self.choose(slicer, PUBLISH, "alt+f", "e", "m")
        return self.dialog(slicer, PUBLISH_TITLE, timeout)

    def reopen(self, slicer):
        """The publish dialog once more, after Escape."""
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=PUBLISH_TITLE)
        return self.publish_dialog(slicer)

    def entry(self, dialog, name):
        return self.desktop.find(dialog, role=("entry", "text", "password text"), name=name)

    def button(self, dialog, name):
        return self.desktop.find(dialog, role="push button", name=name)

    def tags(self, dialog):
        """Those of the form: its chips, and what is still being typed."""
        chips = self.desktop.find_all(dialog, role="push button", where=lambda chip: TAG_CHIP.match(chip.name))
        typed = [tag.strip() for tag in self.desktop.text(self.entry(dialog, "Tags")).split(",")]
        return [TAG_CHIP.match(chip.name)[1] for chip in chips] + [tag for tag in typed if tag]

    def type_tags(self, dialog, text, expected):
        """More of them, by keyboard; `expected`: all that are there then."""
        entry = self.entry(dialog, "Tags")
        self.desktop.click(entry)
        wait_for(lambda: self.desktop.has_state(entry, "focused"), 5, "the focus")
        subprocess.run(["xdotool", "type", "--delay", "15", "--", text], check=True)
        self.wait_tags(dialog, expected)

    def put_tags(self, dialog, text, expected):
        """At once, as a paste does."""
        self.entry(dialog, "Tags").queryEditableText().setTextContents(text)
        self.wait_tags(dialog, expected)

    def wait_tags(self, dialog, expected):
        wait_for(lambda: self.tags(dialog) == expected, 10, lambda: f"{expected}; there are {self.tags(dialog)}")

    def sign_in(self, slicer, user="designer", password="secret"):
        """Fills the service's login page, up to its consent page."""
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.fill_in_login(dialog, user, password)
        self.button(dialog, "Allow")
        return dialog

    def fill_in_login(self, window, user="designer", password="secret", timeout=10):
        """`window`: what shows the login page; `timeout`: for it to come."""
        name, secret = (self.desktop.find(window, role=("entry", "password text"), name=label, timeout=timeout)
                        for label in ("User name", "Password"))

        def fill_in():
            self.desktop.type_into(name, user)
            self.desktop.type_into(secret, password)
            # On a busy machine the page may follow the mouse late: then what was for one stands in the other.
            return self.desktop.text(name) == user

        wait_for(fill_in, 30, "the form to be filled in")
        self.desktop.press(self.button(window, "Sign in"))

    def allow(self, slicer):
        self.desktop.press(self.button(self.dialog(slicer, SIGN_IN_TITLE), "Allow"))

    def wait_for_end(self, program, timeout=30):
        wait_for(lambda: program.poll() is not None, timeout, f"{program.args[0]} to end")
        return program.returncode

    # --- what is seen

    def picture(self, name, shows=None, unlike=None):
        """Keeps a picture of the screen, once it has come to rest. `shows`: an accessible that must be painted;
        `unlike`: the name of an earlier picture, which has something else in its place."""
        if "SCREENSHOT_DIR" in os.environ:
            folder = pathlib.Path(os.environ["SCREENSHOT_DIR"])
            folder.mkdir(parents=True, exist_ok=True)
            self.desktop.screenshot(folder / f"{name}.png", shows, unlike and folder / f"{unlike}.png")

    def clipboard(self):
        """The text on it; empty if there is none."""
        script = ("import gi; gi.require_version('Gdk', '3.0'); gi.require_version('Gtk', '3.0'); "
                  "from gi.repository import Gdk, Gtk; "
                  "print(Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD).wait_for_text() or '', end='')")
        return subprocess.run([sys.executable, "-c", script], check=True, text=True, stdout=subprocess.PIPE,
                              timeout=20).stdout

    def assert_ended(self, slicer, status, outcome):
        """That a slicer, started with `self.report` as its --report, did so; returns the message."""
        self.assertEqual(self.wait_for_end(slicer), status, slicer.error_output())
        report = json.loads(self.report.read_text())
        self.assertEqual(report["outcome"], outcome)
        return report["message"]

    def assert_arrived(self, sandbox, model, **expected):
        """Exactly one object, with the model as its one file; returns the object."""
        held = sandbox.objects()
        self.assertEqual(len(held), 1, held)
        self.assertEqual(len(held[0]["files"]), 1)
        self.assertEqual(held[0]["files"][0]["sha256"], expected_sha256(model))
        for key, value in expected.items():
            self.assertEqual(held[0][key], value)
        return held[0]


class _Shuffled(unittest.TestLoader):
    def getTestCaseNames(self, case):
        names = super().getTestCaseNames(case)
        random.shuffle(names)
        return names


def main(**screen):
    """`screen`: what Desktop takes."""
    global _desktop
    seed = int(os.environ.get("TEST_SEED", random.randrange(1_000_000)))
    random.seed(seed)
    print(f"TEST_SEED={seed}", file=sys.stderr)
    with Desktop(**screen) as _desktop:
        program = unittest.main(module="__main__", testLoader=_Shuffled(), verbosity=2, exit=False)
    sys.exit(not program.result.wasSuccessful())
