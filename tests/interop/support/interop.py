"""What the tests against each of the servers share: the shipped program signs in to it, and publishes to an API that
knows no token but the server's. Nothing in the plugin knows these servers; what they decided is in their journals.

    class OidcProvider(Interop, EndToEnd):
        SCRIPT = "oidc_provider.js"
        ...
"""

import base64
import hashlib
import pathlib
import secrets
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/e2e/support"))

from chromium import Chromium  # noqa: E402
from desktop import wait_for  # noqa: E402
from end_to_end import ACCOUNT, ORACLE, PUBLISH_NOW, SAMPLE_MODEL, expected_sha256  # noqa: E402
from foreign_server import Client, ForeignServer  # noqa: E402
from keyring import Keyring, no_keyring  # noqa: E402

TITLE = "Link your Example account"
BROWSER_TITLE = TITLE + " in the browser"


class Interop:
    SCRIPT = None  # of servers/
    PATHS = ()  # authorize, token and introspection endpoint
    SCOPE = None
    CLIENT_ID = "interop-client"
    CLIENT_SECRET = "interop-secret"

    def fill_in_and_agree(self, window):
        """What a person does on the server's pages, as "designer". `window`: what shows them."""
        raise NotImplementedError

    # --- the cast

    def setUp(self):
        super().setUp()
        with socket.socket() as any_port:
            any_port.bind(("127.0.0.1", 0))
            self.redirect_uri = f"http://localhost:{any_port.getsockname()[1]}/callback"

    def server(self, **settings):
        settings = {"client_id": self.CLIENT_ID, "client_secret": self.CLIENT_SECRET, "pkce": True,
                    "redirect_uri": self.redirect_uri} | settings
        server = ForeignServer(self.desktop, self.SCRIPT, self.PATHS, **settings)
        self._started.append(server.program)
        return server

    def api(self, server):
        return self.sandbox("--introspect", server.introspect_url, "api", "api-secret")

    def foreign_profile(self, server, api, **changes):
        keys = {
            "name": "Example",
            "dialect": "oauth2",
            "grant": "code",
            "pkce": True,
            "client_id": self.CLIENT_ID,
            "client_secret": server.settings["client_secret"],
            "authorize_url": server.authorize_url,
            "token_url": server.token_url,
            "redirect_uri": self.redirect_uri,
            "scope": self.SCOPE,
        }
        return self.profile(api, **keys | changes)

    def publish_now(self, profile, model=SAMPLE_MODEL):
        self.report = self.folder / "report.json"
        self.report.unlink(missing_ok=True)
        return self.slicer(profile, "--run", "mmf.publish-now", "--report", self.report, model)

    # --- what is seen

    def tearDown(self):
        if self._outcome_has_failed():
            for program in self._started:
                print(f"--- {program.args[:2]}\n{program.output()}", file=sys.stderr)
        super().tearDown()

    def assert_one_code_was_exchanged(self, server, client_auth="client_secret_basic"):
        self.assertEqual(server.events("code.issued"), [{"event": "code.issued", "challenge": "S256"}])
        self.assertEqual(len(server.events("code.consumed")), 1)
        self.assertEqual(server.grants("authorization_code"),
                         [{"event": "grant.success", "grant_type": "authorization_code", "verifier": True,
                           "client_auth": client_auth}])
        self.assertEqual(server.events("grant.error") + server.events("authorization.error"), [])

    # --- tests

    def test_in_the_window(self):
        server = self.server()
        api = self.api(server)
        slicer = self.publish_now(self.foreign_profile(server, api))
        self.fill_in_and_agree(self.dialog(slicer, TITLE))
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(api, SAMPLE_MODEL, owner="designer")
        self.assert_one_code_was_exchanged(server)

    def test_in_chromium(self):
        server = self.server()
        api = self.api(server)
        chromium = Chromium(self.desktop, self.folder / "chromium")
        self.addCleanup(chromium.end)
        slicer = self.publish_now(self.foreign_profile(server, api, sign_in="browser"))
        self.dialog(slicer, BROWSER_TITLE)
        window = chromium.window()
        self.fill_in_and_agree(window)
        self.desktop.find(window, role="heading", name="Example let the slicer in", timeout=20)
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(api, SAMPLE_MODEL, owner="designer")
        self.assert_one_code_was_exchanged(server)

    def test_without_a_secret(self):
        """A public client: the verifier alone shows who it is."""
        server = self.server(client_secret=None)
        api = self.api(server)
        slicer = self.publish_now(self.foreign_profile(server, api))
        self.fill_in_and_agree(self.dialog(slicer, TITLE))
        self.assert_ended(slicer, 0, "done")
        self.assert_one_code_was_exchanged(server, client_auth="none")

    def test_the_link_is_renewed_from_run_to_run(self):
        """The access token has expired each time; the refresh token of the run before is used once, and replaced."""
        lifetime = 3
        self.addCleanup(no_keyring, self.desktop)  # a locked one would ask the next test for its password
        self.addCleanup(Keyring(self.desktop).end)
        server = self.server(access_token_seconds=lifetime)
        api = self.api(server)
        profile = self.foreign_profile(server, api)
        slicer = self.publish_now(profile)
        self.fill_in_and_agree(self.dialog(slicer, TITLE))
        self.assert_ended(slicer, 0, "done")
        ended = time.monotonic()
        renewed = [len(server.grants("refresh_token"))]
        for triangles in (100, 200):
            model = self.folder / f"{triangles}.stl"
            subprocess.run([sys.executable, ORACLE, "make", str(triangles), model], check=True)
            wait_for(lambda: time.monotonic() > ended + lifetime, 10, "the access token to expire")
            self.assert_ended(self.publish_now(profile, model), 0, "done")
            ended = time.monotonic()
            self.assertEqual(api.objects()[-1]["files"][0]["sha256"], expected_sha256(model))
            renewed.append(len(server.grants("refresh_token")))
        self.assertLess(renewed[0], renewed[1])
        self.assertLess(renewed[1], renewed[2])
        # Nobody was asked again, and each refresh token was taken once.
        self.assert_one_code_was_exchanged(server)
        self.assertEqual(len(server.events("refresh_token.consumed")), renewed[2])

    def test_the_link_is_checked(self):
        """By RFC 7662, as the client that it belongs to."""
        server = self.server()
        slicer = self.slicer(self.foreign_profile(server, self.api(server), introspect_url=server.introspect_url),
                             SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.fill_in_and_agree(self.dialog(slicer, TITLE))
        self.desktop.find(slicer, role="label", timeout=30, where=lambda label: label.name.startswith("Uploaded."))
        self.choose(slicer, ACCOUNT, "alt+a", "a")
        dialog = self.dialog(slicer, "MyMiniFactory account")
        self.desktop.press(self.button(dialog, "Check link"))
        self.desktop.find(dialog, role="label", timeout=20, where=lambda label: " ".join(label.name.split()).startswith(
            "The link to Example works, as "))
        asked = [event["client"] for event in server.events("introspection")]
        self.assertEqual(asked.count(self.CLIENT_ID), 1)
        self.desktop.press(self.button(dialog, "Close"))

    def test_the_server_checks(self):
        """What the other tests prove by: a wrong verifier is refused, and so are a code and a refresh token that were
        used before."""
        server = self.server()
        verifier = secrets.token_urlsafe(32)
        client = Client(server)

        def exchange(code, verifier):
            return client.token(grant_type="authorization_code", code=code, code_verifier=verifier,
                                redirect_uri=self.redirect_uri)

        def code():
            return client.code(code_challenge=_challenge(verifier), code_challenge_method="S256",
                               **({"scope": self.SCOPE} if self.SCOPE else {}))

        status, answer = exchange(code(), verifier[::-1])
        self.assertEqual((status, answer["error"]), (400, "invalid_grant"))
        good = code()
        status, tokens = exchange(good, verifier)
        self.assertEqual(status, 200, tokens)
        status, renewed = client.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"])
        self.assertEqual(status, 200, renewed)
        self.assertNotEqual(renewed["refresh_token"], tokens["refresh_token"])
        status, answer = client.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"])
        self.assertEqual((status, answer["error"]), (400, "invalid_grant"))
        status, answer = exchange(good, verifier)
        self.assertEqual((status, answer["error"]), (400, "invalid_grant"))


def _challenge(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
