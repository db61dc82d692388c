"""The settings: what is chosen takes effect at once, and what others have set is left alone."""

import json
import pathlib
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from connection_test import WithSettings  # noqa: E402
from end_to_end import SAMPLE_MODEL, SETTINGS, main  # noqa: E402
from keyring import Keyring, no_keyring  # noqa: E402

TITLE = "MyMiniFactory settings"


class Settings(WithSettings):
    def open(self, slicer):
        self.choose(slicer, SETTINGS, "alt+a", "s")
        return self.dialog(slicer, TITLE)

    def radio(self, dialog, name):
        return self.desktop.find(dialog, role="radio button", name=name)

    def is_chosen(self, dialog, name):
        return self.desktop.has_state(self.radio(dialog, name), "checked")

    def save(self, slicer):
        self.desktop.key("alt+s")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)

    def publish_now(self, *words):
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        slicer = self.slicer_of("--unattended", "--run", "mmf.publish-now", "--report", report, *words)
        self.assertEqual(self.wait_for_end(slicer, 60), 0, slicer.error_output())

    def keep_with_client(self, sandbox, **changes):
        self.keep(sandbox, **changes)
        self.settings.write_text(json.dumps(
            self.kept() | {"client_id": "sandbox-client", "client_secret": "sandbox-secret"}))

    def test_what_is_chosen_is_kept_and_takes_effect(self):
        no_keyring(self.desktop)
        sandbox = self.sandbox("--auto-approve")
        self.keep_with_client(sandbox)
        slicer = self.slicer_of(SAMPLE_MODEL)
        dialog = self.open(slicer)
        self.assertTrue(self.desktop.has_state(self.button(dialog, "Save"), "focused"))
        for usual in ("In a window of the slicer", "In the desktop’s keyring", "Private: only you can see it"):
            self.assertTrue(self.is_chosen(dialog, usual), usual)
        self.said(dialog, "No files wait to be uploaded.")
        self.picture("settings", shows=self.button(dialog, "Save"))

        # By the keyboard alone.
        self.desktop.key("alt+b", "alt+f", "alt+u")
        changed = self.said(dialog, "The link that is kept now is forgotten: you sign in once more.")
        self.desktop.key("alt+l")
        self.desktop.key("Down")
        self.picture("settings-changed", shows=changed)
        self.save(slicer)
        kept = self.kept()
        self.assertEqual((kept["sign_in"], kept["keep_link"], kept["language"]), ("browser", "file", "en"))
        self.assertEqual((kept["client_id"], kept["client_secret"]), ("sandbox-client", "sandbox-secret"))
        self.assertEqual(self.settings.stat().st_mode & 0o777, 0o600)
        dialog = self.open(slicer)
        for chosen in ("In my browser", "In a file that only I can read, not encrypted",
                       "Public: shown after MyMiniFactory has reviewed it"):
            self.assertTrue(self.is_chosen(dialog, chosen), chosen)

        # Back to the window, so that the sign-in needs no browser here; the rest stays.
        self.desktop.key("alt+w")
        self.save(slicer)
        self.desktop.key("ctrl+q")
        self.assertEqual(self.wait_for_end(slicer), 0)
        self.publish_now(SAMPLE_MODEL)
        self.assertEqual([held["visibility"] for held in sandbox.objects()], [2])
        link = next((self.folder / "state/mmf-publish").glob("link-*.json"))
        self.assertEqual(link.stat().st_mode & 0o777, 0o600)
        page, = sandbox.requests("/web/authorize")
        self.assertEqual(urllib.parse.parse_qs(page["query"])["lang"], ["en"])

        # A link is not left where it is not looked for any more.
        slicer = self.slicer_of(SAMPLE_MODEL)
        self.open(slicer)
        self.desktop.key("alt+k")
        self.save(slicer)
        self.assertFalse(link.exists())
        self.assertNotIn("keep_link", self.kept())

    def test_details_for_support(self):
        sandbox = self.sandbox("--auto-approve")
        self.keep_with_client(sandbox)
        self.publish_now(SAMPLE_MODEL)
        with (self.folder / "state/mmf-publish/log").open("ab") as log:
            log.write(b"a byte that is no text: \xff\n")
        slicer = self.slicer_of(SAMPLE_MODEL)
        dialog = self.open(slicer)
        self.desktop.key("alt+d")
        self.said(dialog, "Versions, settings and the end of the log were copied.")
        details = self.clipboard()
        self.assertIn(f"Service: {sandbox.url}/api/v2\n", details)
        self.assertIn("\nLink: keyring\n", details)
        self.assertIn("a byte that is no text: \ufffd\n", details)
        self.assertGreater(len(details.splitlines()), 12, details)  # with the log
        for secret in ("sandbox-secret", "sandbox-client", str(pathlib.Path.home())):
            self.assertNotIn(secret, details)

    def test_what_others_have_set_stays(self):
        profile = self.profile(self.sandbox(), sign_in="browser")
        before = profile.read_text()
        slicer = self.slicer(profile, SAMPLE_MODEL)
        dialog = self.open(slicer)
        told = f"Sign-in, link and language are set by {profile}, which MMF_PUBLISH_PROFILE names."
        self.desktop.find(dialog, role="label",  # a path may be broken anywhere
                          where=lambda label: "".join(label.name.split()) == "".join(told.split()))
        self.assertTrue(self.is_chosen(dialog, "In my browser"))
        for fixed in ("In a window of the slicer", "In the desktop’s keyring"):
            self.assertFalse(self.desktop.has_state(self.radio(dialog, fixed), "sensitive"), fixed)
        self.desktop.key("alt+u")
        self.save(slicer)
        self.assertEqual(profile.read_text(), before)
        settings = json.loads((self.folder / "config/mmf-publish/settings.json").read_text())
        self.assertEqual(settings["publish_now_visibility"], "public")

    def test_what_cannot_be_saved_is_said(self):
        self.keep_with_client(self.sandbox())
        slicer = self.slicer_of(SAMPLE_MODEL)
        dialog = self.open(slicer)
        (self.settings.parent / "settings.json").mkdir()
        self.desktop.key("alt+u", "alt+s")
        said = self.said(dialog, "The settings were not saved. A file could not be used:")
        self.picture("settings-not-saved", shows=said)
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)

    def test_all_is_saved_or_nothing(self):
        self.keep_with_client(self.sandbox())
        slicer = self.slicer_of(SAMPLE_MODEL)
        dialog = self.open(slicer)
        kept = self.settings.read_text()
        self.settings.write_text("{")
        self.desktop.key("alt+u", "alt+b", "alt+s")
        self.said(dialog, "The settings were not saved.")
        self.assertFalse((self.settings.parent / "settings.json").exists())
        self.settings.write_text(kept)
        self.save(slicer)
        self.assertEqual(self.kept()["sign_in"], "browser")
        settings = json.loads((self.settings.parent / "settings.json").read_text())
        self.assertEqual(settings["publish_now_visibility"], "public")

    def test_a_link_goes_with_its_place_whatever_else_is_missing(self):
        no_keyring(self.desktop)
        self.keep_with_client(self.sandbox("--auto-approve"), keep_link="file")
        self.publish_now(SAMPLE_MODEL)
        link, = (self.folder / "state/mmf-publish").glob("link-*.json")
        # Nothing can start without the secret, which would be entered for each run.
        profile = {key: value for key, value in self.kept().items() if key != "client_secret"}
        self.settings.write_text(json.dumps(profile | {"client_secret_in": "nowhere"}))
        slicer = self.slicer_of(SAMPLE_MODEL)
        self.open(slicer)
        self.desktop.key("alt+k")
        self.save(slicer)
        self.assertFalse(link.exists())
        self.assertNotIn("keep_link", self.kept())

    def test_a_link_in_a_locked_keyring_is_not_left_there(self):
        with Keyring(self.desktop):
            self.keep_with_client(self.sandbox("--auto-approve"))
            self.publish_now(SAMPLE_MODEL)
        with Keyring(self.desktop, unlocked=False):
            slicer = self.slicer_of(SAMPLE_MODEL)
            dialog = self.open(slicer)
            self.desktop.key("alt+f", "alt+s")
            self.said(dialog, "The settings were not saved. The keyring is locked.")
            self.assertNotIn("keep_link", self.kept())
            self.desktop.key("Escape")
            self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)


if __name__ == "__main__":
    main()
