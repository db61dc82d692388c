"""The sign-in in Chromium at a service over https whose authority only this person trusts: the browser by its own list,
the plugin by `ca_file`."""

import pathlib
import socket
import sys

sys.path[:0] = [str(pathlib.Path(__file__).parent / "support"),
                str(pathlib.Path(__file__).resolve().parents[1] / "e2e/support")]
from chromium import Chromium  # noqa: E402
from end_to_end import SAMPLE_MODEL, EndToEnd, main  # noqa: E402
from sandbox import Authority  # noqa: E402

TITLE = "Link your MyMiniFactory account in the browser"


class ChromiumOverTls(EndToEnd):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.folder / "authority")
        self.service = self.sandbox(authority=self.authority)

    def chromium(self, ca_file=None):
        chromium = Chromium(self.desktop, self.folder / "chromium", ca_file)
        self.addCleanup(chromium.end)
        return chromium

    def publish_now(self, **changes):
        with socket.socket() as any_port:
            any_port.bind(("127.0.0.1", 0))
            redirect_uri = f"http://localhost:{any_port.getsockname()[1]}/callback"
        self.report = self.folder / "report.json"
        profile = self.profile(self.service, redirect_uri=redirect_uri, sign_in="browser", **changes)
        return self.slicer(profile, "--run", "mmf.publish-now", "--report", self.report, SAMPLE_MODEL)

    def sign_in_in(self, chromium):
        window = chromium.window()
        self.fill_in_login(window, timeout=30)
        self.desktop.press(self.desktop.find(window, role="push button", name="Allow", timeout=30))
        return window

    def test_both_trust_it(self):
        chromium = self.chromium(self.authority.ca_file)
        slicer = self.publish_now(ca_file=str(self.authority.ca_file))
        window = self.sign_in_in(chromium)
        self.desktop.find(window, role="heading", name="MyMiniFactory let the slicer in", timeout=20)
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(self.service, SAMPLE_MODEL, owner="designer")

    def test_only_the_browser_trusts_it(self):
        """The code comes back, and is not sent to a server that nobody vouches for."""
        chromium = self.chromium(self.authority.ca_file)
        slicer = self.publish_now()
        self.sign_in_in(chromium)
        self.assertIn("certificate", self.assert_ended(slicer, 1, "failed"))
        self.assertEqual(self.service.requests("/v1/oauth/tokens"), [])

    def test_only_the_plugin_trusts_it(self):
        """What the plugin trusts is no business of the browser."""
        chromium = self.chromium()
        slicer = self.publish_now(ca_file=str(self.authority.ca_file))
        self.desktop.find(chromium.window(), role="heading", name="Your connection is not private", timeout=30)
        self.desktop.press(self.button(self.dialog(slicer, TITLE), "Cancel"))
        self.assert_ended(slicer, 2, "cancelled")
        self.assertEqual(self.service.requests("/web/authorize"), [])


if __name__ == "__main__":
    main()
