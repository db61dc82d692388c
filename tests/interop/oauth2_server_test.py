"""The shipped program with a server that is built on the package @node-oauth/oauth2-server."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from interop import TITLE, Interop  # noqa: E402
from end_to_end import SAMPLE_MODEL, EndToEnd, main  # noqa: E402


class OAuth2Server(Interop, EndToEnd):
    SCRIPT = "oauth2_server.js"
    PATHS = ("/authorize", "/token", "/introspect")

    def fill_in_and_agree(self, window):
        self.fill_in_login(window, timeout=30)

    def test_by_user_name_and_password(self):
        server = self.server()
        api = self.api(server)
        slicer = self.publish_now(self.foreign_profile(server, api, grant="password", authorize_url=None, pkce=None))
        for password in ("wrong", "secret"):
            dialog = self.dialog(slicer, TITLE)
            self.desktop.type_into(self.entry(dialog, "User name"), "designer")
            self.desktop.type_into(self.entry(dialog, "Password"), password)
            self.desktop.key("Return")
            if password == "wrong":
                self.desktop.find(slicer, role="label", timeout=20, where=lambda label: label.name.startswith(
                    "The user name or the password is not right."))
        self.assert_ended(slicer, 0, "done")
        self.assert_arrived(api, SAMPLE_MODEL, owner="designer")
        self.assertEqual([error["error"] for error in server.events("grant.error")], ["invalid_grant"])
        self.assertEqual(server.grants("password"),
                         [{"event": "grant.success", "grant_type": "password", "verifier": False,
                           "client_auth": "client_secret_basic"}])


if __name__ == "__main__":
    main()
