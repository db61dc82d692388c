"""A slicer that has no meshes to give, only an exporter: what its exporter writes is what arrives."""

import hashlib
import os
import pathlib
import resource
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import BUILD, ORACLE, PLUGIN_DIR, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

# A plugin of the tests, which has the host write the plate to $PLATE_FILE.
EXPORTER = BUILD / "tests/abi/plugins/hello"


class PlateFile(EndToEnd):
    def exported(self, *models):
        """What the slicer's own exporter writes of the models."""
        path = self.folder / "exported.stl"
        program = self.desktop.start(
            [BUILD / "bin/shim-slicer", "--plugin-dir", EXPORTER, "--plate-file", "--unattended", "--run",
             "test.plate-file", *models], env={"PLATE_FILE": path})
        self._started.append(program)
        self.assertEqual(self.wait_for_end(program), 0)
        return path.read_bytes()

    def assert_held(self, sandbox, expected, filename):
        held = sandbox.objects()
        self.assertEqual(len(held), 1, held)
        self.assertEqual([(file["filename"], file["bytes"], file["sha256"]) for file in held[0]["files"]],
                         [(filename, len(expected), hashlib.sha256(expected).hexdigest())])

    def assert_nothing_left(self):
        for name in ("incoming", "spool"):
            folder = self.folder / "state/mmf-publish" / name
            wait_for(lambda: not folder.exists() or not os.listdir(folder), 10, f"{name} to be empty")

    def test_publish_now(self):
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", "--plate-file", SAMPLE_MODEL,
                                         SAMPLE_MODEL)
        self.assertEqual(status, 0, report)
        self.assert_held(sandbox, self.exported(SAMPLE_MODEL, SAMPLE_MODEL), "twisted-vase.stl")
        self.assert_nothing_left()

    def test_by_the_dialog(self):
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), "--plate-file", SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.find(dialog, role="table cell", name="5,888")
        self.desktop.find(dialog, role="table cell", name="46.0 × 46.0 × 60.0 mm")
        self.picture("publish-dialog-plate-file", shows=self.button(dialog, "Publish"))
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name="Publish to MyMiniFactory")
        self.assert_nothing_left()

        dialog = self.publish_dialog(slicer)
        self.desktop.type_into(self.entry(dialog, "Name"), "Another name")
        self.desktop.key("Return")
        self.desktop.find(dialog, role="label", name="Uploaded. Only you can see it.", timeout=60)
        self.desktop.press(self.button(dialog, "Close"))
        self.assert_held(sandbox, self.exported(SAMPLE_MODEL), "twisted-vase.stl")
        self.assert_nothing_left()

    def test_an_empty_plate(self):
        sandbox = self.sandbox()
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", "--plate-file")
        self.assertEqual((status, report["outcome"]), (3, "failed"))

    def test_two_million_triangles(self):
        model = self.folder / "large.stl"
        subprocess.run([sys.executable, ORACLE, "make", "1990012", model], check=True)
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", "--plate-file", model, timeout=120)
        self.assertEqual(status, 0, report)
        self.assert_held(sandbox, self.exported(model), "large.stl")
        self.assert_nothing_left()

    def refused(self, sandbox, **kwargs):
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", "--plate-file", SAMPLE_MODEL,
                                         **kwargs)
        self.assertEqual((status, report["outcome"]), (1, "failed"))
        self.assertEqual(sandbox.requests(), [])
        return report["message"]

    def test_a_slicer_that_cannot_write_says_why(self):
        sandbox = self.sandbox("--auto-approve")
        # A full disk, as far as one program can see: no file may grow beyond 100 kB. Python ignores the signal
        # that would come with it, and so does what it starts with its signals as they are.
        message = self.refused(sandbox, restore_signals=False, preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (100_000, 100_000)))
        self.assertIn("File too large", message)
        self.assertIn("publish again", message)
        self.assert_nothing_left()

    def test_no_place_for_the_file(self):
        state = self.folder / "state/mmf-publish"
        state.mkdir(parents=True)
        (state / "incoming").write_text("mine")
        self.assertIn(str(state / "incoming"), self.refused(self.sandbox("--auto-approve")))
        self.assertEqual((state / "incoming").read_text(), "mine")


if __name__ == "__main__":
    main()
