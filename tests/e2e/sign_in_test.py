"""Linking the account in the embedded page, as a person does it."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import SAMPLE_MODEL, SIGN_IN_TITLE, EndToEnd, main  # noqa: E402
from sandbox import Authority  # noqa: E402


class SignIn(EndToEnd):
    def publish_now(self, profile):
        self.report = self.folder / "report.json"
        return self.slicer(profile, "--run", "mmf.publish-now", "--report", self.report, SAMPLE_MODEL)

    def test_by_code_in_the_frame(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.profile(sandbox))
        self.dialog(slicer, SIGN_IN_TITLE)
        self.picture("sign-in", shows=self.entry(slicer, "Password"))
        self.picture("sign-in-consent", shows=self.button(self.sign_in(slicer), "Allow"), unlike="sign-in")
        self.allow(slicer)
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")
        authorize = [request for request in sandbox.requests("/web/authorize") if request["method"] == "GET"]
        self.assertIn("redirect_type=iframe", authorize[0]["query"])

    def test_by_implicit_grant_in_the_frame(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.implicit_profile(sandbox))
        self.sign_in(slicer, user="maker")
        self.allow(slicer)
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="maker")
        self.assertEqual(sandbox.requests("/v1/oauth/tokens"), [])

    def test_as_the_page_itself_where_framing_is_refused(self):
        sandbox = self.sandbox("--frame-policy", "deny")
        slicer = self.publish_now(self.profile(sandbox))
        self.picture("sign-in-without-frame", shows=self.entry(self.dialog(slicer, SIGN_IN_TITLE), "Password"))
        self.sign_in(slicer)
        self.allow(slicer)
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")

    def test_denied(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.profile(sandbox))
        self.desktop.press(self.button(self.sign_in(slicer), "Deny"))
        message = self.assert_ended(slicer, 1, "failed")
        self.assertIn("You did not allow the upload", message)
        self.assertEqual(sandbox.objects(), [])

    def test_denied_by_implicit_grant(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.implicit_profile(sandbox))
        self.desktop.press(self.button(self.sign_in(slicer), "Deny"))
        self.assertIn("You did not allow the upload", self.assert_ended(slicer, 1, "failed"))

    def test_another_state_is_refused(self):
        for profile in (self.profile, self.implicit_profile):
            sandbox = self.sandbox("--quirk", "another-state")
            slicer = self.publish_now(profile(sandbox))
            self.sign_in(slicer)
            self.allow(slicer)
            message = self.assert_ended(slicer, 1, "failed")
            self.assertIn("The sign-in did not work: the page's answer cannot be used", message)
            # Neither the code nor the token was used for anything.
            self.assertEqual(sandbox.requests("/v1/oauth/tokens"), [])
            self.assertEqual([request for request in sandbox.requests() if request["path"].startswith("/api/")], [])

    def test_cancelled_by_escape(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.profile(sandbox))
        self.desktop.click(self.entry(self.dialog(slicer, SIGN_IN_TITLE), "Password"))
        self.desktop.key("Escape")
        self.assert_ended(slicer, 2, "cancelled")
        self.assertEqual(sandbox.objects(), [])

    def test_cancelled_by_its_button(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.profile(sandbox))
        self.desktop.press(self.button(self.dialog(slicer, SIGN_IN_TITLE), "Cancel"))
        self.assert_ended(slicer, 2, "cancelled")

    def test_a_bad_client_id_is_quoted(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.profile(sandbox, client_id="nobody"))
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        notice = self.desktop.find(dialog, role="label", name="The service says: “Invalid client ID”")
        self.picture("sign-in-quotation", shows=notice)
        self.desktop.press(self.button(dialog, "Cancel"))
        self.assert_ended(slicer, 2, "cancelled")

    def test_a_service_that_cannot_be_reached(self):
        sandbox = self.sandbox()
        profile = self.profile(sandbox)
        sandbox.end()
        slicer = self.publish_now(profile)
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        told = self.desktop.find(dialog, role="label", timeout=20,
                                 where=lambda label: "could not be loaded" in " ".join(label.name.split()))
        self.picture("sign-in-unreachable", shows=told)
        self.desktop.press(self.button(dialog, "Cancel"))
        self.assert_ended(slicer, 2, "cancelled")

    def test_over_tls_with_an_authority_of_the_users(self):
        authority = Authority(self.folder / "authority")
        sandbox = self.sandbox(authority=authority)
        slicer = self.publish_now(self.profile(sandbox, ca_file=str(authority.ca_file)))
        self.sign_in(slicer)
        self.allow(slicer)
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_not_over_tls_that_nobody_vouches_for(self):
        authority = Authority(self.folder / "authority")
        sandbox = self.sandbox(authority=authority)
        slicer = self.publish_now(self.profile(sandbox))
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        told = self.desktop.find(dialog, role="label", timeout=20, where=lambda label:
                                 "certificate could not be verified" in " ".join(label.name.split()))
        self.desktop.find(dialog, role="label", name="Not verified")  # and no lock
        self.picture("sign-in-bad-certificate", shows=told)
        self.desktop.press(self.button(dialog, "Cancel"))
        self.assert_ended(slicer, 2, "cancelled")
        self.assertEqual(sandbox.requests("/web/authorize"), [])

    def test_the_page_keeps_nothing(self):
        """The next sign-in asks for the password again, and nothing of the page is on the disk."""
        sandbox = self.sandbox()
        for _ in range(2):
            slicer = self.publish_now(self.profile(sandbox))
            self.sign_in(slicer)
            self.allow(slicer)
            self.assert_ended(slicer, 0, "done")
        port = sandbox.url.rsplit(":", 1)[1]
        roots = [self.folder / "cache", self.folder / "config", self.desktop.home / "data", self.desktop.home / "home"]
        files = [path for root in roots for path in root.rglob("*") if path.is_file()]
        self.assertEqual([str(path) for path in files if f"127.0.0.1:{port}".encode() in path.read_bytes()], [])


if __name__ == "__main__":
    main()
