"""Started without any client id: the connection dialog, and what it leads to. And the connection's diagnosis."""

import json
import pathlib
import resource
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import (ACCOUNT, DIAGNOSE, PUBLISH, PUBLISH_NOW, SAMPLE_MODEL, EndToEnd, free_port, main,  # noqa: E402
                        wait_for)
from look import DARK, LARGE  # noqa: E402

CONNECTION_TITLE = "Connect to MyMiniFactory"
DIAGNOSE_TITLE = "Diagnose the MyMiniFactory connection"
NOT_NAMED = {"MMF_PUBLISH_PROFILE": None}


class WithSettings(EndToEnd):
    def setUp(self):
        super().setUp()
        self.settings = self.folder / "config/mmf-publish/profile.json"

    def keep(self, sandbox, **changes):
        """The service in the person's own profile file; of the client nothing but what `changes` say."""
        self.settings.parent.mkdir(parents=True)
        self.port = free_port()
        written = self.profile(sandbox, client_id=None, client_secret=None,
                               redirect_uri=f"http://localhost:{self.port}/callback", **changes)
        written.rename(self.settings)

    def kept(self):
        return json.loads(self.settings.read_text())

    def slicer_of(self, *words, env=None):
        return self.slicer(None, *words, env=NOT_NAMED | (env or {}))

    def said(self, root, start, timeout=20):
        """A label that begins so, wherever its lines are broken."""
        return self.desktop.find(root, role="label", timeout=timeout,
                                 where=lambda label: " ".join(label.name.split()).startswith(start))

    def is_on(self, dialog, name):
        return self.desktop.has_state(self.button(dialog, name), "sensitive")


class Connection(WithSettings):
    def connection_dialog(self, slicer):
        self.choose(slicer, PUBLISH, "alt+f", "e", "m")
        return self.dialog(slicer, CONNECTION_TITLE)

    def test_from_no_client_id_to_a_published_model(self):
        sandbox = self.sandbox()
        self.keep(sandbox, language="en")
        slicer = self.slicer_of(SAMPLE_MODEL)
        dialog = self.connection_dialog(slicer)
        client, secret, port = (self.entry(dialog, name) for name in ("Client id", "Client secret", "Port"))
        self.assertTrue(self.desktop.has_state(client, "focused"))
        self.assertFalse(self.is_on(dialog, "Save and go on") or self.is_on(dialog, "Test connection"))
        self.desktop.find(dialog, name="Open the developer settings")
        self.said(dialog, "A client secret is kept in the keyring, and all else in a file that only you can read:")
        self.said(dialog, str(self.settings))
        self.picture("connection", shows=self.button(dialog, "Save and go on"))

        # What cannot be one is said at the field.
        self.desktop.type_into(client, "two words")
        self.said(dialog, "⚠ A client id is one word")
        self.desktop.type_into(port, "99999")
        self.said(dialog, "⚠ A port is a number from 1 to 65535.")
        self.assertFalse(self.is_on(dialog, "Save and go on"))
        self.picture("connection-notes", shows=self.said(dialog, "⚠ A port"))
        new_port = free_port()
        self.desktop.type_into(port, str(new_port))
        uri = f"http://localhost:{new_port}/callback"
        wait_for(lambda: self.desktop.text(self.entry(dialog, "Redirect URI")) == uri, 5, "the redirect URI")
        self.desktop.key("alt+y")
        self.said(dialog, "The redirect URI was copied.")
        self.assertEqual(self.clipboard(), uri)

        # One that the service does not know.
        self.desktop.type_into(client, "nobody")
        self.desktop.key("alt+t")
        self.picture("connection-refused", shows=self.said(dialog, "The sign-in page refuses the client id"))
        self.said(dialog, "The sign-in page refuses the client id or the redirect URI. It says: “Invalid client ID”")

        # The right one, with the space that a paste brings; on by keyboard.
        self.desktop.type_into(client, " sandbox-client ")
        self.desktop.key("Tab")
        wait_for(lambda: self.desktop.has_state(secret, "focused"), 5, "the secret to be next")
        self.desktop.type_into(secret, "sandbox-secret")
        self.desktop.key("alt+t")
        self.picture("connection-works", shows=self.said(dialog, "The connection works."))
        self.assertFalse("client_id" in self.kept())
        self.desktop.key("Return")
        self.said(dialog, "There is no keyring. The client secret can be kept as plain text")
        self.desktop.key("alt+f")

        # What was wanted goes on by itself.
        publish = self.dialog(slicer, "Publish to MyMiniFactory")
        wait_for(lambda: self.desktop.has_state(self.entry(publish, "Name"), "focused"), 10, "the form")
        self.desktop.key("Return")
        self.sign_in(slicer)
        self.allow(slicer)
        self.said(publish, "Uploaded. Only you can see it.", timeout=30)
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")
        self.desktop.press(self.button(publish, "Close"))
        self.assertEqual(self.kept(), {
            "name": "MyMiniFactory",
            "api_base_url": sandbox.url + "/api/v2",
            "authorize_url": sandbox.url + "/web/authorize",
            "token_url": sandbox.url + "/v1/oauth/tokens",
            "language": "en",
            "redirect_uri": uri,
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
        })
        self.assertEqual(self.settings.stat().st_mode & 0o777, 0o600)

    def test_cancelled_it_publishes_nothing(self):
        sandbox = self.sandbox()
        self.keep(sandbox)
        report = self.folder / "report.json"
        slicer = self.slicer_of("--run", "mmf.publish-now", "--report", report, SAMPLE_MODEL, env=DARK)
        dialog = self.dialog(slicer, CONNECTION_TITLE)
        self.desktop.type_into(self.entry(dialog, "Client id"), "")
        self.desktop.type_into(self.entry(dialog, "Port"), "x")
        self.picture("connection-dark", shows=self.said(dialog, "⚠ A port"))
        self.desktop.key("Escape")
        self.assertEqual(self.wait_for_end(slicer), 2)
        self.assertEqual(json.loads(report.read_text())["outcome"], "cancelled")
        self.assertEqual(sandbox.requests(), [])
        self.assertNotIn("client_id", self.kept())

    def test_settings_that_cannot_be_saved(self):
        sandbox = self.sandbox()
        self.keep(sandbox)
        before = self.settings.read_bytes()
        # Python ignores the signal that comes with the limit, and so does what it starts with its signals as they are.
        slicer = self.slicer(None, SAMPLE_MODEL, env=NOT_NAMED, restore_signals=False)
        dialog = self.connection_dialog(slicer)
        self.desktop.type_into(self.entry(dialog, "Client id"), "sandbox-public")
        width = self.desktop.box(dialog).width
        resource.prlimit(slicer.pid, resource.RLIMIT_FSIZE, (20, 20))
        self.desktop.key("Return")
        told = self.said(dialog, "The settings were not saved. A file could not be used: ")
        # However long the path is.
        self.assertEqual(self.desktop.box(dialog).width, width)
        self.picture("connection-not-saved", shows=told)
        self.assertEqual(self.settings.read_bytes(), before)
        self.assertEqual([path.name for path in self.settings.parent.iterdir()], [self.settings.name])
        self.assertTrue(self.is_on(dialog, "Save and go on"))
        self.assertEqual(self.desktop.text(self.entry(dialog, "Client id")), "sandbox-public")
        self.desktop.key("Escape")

    def test_unattended_it_is_only_said(self):
        sandbox = self.sandbox()
        self.keep(sandbox)
        status, report = self.run_action(None, "mmf.publish-now", SAMPLE_MODEL, env=NOT_NAMED)
        self.assertEqual((status, report["outcome"]), (1, "failed"))
        self.assertIn("No client id is set", report["message"])

    def test_a_damaged_file_is_not_completed(self):
        self.settings.parent.mkdir(parents=True)
        self.settings.write_text('{"colour": "red"')
        slicer = self.slicer_of(SAMPLE_MODEL)
        self.choose(slicer, PUBLISH, "alt+f", "e", "m")
        self.said(slicer, "The connection settings are not right")
        self.desktop.key("Return")
        self.assertEqual(self.settings.read_text(), '{"colour": "red"')

    def test_changed_from_the_account_window_but_not_under_an_upload(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:slow:600000")
        self.keep(sandbox)
        self.settings.write_text(json.dumps(self.kept() | {"client_id": "sandbox-public"}))
        slicer = self.slicer_of(SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")
        self.choose(slicer, ACCOUNT, "alt+a", "a")
        account = self.dialog(slicer, "MyMiniFactory account")
        self.desktop.click(self.button(account, "Connection settings…"))
        held_up = self.said(account, "An upload is under way. Change the connection when it has ended.")
        self.picture("account-held-up", shows=held_up)
        self.desktop.click(self.button(account, "Switch account…"))
        self.said(account, "An upload is under way. Switch the account when it has ended.")
        sandbox.clear_faults()
        wait_for(lambda: sandbox.objects()[0]["files"][0]["posts"] == 1, 30, "the upload")
        self.said(slicer, "Uploaded. Only you can see it.", timeout=30)

        # The first client's link is not the second one's.
        self.said(account, "Linked as Dora Designer.")
        self.wait_in_front(account)
        self.desktop.click(self.button(account, "Connection settings…"))
        dialog = self.dialog(slicer, CONNECTION_TITLE)
        self.assertEqual(self.desktop.text(self.entry(dialog, "Client id")), "sandbox-public")
        self.desktop.type_into(self.entry(dialog, "Client id"), "sandbox-client")
        self.desktop.type_into(self.entry(dialog, "Client secret"), "sandbox-secret")
        self.desktop.key("Return")
        self.desktop.press(self.button(dialog, "Keep it in the file"))
        self.said(account, "No account is linked yet.")
        self.assertEqual(self.kept()["client_secret"], "sandbox-secret")
        self.desktop.key("Escape")


class Diagnose(WithSettings):
    def diagnose_dialog(self, slicer):
        self.choose(slicer, DIAGNOSE, "alt+a", "d")
        return self.dialog(slicer, DIAGNOSE_TITLE)

    def test_of_a_service_that_works(self):
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        dialog = self.diagnose_dialog(slicer)
        done = self.said(dialog, "Publishing works. There is no keyring")
        self.picture("diagnose-works", shows=done)
        self.assertTrue(self.is_on(dialog, "Copy report"))
        self.desktop.key("alt+r")
        wait_for(lambda: self.clipboard(), 5, "the report")
        report = self.clipboard()
        for line in ("Slicer: Shim Slicer/", "[Good] API: The API answers.", "[Warning] Keyring: There is no keyring",
                     "[Good] Client id: It is set, and begins with “sand”.", "wxWidgets/3.2", "libcurl/"):
            self.assertIn(line, report)
        for mine in ("sandbox-client", "sandbox-secret", str(self.desktop.home / "home")):
            self.assertNotIn(mine, report)
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=DIAGNOSE_TITLE)
        self.assertEqual(sandbox.objects(), [])

    def test_of_one_that_does_not(self):
        sandbox = self.sandbox("--fault", "* /api/*#*:html-503")
        slicer = self.slicer(self.profile(sandbox, client_id="nobody"), SAMPLE_MODEL, env=DARK | LARGE)
        dialog = self.diagnose_dialog(slicer)
        failed = self.said(dialog, "MyMiniFactory cannot be reached. A web page answers in place of the API")
        self.picture("diagnose-fails-dark-200", shows=failed)
        words = [cell.name for cell in self.desktop.find_all(dialog, role="table cell")]
        self.assertGreaterEqual(words.count("Failed"), 3, words)
        self.desktop.press(self.button(dialog, "Close"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=DIAGNOSE_TITLE)

    def test_cancelled_while_it_looks(self):
        sandbox = self.sandbox("--fault", "* /web/*#*:slow:600000")
        report = self.folder / "report.json"
        slicer = self.slicer(self.profile(sandbox), "--run", "mmf.diagnose", "--report", report)
        dialog = self.dialog(slicer, DIAGNOSE_TITLE)
        self.desktop.find(dialog, role="table cell", name="Keyring")
        self.assertFalse(self.is_on(dialog, "Copy report"))
        self.picture("diagnose-running", shows=self.said(dialog, "Looking at the connection…"))
        self.desktop.key("Escape")
        self.assertEqual(self.wait_for_end(slicer), 2)
        self.assertEqual(json.loads(report.read_text())["outcome"], "cancelled")
        sandbox.clear_faults()

    def test_unattended(self):
        sandbox = self.sandbox()
        profile = self.profile(sandbox)
        status, report = self.run_action(profile, "mmf.diagnose")
        self.assertEqual((status, report["outcome"]), (0, "done"), report)
        self.assertTrue(report["message"].startswith("Publishing works."), report)
        sandbox.end()
        status, report = self.run_action(profile, "mmf.diagnose")
        self.assertEqual((status, report["outcome"]), (1, "failed"), report)
        self.assertTrue(report["message"].startswith("MyMiniFactory cannot be reached. Nobody answers."), report)


if __name__ == "__main__":
    main()
