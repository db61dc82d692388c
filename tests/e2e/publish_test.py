"""From the slicer's menu to the service: the dialogs, the outcome, and large models."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import (ACCOUNT, ORACLE, PUBLISH_NOW, SAMPLE_MODEL, EndToEnd, main,  # noqa: E402
                        wait_for)
from look import DARK  # noqa: E402


class Publish(EndToEnd):
    def test_by_the_dialog(self):
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.assertEqual(self.desktop.text(self.entry(dialog, "Name")), "twisted-vase")
        self.assertTrue(self.desktop.has_state(self.entry(dialog, "Name"), "focused"))
        self.type_tags(dialog, "vase, spiral, test", ["vase", "spiral", "test"])
        self.desktop.type_into(self.entry(dialog, "Name"), 'A "Twisted" <Vase>')
        self.picture("publish-dialog", shows=self.button(dialog, "Publish"))
        self.desktop.key("Return")  # the default button
        self.sign_in(slicer)
        self.allow(slicer)
        done = self.desktop.find(dialog, role="label", name="Uploaded. Only you can see it.", timeout=30)
        self.picture("publish-done", shows=done)
        self.desktop.find(dialog, name="Open object page")
        self.desktop.find(dialog, name="Open status page")
        self.desktop.press(self.button(dialog, "Close"))
        held = self.assert_arrived(sandbox, SAMPLE_MODEL, name='A "Twisted" <Vase>', visibility=0)
        self.assertEqual(held["tags"], "vase,spiral,test")

        # Linked now: the second one asks nothing, and what is there already is not sent again.
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.desktop.find(slicer, role="label", timeout=30,
                          where=lambda label: label.name.startswith("You published this on "))
        self.assertEqual(len(sandbox.objects()), 1)
        self.assertEqual(len(sandbox.requests("/v1/oauth/tokens")), 1)

        self.choose(slicer, ACCOUNT, "alt+a", "a")
        self.desktop.find(slicer, role="label", name="Linked as Dora Designer.")
        self.desktop.press(self.button(slicer, "Close"))

    def test_bad_input_is_said_at_the_field(self):
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL, env=DARK)
        dialog = self.publish_dialog(slicer)
        name = self.entry(dialog, "Name")
        self.desktop.type_into(name, "")
        wait_for(lambda: not self.desktop.has_state(self.button(dialog, "Publish"), "sensitive"), 5,
                 "Publish to be off")
        self.picture("publish-dialog-dark", shows=self.desktop.find(dialog, where=lambda a: a.name.startswith("⚠")))
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name="Publish to MyMiniFactory")
        self.assertIsNone(slicer.poll())
        self.assertEqual(sandbox.requests("/api/v2/object"), [])

    def test_two_million_triangles(self):
        model = self.folder / "large.stl"
        subprocess.run([sys.executable, ORACLE, "make", "1990012", model], check=True)
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", model, timeout=120)
        self.assertEqual(status, 0, report)
        held = self.assert_arrived(sandbox, model)
        self.assertEqual(held["files"][0]["bytes"], 84 + 50 * 1_990_012)
        self.assertEqual(report["object_id"], str(held["id"]))


class StopAnUpload(EndToEnd):
    """Cancel while the object exists and its file is on the way: what becomes of both is asked."""

    def upload(self, fault):
        """An upload under way, whose first file meets the fault: the sandbox, the slicer and its dialog."""
        self.service = self.sandbox("--auto-approve", "--fault", f"POST /api/v2/file#1:{fault}")
        self.used_profile = self.profile(self.service)
        slicer = self.slicer(self.used_profile, SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        wait_for(lambda: self.service.requests("/api/v2/file"), 30, "the upload to begin")
        self.desktop.find(dialog, role="label", where=lambda label: label.name.startswith("Uploading"))
        self.wait_in_front(dialog)
        return slicer, dialog

    def outcome(self, dialog, start):
        return self.desktop.find(dialog, role="label", timeout=30,
                                 where=lambda label: " ".join(label.name.split()).startswith(start))

    def close(self, slicer, dialog):
        self.desktop.press(self.button(dialog, "Close"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name="Publish to MyMiniFactory")
        slicer.end()

    def resume(self):
        self.service.clear_faults()
        status, report = self.run_action(self.used_profile, "mmf.resume")
        self.assertEqual((status, report["outcome"]), (0, "done"), report)
        self.assertEqual(len(self.service.requests("/api/v2/object")), 1)
        return report

    def test_go_on_uploading(self):
        slicer, dialog = self.upload("slow:600000")  # until the faults are cleared
        self.desktop.key("Escape")
        self.button(slicer, "Keep for later")
        self.desktop.key("Escape")  # closes the question alone
        self.desktop.wait_gone(slicer, role="push button", name="Keep for later")
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Close"), [])
        self.desktop.click(self.button(dialog, "Cancel"))
        go_on = self.button(slicer, "Go on uploading")
        self.picture("publish-stop", shows=go_on)
        self.desktop.press(go_on)
        self.desktop.wait_gone(slicer, role="push button", name="Go on uploading")
        self.service.clear_faults()
        self.outcome(dialog, "Uploaded. Only you can see it.")
        held = self.assert_arrived(self.service, SAMPLE_MODEL)
        self.assertEqual(held["files"][0]["posts"], 1)
        self.close(slicer, dialog)
        self.assertEqual(self.resume()["message"], "There was nothing left to upload.")

    def test_keep_for_later(self):
        slicer, dialog = self.upload("stop-reading")
        self.desktop.click(self.button(dialog, "Cancel"))
        self.desktop.press(self.button(slicer, "Keep for later"))
        self.outcome(dialog, "Paused. What arrived is kept; the upload can go on later.")
        self.close(slicer, dialog)
        self.assertEqual([part["outcome"] for part in self.resume()["uploads"]], ["done"])
        self.assert_arrived(self.service, SAMPLE_MODEL)

    def test_discard(self):
        slicer, dialog = self.upload("stop-reading")
        self.desktop.key("Escape")
        self.desktop.press(self.button(slicer, "Discard"))
        told = self.outcome(dialog, "Cancelled. An empty entry may remain on the site.")
        self.button(dialog, "Open object page")
        self.picture("publish-discarded", shows=told)
        self.close(slicer, dialog)
        self.assertEqual(list((self.folder / "state/mmf-publish/spool").iterdir()), [])
        self.assertEqual(self.resume()["message"], "There was nothing left to upload.")
        self.assertEqual([held["files"][0]["posts"] for held in self.service.objects()], [0])


class Refused(EndToEnd):
    """Unattended: the exit status, the report and its sentence."""

    def refused(self, profile, model=SAMPLE_MODEL, env=None):
        status, report = self.run_action(profile, "mmf.publish-now", model, env=env)
        self.assertEqual((status, report["outcome"]), (1, "failed"))
        for key in ("action", "message", "object_id", "object_url", "status_url"):
            self.assertIn(key, report)
        return report["message"]

    def test_one_triangle_too_many(self):
        model = self.folder / "too-large.stl"
        subprocess.run([sys.executable, ORACLE, "make", "1999999", model], check=True)
        sandbox = self.sandbox("--auto-approve")
        self.assertIn("100 MB", self.refused(self.profile(sandbox), model))
        self.assertEqual(sandbox.requests(), [])

    def test_a_broken_profile_names_the_key(self):
        sandbox = self.sandbox()
        self.assertIn("api_base_url", self.refused(self.profile(sandbox, api_base_url="http://example.org/api")))

    def test_a_service_that_refuses_says_why(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/object#*:422")
        message = self.refused(self.profile(sandbox))
        self.assertTrue(message)
        self.assertEqual(sandbox.objects(), [])

    def test_nothing_to_resume(self):
        status, report = self.run_action(self.profile(self.sandbox()), "mmf.resume")
        self.assertEqual((status, report["outcome"], report["uploads"]), (0, "done", []))

    def test_a_truncated_model(self):
        model = self.folder / "cut.stl"
        model.write_bytes(SAMPLE_MODEL.read_bytes()[:-1])
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", model)
        self.assertEqual(status, 3)
        self.assertEqual(report["outcome"], "failed")


if __name__ == "__main__":
    main()
