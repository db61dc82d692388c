"""An upload from its progress to its outcome, in the publish dialog: several files, a failure that is tried again,
what was published before, a visibility that is not honoured, and the link on the clipboard."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import (ORACLE, PUBLISH_NOW, SAMPLE_MODEL, EndToEnd, main, wait_for)  # noqa: E402
from look import DARK, LARGE  # noqa: E402


def words(accessible):
    return " ".join(accessible.name.split())


class ProgressAndOutcome(EndToEnd):
    def models(self, *triangles):
        """Files of so many triangles each, part-1.stl and so on."""
        made = []
        for number, count in enumerate(triangles, 1):
            made.append(self.folder / f"part-{number}.stl")
            subprocess.run([sys.executable, ORACLE, "make", str(count), made[-1]], check=True)
        return made

    def open_dialog(self, sandbox, *models, env=None):
        slicer = self.slicer(self.profile(sandbox), *models, env=env)
        return slicer, self.publish_dialog(slicer)

    def publish(self, dialog):
        self.desktop.press(self.button(dialog, "Publish"))

    def said(self, dialog, beginning, timeout=30):
        return self.desktop.find(dialog, role="label", timeout=timeout,
                                 where=lambda label: words(label).startswith(beginning))

    def states(self, dialog):
        """What the list of files says, in its order: rows of file, state and bytes."""
        cells = [words(cell) for cell in self.desktop.find_all(dialog, role="table cell")]
        return [cells[at:at + 3] for at in range(0, len(cells), 3)]

    def wait_for_states(self, dialog, *expected):
        """In any order: which of several requests is the service's first nobody knows."""
        wait_for(lambda: sorted(row[1] for row in self.states(dialog)) == sorted(expected), 30,
                 lambda: f"{expected}; it says {self.states(dialog)}")

    def close(self, slicer, dialog):
        self.desktop.press(self.button(dialog, "Close"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name="Publish to MyMiniFactory")

    # --- progress

    def test_each_file_and_all_of_them(self):
        # One is refused when it was sent, and asked about after a while; the answers to three are held, and one and the
        # cover have no place yet.
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:slow:600000",
                               "--fault", "POST /api/v2/file#2:429:100", "--fault", "POST /api/v2/file#3+:slow:600000")
        slicer, dialog = self.open_dialog(sandbox, *self.models(1200, 3400, 560, 780, 910))
        self.publish(dialog)
        self.wait_for_states(dialog, "Sending, 100 %", "Sending, 100 %", "Sending, 100 %",
                             "Checking whether it arrived", "Waiting", "Waiting")
        line = self.said(dialog, "Uploading: ")
        self.assertIn(" of ", words(line))
        gauge = self.desktop.find(dialog, role="progress bar", name="Upload in all")
        self.picture("progress-several-files", shows=line)
        self.assertGreater(gauge.queryValue().currentValue, 0)
        self.desktop.key("Escape")
        self.desktop.press(self.button(slicer, "Discard"))
        self.said(dialog, "Cancelled. An empty entry may remain on the site.")
        self.assertEqual(len(sandbox.objects()), 1)
        self.close(slicer, dialog)

    def test_a_file_in_the_middle(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:stop-reading")
        slicer, dialog = self.open_dialog(sandbox, *self.models(900_000), env=DARK)
        self.publish(dialog)
        wait_for(lambda: self.states(dialog) and self.states(dialog)[0][1].startswith("Sending, "), 10,
                 lambda: f"the file to be on its way: {self.states(dialog)}")
        self.picture("progress-dark", shows=self.said(dialog, "Uploading: "))
        # Window close asks as Cancel does.
        self.desktop.key("alt+F4")
        self.desktop.press(self.button(slicer, "Keep for later"))
        paused = self.said(dialog, "Paused. What arrived is kept")
        self.picture("outcome-paused-dark", shows=paused)
        sandbox.clear_faults()
        self.desktop.press(self.button(dialog, "Go on"))
        self.said(dialog, "Uploaded. Only you can see it.")
        self.picture("outcome-done-dark", shows=self.button(dialog, "Copy link"))
        self.assertEqual(len(sandbox.requests("/api/v2/object")), 1)
        self.assertEqual([file["status"] for file in sandbox.objects()[0]["files"]], ["done"])

    def test_a_service_that_asks_to_wait(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/object#1:429:6")
        slicer, dialog = self.open_dialog(sandbox, SAMPLE_MODEL)
        self.publish(dialog)
        wait_for(lambda: sandbox.requests("/api/v2/object"), 30, "the first attempt")
        self.said(dialog, "MyMiniFactory asks to slow down.")
        self.picture("progress-asked-to-wait", shows=self.button(dialog, "Try now"))
        self.said(dialog, "Uploaded. Only you can see it.")
        self.assertEqual([request["status"] for request in sandbox.requests("/api/v2/object")], [429, 200])
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_a_service_that_has_gone(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:stop-reading")
        slicer, dialog = self.open_dialog(sandbox, SAMPLE_MODEL)
        self.publish(dialog)
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")
        sandbox.end()
        wait_for(lambda: self.states(dialog)[0][1] in ("Trying again in a moment", "Checking whether it arrived"), 30,
                 lambda: f"another attempt: {self.states(dialog)}")
        # It waits for the network, with a countdown that need not be waited for.
        self.said(dialog, "MyMiniFactory could not be reached. Check the connection to the internet.", timeout=60)
        self.wait_for_countdown(dialog, at_least=4)
        self.picture("progress-offline", shows=self.button(dialog, "Try now"))
        self.desktop.key("alt+n")
        self.wait_for_countdown(dialog, at_least=4)
        self.desktop.key("Escape")
        self.desktop.press(self.desktop.find(slicer, role="push button", name="Keep for later"))
        self.said(dialog, "Paused. What arrived is kept; the upload can go on later.")

    def wait_for_countdown(self, dialog, at_least):
        """Until it says that there are so many seconds left, and then fewer."""
        def left():
            labels = self.desktop.find_all(dialog, role="label")
            counts = [int(found[1]) for label in labels if (found := re.match(r"Trying again in (\d+) s", label.name))]
            return counts[0] if counts else -1

        wait_for(lambda: left() >= at_least, 60, lambda: f"{at_least} seconds to be left, not {left()}")
        wait_for(lambda: 0 <= left() < at_least, 30, lambda: f"a countdown, not {left()}")

    # --- outcome

    def test_public(self):
        sandbox = self.sandbox("--auto-approve")
        slicer, dialog = self.open_dialog(sandbox, SAMPLE_MODEL)
        self.desktop.key("alt+u")
        self.publish(dialog)
        done = self.said(dialog, "Submitted for review.")
        self.picture("outcome-public", shows=done)
        self.assert_arrived(sandbox, SAMPLE_MODEL, visibility=2)

    @unittest.skipUnless(os.environ.get("SLOW_TESTS"), "takes as long as the plugin waits: two minutes")
    def test_not_confirmed(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "GET /api/v2/object/{id}/upload_status#*:status-processing")
        slicer, dialog = self.open_dialog(sandbox, SAMPLE_MODEL)
        self.publish(dialog)
        self.picture("progress-checking", shows=self.said(dialog, "Checking that everything arrived…"))
        told = self.said(dialog, "Uploaded. Only you can see it. All files were accepted, but not yet confirmed by the "
                                 "site.", timeout=180)
        self.picture("outcome-not-confirmed", shows=told)
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_try_again(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:429:3600")
        slicer, dialog = self.open_dialog(sandbox, SAMPLE_MODEL)
        self.publish(dialog)
        failed = self.said(dialog, "MyMiniFactory asks to slow down.")
        self.assertIn("What arrived is kept", words(failed))
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Back to the form"), [])
        self.picture("outcome-failed", shows=self.button(dialog, "Try again"))
        self.desktop.key("alt+t")
        self.said(dialog, "Uploaded. Only you can see it.")
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Try again"), [])
        self.assert_arrived(sandbox, SAMPLE_MODEL)

        # The link stays on the clipboard when the dialog has gone.
        self.desktop.press(self.button(dialog, "Copy link"))
        copied = self.desktop.find(dialog, role="label", name="Copied")
        self.picture("outcome-copied", shows=copied)
        self.close(slicer, dialog)
        self.assertEqual(self.clipboard(), sandbox.objects()[0]["object_url"])

    def test_a_refusal_is_not_tried_again(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/object#*:422")
        slicer, dialog = self.open_dialog(sandbox, SAMPLE_MODEL)
        self.publish(dialog)
        refused = self.said(dialog, "MyMiniFactory did not accept it.")
        self.picture("outcome-refused", shows=refused)
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Try again"), [])
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Copy link"), [])
        self.desktop.press(self.button(dialog, "Back to the form"))
        sandbox.clear_faults()
        self.publish(dialog)
        self.said(dialog, "Uploaded. Only you can see it.")
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_a_visibility_that_is_not_honoured(self):
        sandbox = self.sandbox("--auto-approve", "--quirk", "ignore-visibility",
                               "--fault", "POST /api/v2/file#1:slow:600000")
        slicer, dialog = self.open_dialog(sandbox, SAMPLE_MODEL)
        self.publish(dialog)
        at_once = self.said(dialog, "You asked for private, but MyMiniFactory shows it to everyone.")
        self.picture("progress-visibility", shows=at_once)
        self.button_or_link(dialog, "Open object page")
        sandbox.clear_faults()
        told = self.said(dialog, "Uploaded. You asked for private, but MyMiniFactory shows it to everyone.")
        self.picture("outcome-visibility", shows=told)

    def button_or_link(self, dialog, name):
        return self.desktop.find(dialog, name=name)

    # --- already there

    def test_published_before(self):
        sandbox = self.sandbox("--auto-approve")
        profile = self.profile(sandbox)
        self.assertEqual(self.run_action(profile, "mmf.publish-now", SAMPLE_MODEL)[0], 0)
        first = sandbox.objects()[0]

        # Unattended it is told, and nothing is sent.
        status, report = self.run_action(profile, "mmf.publish-now", SAMPLE_MODEL)
        self.assertEqual((status, report["outcome"], report["object_id"], report["object_url"]),
                         (0, "done", str(first["id"]), first["object_url"]))
        self.assertTrue(report["message"].startswith("You published this on "), report["message"])

        # In the dialog it is asked. Cancel:
        slicer, dialog = self.open_dialog(sandbox, SAMPLE_MODEL, env=DARK | LARGE)
        self.publish(dialog)
        asked = self.said(dialog, "You published this on ")
        self.button_or_link(dialog, "Open object page")
        wait_for(lambda: self.desktop.has_state(self.button(dialog, "Cancel"), "focused"), 10,
                 "Cancel to have the focus")
        self.picture("already-there-dark-200", shows=asked)
        self.desktop.key("Escape")
        self.desktop.key("Escape")  # nor does a second one publish
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name="Publish to MyMiniFactory")
        self.assertEqual(len(sandbox.objects()), 1)

        # Return does not publish by accident, either.
        dialog = self.publish_dialog(slicer)
        self.publish(dialog)
        self.said(dialog, "You published this on ")
        wait_for(lambda: self.desktop.has_state(self.button(dialog, "Cancel"), "focused"), 10,
                 "Cancel to have the focus")
        self.desktop.key("Return")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name="Publish to MyMiniFactory")
        self.assertEqual(len(sandbox.objects()), 1)

        # Publish again:
        dialog = self.publish_dialog(slicer)
        self.publish(dialog)
        self.said(dialog, "You published this on ")
        self.desktop.key("alt+a")
        self.said(dialog, "Uploaded. Only you can see it.")
        self.assertEqual(len(sandbox.objects()), 2)
        self.close(slicer, dialog)

    def test_publish_now_twice(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#1:slow:600000")
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        spool = self.folder / "state/mmf-publish/spool"
        journal = self.folder / "state/mmf-publish"
        wait_for(lambda: self.jobs_in(journal) == 2, 30, "the second to be compared")
        wait_for(lambda: len(list(spool.iterdir())) == 1, 30, "the second to join the first")
        sandbox.clear_faults()
        done = self.desktop.find(slicer, role="label", timeout=30,
                                 where=lambda label: words(label).startswith("Uploaded."))
        self.picture("publish-now-twice", shows=done)
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def jobs_in(self, folder):
        import sqlite3

        for path in folder.glob("*.db"):
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as journal:
                return journal.execute("SELECT count(*) FROM job").fetchone()[0]
        return 0


if __name__ == "__main__":
    main()
