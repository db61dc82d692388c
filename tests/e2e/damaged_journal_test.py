"""A list of uploads that is damaged: it is told once, kept aside, and the upload that was asked for goes on."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import PUBLISH_NOW, SAMPLE_MODEL, EndToEnd, main  # noqa: E402

DAMAGED = "The list of your uploads was damaged."
UPLOADED = "Uploaded. Only you can see it."


class DamagedJournal(EndToEnd):
    def setUp(self):
        super().setUp()
        self.state = self.folder / "state/mmf-publish"
        self.state.mkdir(parents=True)
        (self.state / "journal.db").write_bytes(b"this is no database")

    def asides(self):
        return [path.read_bytes() for path in self.state.glob("journal.db.damaged-*")]

    def test_publish_now(self):
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        told = self.desktop.find(slicer, role="label", where=lambda label: label.name.startswith(DAMAGED), timeout=30)
        self.assertIn("journal.db.damaged-", told.name)
        self.picture("journal-damaged", shows=told)
        self.desktop.key("Return")
        self.desktop.find(slicer, role="label", name=UPLOADED, timeout=30)
        self.assert_arrived(sandbox, SAMPLE_MODEL)
        self.assertEqual(self.asides(), [b"this is no database"])
        slicer.end()

        # The new list knows of it, and nothing is told any more.
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", SAMPLE_MODEL)
        self.assertEqual(status, 0, report)
        self.assertTrue(report["message"].startswith("You published this on "), report["message"])
        self.assertEqual(len(self.asides()), 1)

    def test_with_nobody_there(self):
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", SAMPLE_MODEL)
        self.assertEqual((status, report["message"]), (0, UPLOADED))
        self.assert_arrived(sandbox, SAMPLE_MODEL)
        self.assertEqual(len(self.asides()), 1)
        self.assertIn("journal.db: damaged; it is now ", self._started[-1].error_output())


if __name__ == "__main__":
    main()
