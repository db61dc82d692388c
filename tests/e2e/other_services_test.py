"""Services that sign in otherwise: by user name and password in a dialog of the slicer, by a redirect without state,
by the mobile grant. And the check of a link."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import ACCOUNT, PUBLISH_NOW, SAMPLE_MODEL, SIGN_IN_TITLE, EndToEnd, main, wait_for  # noqa: E402


class WithPassword(EndToEnd):
    def publish_now(self, profile, *words):
        self.report = self.folder / "report.json"
        return self.slicer(profile, "--run", "mmf.publish-now", "--report", self.report, *words, SAMPLE_MODEL)

    def assert_ended(self, slicer, status, outcome):
        """Returns the message."""
        self.assertEqual(self.wait_for_end(slicer), status, slicer.error_output())
        report = json.loads(self.report.read_text())
        self.assertEqual(report["outcome"], outcome)
        return report["message"]

    def is_on(self, dialog, name):
        return self.desktop.has_state(self.button(dialog, name), "sensitive")

    def said(self, root, start, timeout=20):
        """A label that begins so, wherever its lines are broken."""
        return self.desktop.find(root, role="label", timeout=timeout,
                                 where=lambda label: " ".join(label.name.split()).startswith(start))


class Password(WithPassword):
    def test_typed_wrong_then_right_and_the_keys_lead_through(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.password_profile(sandbox, register_url="https://example.com/join"))
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.assertFalse(self.is_on(dialog, "Sign in"))
        name = self.entry(dialog, "User name")
        wait_for(lambda: self.desktop.has_state(name, "focused"), 10, "the user name to have the focus")
        self.assertEqual(self.entry(dialog, "Password").getRoleName(), "password text")
        self.desktop.find(dialog, name="Create an account")
        self.said(dialog, "Sign in so that this slicer may upload models for you.")
        self.desktop.type_into(name, "designer")
        self.desktop.key("Tab")
        secret = self.entry(dialog, "Password")
        wait_for(lambda: self.desktop.has_state(secret, "focused"), 10, "the password to be next")
        self.desktop.type_into(secret, "wrong")
        wait_for(lambda: self.is_on(dialog, "Sign in"), 10, "the button to be on")
        self.picture("password", shows=self.button(dialog, "Sign in"))
        self.desktop.key("Return")

        refused = self.said(slicer, "The user name or the password is not right.")
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.picture("password-refused", shows=refused)
        secret = self.entry(dialog, "Password")
        wait_for(lambda: self.desktop.has_state(secret, "focused"), 10, "the password to have the focus")
        self.assertFalse(self.is_on(dialog, "Sign in"))
        self.desktop.type_into(secret, "secret")
        wait_for(lambda: self.is_on(dialog, "Sign in"), 10, "the button to be on")
        self.desktop.key("Return")
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")
        self.assertEqual(len(sandbox.requests("/oauth2/token")), 2)

    def test_an_account_that_is_created_here(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.password_profile(
            sandbox, dialect="sso", token_url=sandbox.url + "/sso/token",
            create_account_url=sandbox.url + "/sso/users"))
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.desktop.type_into(self.entry(dialog, "User name"), "designer")
        self.desktop.type_into(self.entry(dialog, "Password"), "1234")
        self.desktop.press(self.desktop.find(dialog, role="check box",
                                             name="I have no account yet: create this one"))
        button = self.button(dialog, "Create and sign in")
        self.assertFalse(self.is_on(dialog, "Create and sign in"))
        self.desktop.type_into(self.entry(dialog, "Password again"), "12345")
        self.said(dialog, "⚠ The two passwords differ.")
        self.assertFalse(self.is_on(dialog, "Create and sign in"))
        self.picture("password-create", shows=button)
        self.desktop.key("BackSpace")
        wait_for(lambda: self.is_on(dialog, "Create and sign in"), 10, "the button to be on")
        self.desktop.key("Return")

        refused = self.said(slicer, "The account could not be created. The service says: “This user name is taken.”")
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.picture("password-create-refused", shows=refused)
        self.desktop.type_into(self.entry(dialog, "User name"), "john")
        self.desktop.type_into(self.entry(dialog, "Password"), "1234")
        self.desktop.type_into(self.entry(dialog, "Password again"), "1234")
        wait_for(lambda: self.is_on(dialog, "Create and sign in"), 10, "the button to be on")
        self.desktop.key("Return")
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="john")

    def test_cancelled_by_escape(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.password_profile(sandbox))
        self.entry(self.dialog(slicer, SIGN_IN_TITLE), "User name")
        self.desktop.key("Escape")
        self.assert_ended(slicer, 2, "cancelled")
        self.assertEqual(sandbox.requests("/oauth2/token"), [])

    def test_an_account_without_a_password(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.password_profile(
            sandbox, dialect="meshydb", grant=None, account_name="sandbox-account",
            token_url=sandbox.url + "/meshydb/{accountName}/connect/token"))
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.desktop.type_into(self.entry(dialog, "User name"), "maker")
        self.desktop.press(self.desktop.find(dialog, role="check box", name="This account has no password"))
        wait_for(lambda: self.is_on(dialog, "Sign in"), 10, "the button to be on")
        self.desktop.press(self.button(dialog, "Sign in"))
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="maker")

    def test_with_nobody_there_it_fails_at_once(self):
        sandbox = self.sandbox()
        status, report = self.run_action(self.password_profile(sandbox), "mmf.publish-now", SAMPLE_MODEL)
        self.assertEqual(status, 1)
        self.assertIn("asks for user name and password", report["message"])
        self.assertEqual(sandbox.requests("/oauth2/token"), [])


class OtherPages(WithPassword):
    def test_a_redirect_without_state_is_for_the_window_alone(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.profile(sandbox, dialect="sso", client_id="sandbox-public", client_secret=None,
                                               authorize_url=sandbox.url + "/sso/login",
                                               token_url=sandbox.url + "/sso/token"))
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.entry(dialog, "Password")
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Use the browser instead"), [])
        self.fill_in_login(dialog, user="maker")
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="maker")

    def test_the_mobile_grant(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(self.implicit_profile(
            sandbox, grant="mobile", mobile_login_url=sandbox.url + "/v1/oauth/mobile/login",
            mobile_refresh_url=sandbox.url + "/v1/oauth/mobile/refresh"))
        self.sign_in(slicer)
        self.allow(slicer)
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")
        self.assertEqual([request["status"] for request in sandbox.requests("/v1/oauth/mobile/login")], [200])


class CheckLink(WithPassword):
    def test_it_works_until_the_service_ends_it(self):
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox, introspect_url=sandbox.url + "/v1/oauth/introspect"),
                             SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.sign_in(slicer)
        self.allow(slicer)
        self.said(slicer, "Uploaded. Only you can see it.", timeout=30)
        self.choose(slicer, ACCOUNT, "alt+a", "a")
        dialog = self.dialog(slicer, "MyMiniFactory account")
        self.desktop.press(self.button(dialog, "Check link"))
        works = self.said(dialog, "The link to MyMiniFactory works, as Dora Designer. It lasts until ")
        self.assertTrue(works.name.endswith("and then renews itself."), works.name)
        self.picture("account-link-works", shows=works)
        self.assertEqual(len(sandbox.requests("/v1/oauth/introspect")), 1)

        sandbox.forget_tokens()
        self.desktop.press(self.button(dialog, "Check link"))
        self.said(dialog, "MyMiniFactory does not accept the link any more.")
        self.assertEqual(len(sandbox.requests("/v1/oauth/introspect")), 3)  # what renews it was asked about, too
        self.desktop.press(self.button(dialog, "Close"))


if __name__ == "__main__":
    main()
