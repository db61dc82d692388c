"""A client secret that was typed: in the keyring, or where the person wants it who has none."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from connection_test import CONNECTION_TITLE, NOT_NAMED, WithSettings  # noqa: E402
from end_to_end import ORACLE, SAMPLE_MODEL, main, wait_for  # noqa: E402
from keyring import Keyring, no_keyring  # noqa: E402

sys.path.insert(0, str(ORACLE.parent))
import stl  # noqa: E402

SECRET = "sandbox-secret"


class ClientSecret(WithSettings):
    def keyring(self, **kwargs):
        keyring = Keyring(self.desktop, **kwargs)
        self.addCleanup(keyring.end)
        return keyring

    def dialog_of_publish_now(self):
        self.report = self.folder / "report.json"
        self.report.unlink(missing_ok=True)
        slicer = self.slicer_of("--run", "mmf.publish-now", "--report", self.report, SAMPLE_MODEL)
        return slicer, self.dialog(slicer, CONNECTION_TITLE)

    def enter(self, dialog, client="sandbox-client"):
        if client:
            self.desktop.type_into(self.entry(dialog, "Client id"), client)
        self.desktop.type_into(self.entry(dialog, "Client secret"), SECRET)
        self.desktop.key("Return")

    def assert_published(self, slicer):
        self.assertEqual(self.wait_for_end(slicer, 60), 0, slicer.error_output())
        self.assertEqual(json.loads(self.report.read_text())["outcome"], "done")

    def publish_unattended(self, triangles):
        model = self.folder / f"model-{triangles}.stl"
        stl.make(triangles, model)
        return self.run_action(None, "mmf.publish-now", model, env=NOT_NAMED)

    def assert_in_no_file(self):
        found = [str(path) for path in self.folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
        self.assertEqual(found, [])

    def test_it_goes_to_the_keyring_and_later_runs_have_it(self):
        keyring = self.keyring()
        sandbox = self.sandbox("--auto-approve")
        self.keep(sandbox)
        slicer, dialog = self.dialog_of_publish_now()
        self.said(dialog, "A client secret is kept in the keyring")
        self.enter(dialog)
        self.assert_published(slicer)
        self.assertEqual(self.kept()["client_secret_in"], "keyring")
        self.assertEqual(self.settings.stat().st_mode & 0o777, 0o600)
        self.assert_in_no_file()

        # A refresh needs it.
        sandbox.add_fault("POST /api/v2/object#1:expire-tokens")
        status, report = self.publish_unattended(100)
        self.assertEqual((status, report["outcome"]), (0, "done"), report)
        self.assertEqual([request["status"] for request in sandbox.requests("/v1/oauth/tokens")], [200, 200])
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)
        status, report = self.run_action(None, "mmf.diagnose", env=NOT_NAMED)
        self.assertEqual(report["message"], "Everything works.")
        pages = len(sandbox.requests("/web/authorize"))  # at which the diagnosis has looked, too

        # Locked it is as if there were none, and nobody waits for it.
        keyring.end()
        self.keyring(unlocked=False)
        status, report = self.publish_unattended(200)
        self.assertEqual((status, report["outcome"]), (1, "failed"), report)
        self.assertIn("The client secret is kept in the keyring, and could not be read. The keyring is locked.",
                      report["message"])
        self.assertEqual(len(sandbox.requests("/web/authorize")), pages)
        self.assert_in_no_file()

    def test_without_a_keyring_the_person_chooses(self):
        no_keyring(self.desktop)
        sandbox = self.sandbox("--auto-approve")
        self.keep(sandbox)
        slicer, dialog = self.dialog_of_publish_now()
        self.enter(dialog)
        self.said(dialog, "There is no keyring. The client secret can be kept as plain text")
        self.picture("connection-no-keyring", shows=self.button(dialog, "Keep it in the file"))
        self.assertNotIn("client_id", self.kept())
        self.desktop.press(self.button(dialog, "Use it for this run only"))
        self.assert_published(slicer)
        self.assertEqual(self.kept()["client_secret_in"], "nowhere")
        self.assert_in_no_file()

        # So the next run asks for it, and for nothing else.
        slicer, dialog = self.dialog_of_publish_now()
        self.assertEqual(self.desktop.text(self.entry(dialog, "Client id")), "sandbox-client")
        self.enter(dialog, client=None)
        self.said(dialog, "There is no keyring.")
        self.desktop.press(self.button(dialog, "Keep it in the file"))
        self.assert_published(slicer)
        self.assertEqual(self.kept()["client_secret"], SECRET)
        self.assertNotIn("client_secret_in", self.kept())
        self.assertEqual(self.settings.stat().st_mode & 0o777, 0o600)
        wait_for(lambda: len(sandbox.requests("/web/authorize")) == 2, 5, "a sign-in for each run")


if __name__ == "__main__":
    main()
