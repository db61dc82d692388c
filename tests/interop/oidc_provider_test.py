"""The shipped program with the OpenID provider of the package oidc-provider."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from interop import Interop  # noqa: E402
from end_to_end import EndToEnd, main  # noqa: E402


class OidcProvider(Interop, EndToEnd):
    SCRIPT = "oidc_provider.js"
    PATHS = ("/auth", "/token", "/token/introspection")
    SCOPE = "openid"
    # Of the kind that arrives only if it is encoded (RFC 6749 §2.3.1); the other server does not decode it.
    CLIENT_ID = "interop client"
    CLIENT_SECRET = "s+cr&t: 100%"

    def fill_in_and_agree(self, window):
        name = self.desktop.find(window, role=("entry", "text"), timeout=30,
                                 where=lambda entry: "any login" in self.label_of(entry))
        self.desktop.type_into(name, "designer")
        self.desktop.type_into(self.desktop.find(window, role="password text"), "any")
        self.desktop.press(self.button(window, "Sign-in"))
        self.desktop.press(self.desktop.find(window, role="push button", name="Continue", timeout=30))

    @staticmethod
    def label_of(entry):
        """Its placeholder, which engines tell in different places."""
        return entry.name + entry.description + " ".join(entry.getAttributes())


if __name__ == "__main__":
    main()
