"""Where secrets are not: everything the program wrote or showed to other processes, searched after whole runs."""

import base64
import json
import pathlib
import sys
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from default_browser import make_default_browser  # noqa: E402
from desktop import children  # noqa: E402
from end_to_end import ORACLE, SAMPLE_MODEL, EndToEnd, free_port, main  # noqa: E402
from keyring import Keyring  # noqa: E402

sys.path.insert(0, str(ORACLE.parent))
import stl  # noqa: E402

USER, PASSWORD = "keeper", "Mum-is-the-word-7c31"
CLIENT_SECRET = "sandbox-secret"
SUPPORT = pathlib.Path(__file__).resolve().parent / "support"


class ProcessWatch(threading.Thread):
    """Notes the command line and environment of a program and of all that it starts, as other processes see them."""

    def __init__(self, program):
        super().__init__()
        self._program = program
        self._has_ended = threading.Event()
        self.seen = {}

    def run(self):
        while not self._has_ended.wait(0.02):
            pids = [self._program.pid]
            for pid in pids:
                pids += children(pid)
                for name in ("cmdline", "environ"):
                    try:
                        text = pathlib.Path(f"/proc/{pid}/{name}").read_bytes()
                    except OSError:
                        continue
                    self.seen.setdefault(f"{name} of {text.split(bytes(1))[0]!r:.60}", set()).add(text)

    def end(self):
        self._has_ended.set()
        self.join()


def forms(value):
    """What a secret may look like where it was written: as it is, for a URL, in two-byte characters, in Basic."""
    plain = {value, urllib.parse.quote(value, safe="")}
    basic = base64.b64encode(f"sandbox-client:{value}".encode()).decode()
    return {text.encode(coding) for text in plain for coding in ("utf-8", "utf-16-le", "utf-32-le")} | {basic.encode()}


class Secrets(EndToEnd):
    def setUp(self):
        super().setUp()
        keyring = Keyring(self.desktop)
        self.addCleanup(keyring.end)
        (self.folder / "tmp").mkdir()
        self.watches = []

    def run_watched(self, start):
        program = start()
        watch = ProcessWatch(program)
        watch.start()
        self.watches.append(watch)
        self.addCleanup(watch.end)
        return program

    def publish_now(self, profile, number, *words, model=SAMPLE_MODEL):
        self.report = self.folder / f"report-{number}.json"
        return self.run_watched(lambda: self.slicer(
            profile, *words, "--run", "mmf.publish-now", "--report", self.report, model,
            env={"TMPDIR": self.folder / "tmp"}))

    def assert_outcome(self, program, outcome):
        status = self.wait_for_end(program, 90)
        self.assertEqual(json.loads(self.report.read_text())["outcome"], outcome, program.error_output())
        self.assertEqual(status, 0 if outcome == "done" else 1)

    def written(self):
        """All files of the desktop but those that the test itself wrote, and what only programs of the test write."""
        own = ("profile.json", "browser.log")  # here and in the other tests' folders
        return [path for path in self.desktop.home.rglob("*")
                if path.is_file() and path.name not in own and "mmf-sandbox" not in path.name]

    def found(self, secrets, places):
        return [(kind, where) for where, text in places for kind, value in secrets
                if any(form in text for form in forms(value))]

    def search(self, sandbox, allowed=lambda kind, where: False):
        """Returns the kinds of secrets there were, and the files."""
        for watch in self.watches:
            watch.end()
        secrets = sandbox.secrets() + [("password", PASSWORD), ("client secret", CLIENT_SECRET)]
        files = [(str(path.relative_to(self.desktop.home)), path.read_bytes()) for path in self.written()]
        shown = [(where, text) for watch in self.watches for where, texts in watch.seen.items() for text in texts]
        # A search that finds nothing anywhere would be none.
        self.assertTrue(self.found([("profile", str(self.folder / "profile.json"))], shown))
        self.assertEqual([hit for hit in self.found(secrets, files + shown) if not allowed(*hit)], [])
        return {kind for kind, _ in secrets}, files

    def test_of_a_link_made_in_the_slicer_its_renewal_a_failure_and_a_diagnosis(self):
        sandbox = self.sandbox()
        profile = self.profile(sandbox)
        slicer = self.publish_now(profile, 1)
        self.sign_in(slicer, user=USER, password=PASSWORD)
        self.allow(slicer)
        self.assert_outcome(slicer, "done")
        _, files = self.search(sandbox)
        # Nor is the page anywhere that showed the login.
        page = (sandbox.url + "/web/").encode()
        self.assertEqual([where for where, text in files if page in text], [])

        # The next run renews the link, and is refused what it then asks for.
        sandbox.add_fault("POST /api/v2/object#1:expire-tokens")
        sandbox.add_fault("POST /api/v2/object#2+:422")
        other = self.folder / "other.stl"
        stl.make(100, other)
        self.assert_outcome(self.publish_now(profile, 2, "--unattended", model=other), "failed")
        self.assertEqual([request["status"] for request in sandbox.requests("/v1/oauth/tokens")], [200, 200])
        self.report = self.folder / "diagnosis.json"
        self.assert_outcome(self.run_watched(lambda: self.slicer(
            profile, "--unattended", "--run", "mmf.diagnose", "--report", self.report,
            env={"TMPDIR": self.folder / "tmp"})), "done")
        kinds, _ = self.search(sandbox)
        self.assertEqual(kinds, {"code", "access_token", "refresh_token", "state", "password", "client secret"})

    def test_of_a_link_made_in_the_browser(self):
        make_default_browser(self.desktop,
                             f"/usr/bin/python3 {SUPPORT}/web_browser.py {self.folder / 'browser.log'} %u")
        for make_profile, kind in ((self.profile, "code"), (self.implicit_profile, "access_token")):
            sandbox = self.sandbox("--auto-approve")
            profile = make_profile(sandbox, sign_in="browser", redirect_uri=f"http://localhost:{free_port()}/callback")
            self.assert_outcome(self.publish_now(profile, kind), "done")
            # The page's address, state and all, is what a browser is started with.
            kinds, _ = self.search(sandbox, lambda kind, where: kind == "state" and where.startswith("cmdline"))
            self.assertIn(kind, kinds)


if __name__ == "__main__":
    main()
