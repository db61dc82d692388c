"""Linking the account in the system's browser, and in whichever way is left where one is missing."""

import http.client
import json
import os
import pathlib
import signal
import socket
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from default_browser import make_default_browser, make_noting_browser, no_browser  # noqa: E402
from desktop import wait_for  # noqa: E402
from end_to_end import PLUGIN_DIR, SAMPLE_MODEL, SIGN_IN_TITLE, EndToEnd, free_port, main  # noqa: E402

TITLE = "Link your MyMiniFactory account in the browser"
SUPPORT = pathlib.Path(__file__).resolve().parent / "support"


class BrowserSignIn(EndToEnd):
    def setUp(self):
        super().setUp()
        self.port = free_port()
        self.redirect_uri = f"http://localhost:{self.port}/callback"
        self.report = self.folder / "report.json"
        self.browser_log = self.folder / "browser.log"
        make_default_browser(self.desktop, f"/usr/bin/python3 {SUPPORT}/web_browser.py {self.browser_log} %u")

    def tearDown(self):
        if self._outcome_has_failed() and self.browser_log.exists():
            print(f"--- browser\n{self.browser_log.read_text()}", file=sys.stderr)
        super().tearDown()
        for pid in self.browsers():
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                pass

    # --- the cast

    def plugins_without_webkit(self):
        folder = self.folder / "plugins"
        (folder / "mmf-publish").mkdir(parents=True)
        for name in ("libmmf-publish.so", "mmf-publish/libmmf-app.so"):
            (folder / name).symlink_to(PLUGIN_DIR / name)
        return folder

    def take_port(self):
        other = socket.create_server(("127.0.0.1", self.port))
        self.addCleanup(other.close)

    def publish_now(self, sandbox, make_profile=None, env=None, plugin_dir=PLUGIN_DIR, **changes):
        profile = (make_profile or self.profile)(sandbox, redirect_uri=self.redirect_uri, **changes)
        return self.slicer(profile, "--run", "mmf.publish-now", "--report", self.report, SAMPLE_MODEL, env=env,
                           plugin_dir=plugin_dir)

    # --- the browser

    def log_lines(self, word):
        lines = self.browser_log.read_text().splitlines() if self.browser_log.exists() else []
        return [line.split(" ", 1)[1] for line in lines if line.startswith(word + " ")]

    def browsers(self):
        return [int(pid) for pid in self.log_lines("pid")]

    def browser(self):
        wait_for(self.browsers, 20, "the browser to open")
        return self.desktop.application(self.browsers()[-1])

    def heading(self, browser, text):
        return self.desktop.find(browser, role="heading", name=text, timeout=20)

    def sign_in_in_browser(self, decision="Allow", user="designer"):
        browser = self.browser()
        self.fill_in_login(browser, user, timeout=20)
        self.desktop.press(self.desktop.find(browser, role="push button", name=decision, timeout=30))
        return browser

    # --- what is seen

    def label(self, dialog, beginning):
        """A label by its beginning; long ones are broken into lines."""
        return self.desktop.find(dialog, role="label", timeout=20,
                                 where=lambda label: " ".join(label.name.split()).startswith(beginning))

    def assert_address_is_wiped(self):
        """No code and no token stays where the person's history keeps it."""
        wait_for(lambda: self.log_lines("at")[-1] == self.redirect_uri, 10,
                 lambda: f"the address to be wiped: {self.log_lines('at')}")

    # --- tests

    def test_by_code(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, sign_in="browser")
        dialog = self.dialog(slicer, TITLE)
        self.picture("browser-dialog", shows=self.label(dialog, "Continue in your browser…"))
        self.picture("browser-login", shows=self.entry(self.browser(), "User name"))
        heading = self.heading(self.sign_in_in_browser(), "MyMiniFactory let the slicer in")
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")
        self.assert_address_is_wiped()
        self.picture("browser-granted", shows=heading, unlike="browser-login")
        authorize = [request for request in sandbox.requests("/web/authorize") if request["method"] == "GET"]
        self.assertNotIn("redirect_type", authorize[0]["query"])

    def test_by_implicit_grant(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, self.implicit_profile, sign_in="browser")
        browser = self.sign_in_in_browser(user="maker")
        self.heading(browser, "MyMiniFactory let the slicer in")
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="maker")
        self.assert_address_is_wiped()

    def test_denied(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, sign_in="browser")
        self.picture("browser-login", shows=self.entry(self.browser(), "User name"))
        heading = self.heading(self.sign_in_in_browser("Deny"), "The account was not linked")
        self.assertIn("You did not allow the upload", self.assert_ended(slicer, 1, "failed"))
        self.assertEqual(sandbox.objects(), [])
        self.picture("browser-refused", shows=heading, unlike="browser-login")

    def test_denied_by_implicit_grant(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, self.implicit_profile, sign_in="browser")
        self.heading(self.sign_in_in_browser("Deny"), "The account was not linked")
        self.assertIn("You did not allow the upload", self.assert_ended(slicer, 1, "failed"))
        self.assert_address_is_wiped()

    def test_instead_of_the_window(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox)
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.picture("sign-in-with-both-ways", shows=self.entry(dialog, "Password"))
        self.desktop.press(self.button(dialog, "Use the browser instead"))
        self.dialog(slicer, TITLE)
        self.sign_in_in_browser()
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_offered_at_once_where_webkit_is_missing(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, plugin_dir=self.plugins_without_webkit())
        dialog = self.dialog(slicer, TITLE)
        reason = self.label(dialog, "The sign-in window of this slicer cannot be shown, because WebKitGTK")
        self.picture("browser-dialog-without-webkit", shows=reason)
        self.assertEqual(self.browsers(), [])  # only offered
        self.desktop.press(self.button(dialog, "Open the browser"))
        self.sign_in_in_browser()
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_cancelled_by_escape(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, sign_in="browser")
        dialog = self.dialog(slicer, TITLE)
        self.desktop.find(self.browser(), role="heading", timeout=20)
        self.desktop.click(self.label(dialog, "Continue in your browser…"))
        self.wait_in_front(dialog)
        self.desktop.key("Escape")
        self.assert_ended(slicer, 2, "cancelled")
        self.assertEqual(sandbox.objects(), [])

    def test_the_browser_is_opened_again(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, sign_in="browser")
        dialog = self.dialog(slicer, TITLE)
        wait_for(self.browsers, 20, "the browser to open")
        self.desktop.press(self.button(dialog, "Open the browser again"))
        wait_for(lambda: len(self.browsers()) == 2, 20, "another browser")
        self.sign_in_in_browser()
        self.assert_ended(slicer, 0, "done")

    def test_by_the_address_that_it_ended_at(self):
        """The browser is on another computer: it ends at an address that nobody answers there."""
        sandbox = self.sandbox("--auto-approve")
        opened = self.folder / "opened"
        make_noting_browser(self.desktop, opened)
        slicer = self.publish_now(sandbox, sign_in="browser")
        dialog = self.dialog(slicer, TITLE)
        wait_for(lambda: opened.exists() and opened.read_text().endswith("\n"), 20, "the page to be opened")
        page = opened.read_text().strip()
        address = self.entry(dialog, "Address")
        self.assertFalse(self.desktop.has_state(self.button(dialog, "Use it"), "sensitive"))

        # Not a page of the service, no other sign-in's, and not a part of it.
        ended_at = self.redirected(page)
        for wrong, sentence in ((page, "This is not the address at the end of the sign-in, which begins with"),
                                (ended_at.replace("state=", "state=x"), "This address belongs to another sign-in, or is not whole."),
                                (self.redirect_uri, "This address belongs to another sign-in, or is not whole.")):
            address.queryEditableText().setTextContents(wrong)
            self.desktop.press(self.button(dialog, "Use it"))
            told = self.label(dialog, sentence)
            wait_for(lambda: self.desktop.text(address) == "", 5, "the address to be wiped")
        self.picture("browser-dialog-wrong-address", shows=told)
        self.assertEqual(sandbox.requests("/v1/oauth/tokens"), [])

        self.desktop.click(address)
        address.queryEditableText().setTextContents(f"  {ended_at}\n")
        self.desktop.key("Return")
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")

    def redirected(self, page):
        """Where the service sends a browser from there; no redirect is followed."""
        address = urllib.parse.urlsplit(page)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
        self.addCleanup(connection.close)
        connection.request("GET", f"{address.path}?{address.query}")
        return connection.getresponse().headers["Location"]

    def test_each_way_takes_over_from_the_one_before(self):
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox)
        self.desktop.press(self.button(self.dialog(slicer, SIGN_IN_TITLE), "Use the browser instead"))
        dialog = self.dialog(slicer, TITLE)
        browser = self.browser()
        # The person says No there, on another computer as it were: the browser's own way back is not used.
        self.fill_in_login(browser, timeout=20)
        self.desktop.find(browser, role="push button", name="Deny", timeout=30)
        address = urllib.parse.urlsplit(self.log_lines("at")[0])
        state = urllib.parse.parse_qs(address.query)["state"][0]
        self.entry(dialog, "Address").queryEditableText().setTextContents(
            f"{self.redirect_uri}?error=access_denied&state={state}")
        self.desktop.press(self.button(dialog, "Use it"))
        self.assertIn("You did not allow the upload", self.assert_ended(slicer, 1, "failed"))
        self.assertEqual(sandbox.objects(), [])

    def test_no_browser(self):
        make_default_browser(self.desktop, "/nonexistent/browser %u")
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, env=no_browser(self.folder / "share"), sign_in="browser")
        dialog = self.dialog(slicer, TITLE)
        self.picture("browser-dialog-no-browser", shows=self.label(dialog, "No browser could be opened."))
        self.desktop.press(self.button(dialog, "Copy the address"))
        self.label(dialog, "The address was copied.")
        self.desktop.press(self.button(dialog, "Cancel"))
        self.assert_ended(slicer, 2, "cancelled")

    def test_the_window_where_the_port_is_taken(self):
        self.take_port()
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, sign_in="browser")
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        sentence = f"Your browser cannot be used: port {self.port} of this computer is in use by another program."
        self.label(dialog, sentence)
        self.picture("sign-in-port-taken", shows=self.entry(dialog, "Password"))
        self.sign_in(slicer)
        self.label(dialog, sentence)  # it stays
        self.allow(slicer)
        self.assert_ended(slicer, 0, "done")
        self.assertEqual(self.browsers(), [])

    def test_the_window_stays_if_the_port_is_taken_when_the_browser_is_wanted(self):
        self.take_port()
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox)
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.entry(dialog, "Password")
        self.desktop.press(self.button(dialog, "Use the browser instead"))
        self.label(dialog, "Your browser cannot be used: port")
        self.sign_in(slicer)
        self.allow(slicer)
        self.assert_ended(slicer, 0, "done")

    def test_neither_way(self):
        self.take_port()
        sandbox = self.sandbox()
        slicer = self.publish_now(sandbox, plugin_dir=self.plugins_without_webkit())
        message = self.assert_ended(slicer, 1, "failed")
        self.assertIn("Neither way to sign in works here.", message)
        self.assertIn(f"port {self.port} of this computer is in use by another program", message)
        self.assertIn("Install WebKitGTK", message)

    def test_neither_way_is_told_in_the_dialog(self):
        self.take_port()
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox, redirect_uri=self.redirect_uri), SAMPLE_MODEL,
                             plugin_dir=self.plugins_without_webkit())
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        told = self.label(dialog, "Neither way to sign in works here.")
        self.picture("sign-in-neither-way", shows=told)
        self.button(dialog, "Back to the form")
        self.assertEqual(sandbox.requests(), [])

    def test_no_browser_where_nobody_is_there(self):
        sandbox = self.sandbox("--auto-approve")
        profile = self.profile(sandbox, redirect_uri=self.redirect_uri, sign_in="browser")
        status, report = self.run_action(profile, "mmf.publish-now", SAMPLE_MODEL)
        self.assertEqual(status, 1)
        self.assertIn("Nobody is there to answer", report["message"])
        self.assertEqual(self.browsers(), [])
        self.assertEqual(sandbox.requests("/web/authorize"), [])


if __name__ == "__main__":
    main()
