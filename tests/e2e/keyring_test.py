"""The link from one run to the next and from one slicer to another, in a real keyring."""

import json
import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import ORACLE, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402
from keyring import Keyring, no_keyring  # noqa: E402

sys.path.insert(0, str(ORACLE.parent))
import stl  # noqa: E402

LINK = "com.myminifactory.publish.Link"
TOKENS = "/v1/oauth/tokens"
# Each refresh token works once.
TWO_SECONDS = ("--auto-approve", "--rotation", "new", "--expires-in", "2")
FILES = 120  # of a publish with many; they go out at five a second


class KeptLink(EndToEnd):
    def setUp(self):
        super().setUp()
        no_keyring(self.desktop)

    def keyring(self, **kwargs):
        keyring = Keyring(self.desktop, **kwargs)
        self.addCleanup(keyring.end)
        return keyring

    def publish_now(self, sandbox, model=SAMPLE_MODEL, **profile):
        status, report = self.run_action(self.profile(sandbox, **profile), "mmf.publish-now", model)
        self.assertEqual((status, report["outcome"]), (0, "done"), report)

    def model(self, name, triangles):
        path = self.folder / f"{name}.stl"
        stl.make(triangles, path)
        return path

    def test_the_second_run_asks_nobody(self):
        self.keyring()
        sandbox = self.sandbox("--auto-approve")
        self.publish_now(sandbox)
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)
        self.publish_now(sandbox, self.model("other", 100))
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)
        self.assertEqual(len(sandbox.requests(TOKENS)), 1)
        self.assertEqual(len(sandbox.objects()), 2)
        # It is in the keyring alone.
        kept = [path for root in ("config", "state", "cache") for path in (self.folder / root).rglob("*")
                if path.is_file() and b"refresh_token" in path.read_bytes()]
        self.assertEqual(kept, [])

    def test_a_slow_keyring_is_waited_for_at_the_end(self):
        keyring = self.keyring()
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), "--unattended", "--run", "mmf.publish-now", "--report",
                             self.folder / "first.json", SAMPLE_MODEL)
        # It has been asked for a link by then, and has not been given one.
        wait_for(lambda: sandbox.requests("/web/authorize"), 30, "the sign-in page")
        with keyring.held_up():
            wait_for(lambda: "Uploaded" in slicer.error_output(), 60, "the outcome")
        self.assertEqual(self.wait_for_end(slicer, 30), 0)
        self.publish_now(sandbox)
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)

    def test_with_a_locked_keyring_the_link_lasts_for_the_run(self):
        sandbox = self.sandbox("--auto-approve")
        with Keyring(self.desktop):
            self.publish_now(sandbox)
        keyring = self.keyring(unlocked=False)
        sandbox.add_fault("POST /api/v2/file#1:slow:2000")  # an upload that outlasts the keyring's answer
        self.publish_now(sandbox, self.model("other", 100))
        self.assertEqual(len(sandbox.requests("/web/authorize")), 2)
        self.assertIn("the link lasts for this run only: KeyringLocked", self._started[-1].error_output())
        # The one in the keyring is as good as it was.
        keyring.end()
        self.keyring()
        self.publish_now(sandbox, self.model("third", 200))
        self.assertEqual(len(sandbox.requests("/web/authorize")), 2)

    def test_in_a_file_where_that_is_wanted(self):
        self.keyring()  # which is not used
        sandbox = self.sandbox("--auto-approve")
        for number in range(2):
            self.publish_now(sandbox, self.model(f"model-{number}", 100 + number * 2), keep_link="file")
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)
        (kept,) = (self.folder / "state/mmf-publish").glob("link-*.json")
        self.assertEqual(kept.stat().st_mode & 0o777, 0o600)
        self.assertIn("refresh_token", json.loads(kept.read_text()))
        kept.chmod(0o644)
        self.publish_now(sandbox, self.model("third", 200), keep_link="file")
        self.assertIn("is open to others", self._started[-1].error_output())
        self.assertEqual(len(sandbox.requests("/web/authorize")), 2)

    def test_what_another_program_put_in_the_links_place_stays(self):
        keyring = self.keyring()
        sandbox = self.sandbox("--auto-approve")
        self.publish_now(sandbox)
        self.assertIn("refresh_token", keyring.text(LINK))
        for number, foreign in enumerate(('{"version": 2, "access_token": "of a newer version"}', "not JSON", "")):
            keyring.set_text(LINK, foreign)
            self.publish_now(sandbox, self.model(f"model-{number}", 100 + number))
            self.assertIn("the link lasts for this run only: ForeignLink", self._started[-1].error_output())
            self.assertEqual(keyring.text(LINK), foreign)
            self.assertEqual(len(sandbox.requests("/web/authorize")), 2 + number)

    def test_two_slicers_renew_one_link_and_neither_is_signed_out(self):
        # An access token lives for two seconds, but is said to have ended, so that each request is a refresh: what
        # hours would bring happens within seconds.
        sandbox = self.sandbox(*TWO_SECONDS, "--quirk", "expires-in-zero")
        self.keep_renewing(sandbox, 200, lambda number: number % 7 * 40)

    @unittest.skipUnless(os.environ.get("SLOW_TESTS"), "takes seven minutes; SLOW_TESTS=1")
    def test_two_slicers_renew_one_link_whenever_its_two_seconds_are_over(self):
        self.keep_renewing(self.sandbox(*TWO_SECONDS), 200, lambda number: 1000 + number % 7 * 100)

    def keep_renewing(self, sandbox, times, delay_ms):
        """Two slicers at a time publish until there were so many refreshes; the n-th file takes delay_ms(n), so that
        they are out of step: those who ask for a token at the same moment would share a refresh."""
        self.keyring()
        self.publish_now(sandbox)
        for first in range(1, 4000, 1000):  # as many as one request may tell
            sandbox.add_fault("\n".join(f"POST /api/v2/file#{n}:slow:{delay_ms(n)}"
                                        for n in range(first, first + 1000) if n % 7))
        at_first = len(sandbox.requests(TOKENS))
        files = 0
        while len(sandbox.requests(TOKENS)) - at_first < times:
            slicers = [self.publish_many(sandbox, first_triangles=8 + 2 * (files + i * FILES)) for i in range(2)]
            for slicer, report in slicers:
                self.assertEqual(self.wait_for_end(slicer, 150), 0, slicer.error_output())
                self.assertEqual(json.loads(report.read_text())["outcome"], "done")
            files += 2 * FILES
        self.assertEqual({request["status"] for request in sandbox.requests(TOKENS)}, {200})
        self.assertEqual(len(sandbox.requests("/web/authorize")), 1)
        self.assertEqual(sum(len(held["files"]) for held in sandbox.objects()), 1 + files)

    def publish_many(self, sandbox, first_triangles):
        """FILES files, no two of them and of another call's alike; the slicer and its report to be."""
        models = [self.model(f"part-{count}", count)
                  for count in range(first_triangles, first_triangles + 2 * FILES, 2)]
        report = self.folder / f"report-{first_triangles}.json"
        return self.slicer(self.profile(sandbox), "--unattended", "--run", "mmf.publish-now", "--report", report,
                           *models), report


if __name__ == "__main__":
    main()
