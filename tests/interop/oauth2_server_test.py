"""The shipped program with a server that is built on the package @node-oauth/oauth2-server."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from interop import Interop  # noqa: E402
from end_to_end import EndToEnd, main  # noqa: E402


class OAuth2Server(Interop, EndToEnd):
    SCRIPT = "oauth2_server.js"
    PATHS = ("/authorize", "/token", "/introspect")

    def fill_in_and_agree(self, window):
        self.fill_in_login(window, timeout=30)


if __name__ == "__main__":
    main()
