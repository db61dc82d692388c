#!/usr/bin/env python3
"""The live probe against the sandbox: its verdicts, its exit codes, and that no secret is in what it prints.

    live_test.py MMF_SANDBOX
"""

import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SANDBOX = None
# Everything secret that the sandbox gives out is made of hexadecimal digits, at least so many.
SECRET = re.compile(r"[0-9a-f]{24}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Live(unittest.TestCase):
    def sandbox(self, *arguments):
        process = subprocess.Popen([SANDBOX, *arguments], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.wait)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.send_signal, signal.SIGTERM)
        return re.search(r"https?://\S+", process.stdout.readline()).group()

    def objects(self, url):
        with urllib.request.urlopen(url + "/_sandbox/objects") as answer:
            return json.load(answer)["objects"]

    def probe(self, url, *arguments, wish="", environment=None):
        environment = {"MMF_CLIENT_ID": "sandbox-client", "MMF_CLIENT_SECRET": "sandbox-secret",
                       "BROWSER": f"{sys.executable} {HERE}/live/fake_browser.py %s &", **(environment or {})}
        ran = subprocess.run(
            ["bash", HERE / "live.sh", "--api", url + "/api/v2", "--auth", url, "--wait", "10", "--poll", "2",
             "--redirect-uri", f"http://localhost:{free_port()}/callback", *arguments],
            input=wish, env={"PATH": "/usr/bin:/bin", **environment}, capture_output=True, text=True, timeout=60)
        printed = ran.stdout + ran.stderr
        self.assertNotIn("sandbox-secret", printed)
        self.assertNotRegex(printed, SECRET)
        self.assertNotIn("Traceback", printed)
        return ran

    def rows(self, ran, verdict):
        return [line for line in ran.stdout.splitlines() if line.endswith("  " + verdict)]

    def test_the_code_grant_as_expected(self):
        url = self.sandbox()
        ran = self.probe(url, wish="y\n")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertEqual(self.rows(ran, "differs"), [])
        for step in ("page", "page, iframe", "page, bad id", "authorize", "token", "introspect access",
                     "introspect refresh", "user", "create", "file", "status", "object", "objects", "refresh",
                     "user again"):
            self.assertTrue(any(line.startswith(step + "  ") for line in self.rows(ran, "ok")), step)
        made, = self.objects(url)
        self.assertEqual((made["visibility"], made["files"][0]["bytes"], made["files"][0]["status"]), (0, 284, "done"))

    def test_what_differs_is_told(self):
        url = self.sandbox("--quirk", "ignore-visibility", "--quirk", "create-without-upload-ids",
                           "--frame-policy", "deny", "--fault", "GET /api/v2/object/{id}/upload_status#2:status-ready")
        ran = self.probe(url, "--yes")
        self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
        told = "\n".join(self.rows(ran, "differs"))
        for what in (r"object +visibility +0, .* 2 ", r"create +files\[0\]\.upload_id +.* missing ",
                     r"page +X-Frame-Options +.* DENY ", r"status +word after 0 s +.* ready "):
            self.assertRegex(told, what)
        self.assertEqual(len(self.objects(url)), 1)

    def test_what_is_left_behind_is_named(self):
        url = self.sandbox("--fault", "POST /api/v2/file#*:drop-before")
        ran = self.probe(url, "--yes")
        self.assertEqual(ran.returncode, 2, ran.stdout + ran.stderr)
        made, = self.objects(url)
        self.assertRegex(ran.stdout, f"The test object is .*{made['id']}.*: delete it on the site")

    def test_the_implicit_grant(self):
        ran = self.probe(self.sandbox(), "--yes",
                         environment={"MMF_CLIENT_ID": "sandbox-public", "MMF_CLIENT_SECRET": ""})
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertTrue(any("answer in the" in line and "fragment" in line for line in self.rows(ran, "ok")))

    def test_whoever_says_no_publishes_nothing(self):
        url = self.sandbox()
        ran = self.probe(url, wish="\n")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("as you wished", ran.stderr)
        refused = self.probe(url, "--yes", environment={"DECISION": "deny"})
        self.assertEqual(refused.returncode, 2)
        self.assertIn("access_denied", refused.stdout)
        self.assertEqual(self.objects(url), [])

    def test_a_token_over_tls_that_is_always_verified(self):
        with tempfile.TemporaryDirectory() as folder:
            key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1",
                            "-keyout", key, "-out", certificate], check=True, capture_output=True)
            url = self.sandbox("--tls", certificate, key)
            trusted = self.probe(url, "--yes", "--ca-file", certificate, environment={"CA_FILE": certificate})
            self.assertEqual(trusted.returncode, 0, trusted.stdout + trusted.stderr)
            refused = self.probe(url, "--yes")
            self.assertEqual(refused.returncode, 2)
            self.assertIn("could not be verified", refused.stderr)

    def test_a_token_of_the_environment_that_is_dead(self):
        url = self.sandbox()
        ran = self.probe(url, "--yes", environment={"MMF_CLIENT_ID": "", "MMF_CLIENT_SECRET": "",
                                                    "MMF_ACCESS_TOKEN": "0123456789abcdef" * 4})
        self.assertEqual(ran.returncode, 2)
        self.assertTrue(any(line.startswith("user  ") and " 401 " in line for line in self.rows(ran, "differs")))

    def test_a_token_that_cannot_be_sent_is_not_shown(self):
        token = "0123456789abcdef" * 2
        ran = self.probe(self.sandbox(), "--yes", environment={"MMF_ACCESS_TOKEN": token + "\nX-Evil: " + token,
                                                               "MMF_CLIENT_SECRET": ""})
        self.assertEqual(ran.returncode, 2)
        self.assertIn("cannot be sent", ran.stderr)

    def test_only_this_machine_is_spoken_to_without_tls(self):
        ran = self.probe("http://service.invalid", "--yes")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("is not safe", ran.stderr)


if __name__ == "__main__":
    SANDBOX = sys.argv.pop()
    unittest.main()
