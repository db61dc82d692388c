"""A local MyMiniFactory for one test: mmf-sandbox as a process, and what it received."""

import json
import ssl
import subprocess
import urllib.parse
import urllib.request


class Sandbox:
    """Started on `desktop`, ended with it or by end(). `options`: of mmf-sandbox. `authority`: serve https with a
    certificate of that Authority."""

    def __init__(self, desktop, binary, *options, authority=None):
        self._context = None
        if authority is not None:
            options += ("--tls", authority.certificate, authority.key)
            self._context = ssl.create_default_context(cafile=authority.ca_file)
        self.program = desktop.start([binary, *options])
        self.url = self.program.line()

    def end(self):
        self.program.end()

    def objects(self):
        """What arrived, in the order of its creation."""
        return json.loads(self._ask("/_sandbox/objects"))["objects"]

    def file(self, upload_id):
        return self._ask(f"/_sandbox/files/{upload_id}")

    def requests(self, path=None):
        """Every request in order, or those for `path`."""
        found = json.loads(self._ask("/_sandbox/requests"))["requests"]
        return [request for request in found if path in (None, request["path"])]

    def secrets(self):
        """Every code and token given out, and every state that a sign-in page was asked for with, as (kind, value)."""
        given_out = [(secret["kind"], secret["value"]) for secret in json.loads(self._ask("/_sandbox/secrets"))["secrets"]]
        states = {value for request in self.requests("/web/authorize")
                  for value in urllib.parse.parse_qs(request["query"]).get("state", [])}
        return given_out + [("state", state) for state in sorted(states)]

    def add_fault(self, line):
        self._ask("/_sandbox/faults", "POST", line.encode())

    def clear_faults(self):
        self._ask("/_sandbox/faults", "DELETE")

    def forget_tokens(self):
        """As if the service had ended every link."""
        self._ask("/_sandbox/tokens/forget", "POST", b"")

    def _ask(self, path, method="GET", body=None):
        request = urllib.request.Request(self.url + path, data=body, method=method,
                                         headers={"Content-Type": "text/plain"})
        with urllib.request.urlopen(request, timeout=30, context=self._context) as answer:
            return answer.read()


class Authority:
    """A certificate authority of the test's own, and a certificate of it for 127.0.0.1."""

    def __init__(self, folder):
        folder.mkdir()
        self.ca_file, ca_key = folder / "ca.pem", folder / "ca.key"
        self.certificate, self.key = folder / "server.pem", folder / "server.key"
        request = folder / "server.csr"
        extensions = folder / "server.ext"
        extensions.write_text("subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
        new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        self._openssl("req", "-x509", *new_key, "-keyout", ca_key, "-out", self.ca_file, "-days", "2",
                      "-subj", "/CN=Test authority")
        self._openssl("req", *new_key, "-keyout", self.key, "-out", request, "-subj", "/CN=Test service")
        self._openssl("x509", "-req", "-in", request, "-CA", self.ca_file, "-CAkey", ca_key, "-CAcreateserial",
                      "-out", self.certificate, "-days", "2", "-extfile", extensions)

    @staticmethod
    def _openssl(*words):
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
