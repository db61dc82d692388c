"""A slicer that is closed from outside, as at the end of a session, with each of the plugin's windows open: the windows
are left, nothing is lost, and it ends well."""

import pathlib
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from default_browser import make_noting_browser  # noqa: E402
from end_to_end import (ACCOUNT, DIAGNOSE, ORACLE, PUBLISH_NOW, SAMPLE_MODEL, SETTINGS, SIGN_IN_TITLE,  # noqa: E402
                        UPLOADS, EndToEnd, free_port, main, wait_for)

HELD = ("--auto-approve", "--fault", "POST /api/v2/file#1:slow:600000")
OVER_THE_LIMIT = 2_200_000  # triangles; 110.0 MB
SOON = 10  # seconds; most of them for a busy machine


class Closing(EndToEnd):
    def close(self, slicer):
        """Ends it as a session does."""
        slicer.send_signal(signal.SIGTERM)
        self.assertEqual(self.wait_for_end(slicer, SOON), 0, slicer.error_output())
        for trouble in ("CRITICAL", "assert", "terminate called", "Sanitizer"):
            self.assertNotIn(trouble, slicer.error_output())

    def opened(self, title, item, *keys, **profile):
        slicer = self.slicer(self.profile(self.sandbox("--auto-approve"), **profile), SAMPLE_MODEL)
        self.choose(slicer, item, *keys)
        self.dialog(slicer, title)
        return slicer

    def begun(self, sandbox):
        """A slicer whose dialog shows an upload under way."""
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")
        return slicer, dialog

    def assert_goes_on(self, sandbox):
        """At the next start, without a second object."""
        sandbox.clear_faults()
        slicer = self.slicer(self.profile(sandbox))
        self.desktop.find(slicer, role="label", name="1 upload to MyMiniFactory was not finished.", timeout=30)
        self.desktop.press(self.button(slicer, "Go on"))
        self.desktop.find(slicer, role="label", name="Uploaded. Only you can see it.", timeout=30)
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    # --- each window

    def test_the_form_keeps_what_was_typed(self):
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.type_into(self.entry(dialog, "Name"), "Half of a name")
        self.close(slicer)
        dialog = self.publish_dialog(self.slicer(self.profile(sandbox), SAMPLE_MODEL))
        self.assertEqual(self.desktop.text(self.entry(dialog, "Name")), "Half of a name")

    def test_an_open_choice_of_pictures(self):
        slicer = self.slicer(self.profile(self.sandbox("--auto-approve")), SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.key("alt+a")
        self.desktop.find(slicer, role=("file chooser", "dialog"), name="Add Pictures")
        self.close(slicer)

    def test_an_open_choice_of_licences(self):
        slicer = self.slicer(self.profile(self.sandbox("--auto-approve")), SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.click(self.desktop.find(dialog, role="combo box", name="Licence"))
        self.desktop.find(slicer, role="menu item", name="For personal use only")
        self.close(slicer)

    def test_a_sign_in_over_the_dialog(self):
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        self.desktop.press(self.button(self.publish_dialog(slicer), "Publish"))
        self.fill_in_login(self.dialog(slicer, SIGN_IN_TITLE), timeout=30)
        self.close(slicer)
        self.assertEqual(sandbox.objects(), [])

    def test_a_question_whether_to_publish_again(self):
        sandbox = self.sandbox("--auto-approve")
        self.run_action(self.profile(sandbox), "mmf.publish-now", SAMPLE_MODEL)
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        self.button(dialog, "Publish again")
        self.close(slicer)
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_a_file_that_is_made_to_fit(self):
        model = self.folder / "big.stl"
        subprocess.run([sys.executable, ORACLE, "make", str(OVER_THE_LIMIT), model], check=True)
        slicer = self.slicer(self.profile(self.sandbox("--auto-approve")), model)
        self.desktop.find(slicer, role="frame", timeout=120)  # once it has read the model
        self.publish_dialog(slicer, timeout=60)
        self.desktop.key("alt+i")
        self.dialog(slicer, "Make the file fit")
        self.close(slicer)

    def test_a_question_whether_an_object_is_there(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/object#1:drop-after")
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        self.button(dialog, "Send the files to it")
        self.close(slicer)
        self.assertEqual(len(sandbox.requests("/api/v2/object")), 1)

    def test_the_same_question_from_the_list_of_uploads(self):
        sandbox = self.sandbox("--auto-approve", "--fault", "POST /api/v2/object#1:drop-after")
        self.run_action(self.profile(sandbox), "mmf.publish-now", SAMPLE_MODEL)
        slicer = self.slicer(self.profile(sandbox))
        self.choose(slicer, UPLOADS, "alt+a", "u")
        window = self.dialog(slicer, "MyMiniFactory uploads")
        self.desktop.find(window, role="table cell", name="Perhaps created")
        self.desktop.key("alt+f")
        self.button(self.dialog(slicer, "Publish to MyMiniFactory"), "Send the files to it")
        self.close(slicer)
        self.assertEqual(len(sandbox.requests("/api/v2/object")), 1)

    def test_an_upload_under_way(self):
        sandbox = self.sandbox(*HELD)
        slicer, _ = self.begun(sandbox)
        self.close(slicer)
        self.assert_goes_on(sandbox)

    def test_a_question_about_an_upload(self):
        sandbox = self.sandbox(*HELD)
        slicer, _ = self.begun(sandbox)
        self.desktop.key("Escape")
        self.desktop.find(slicer, role="push button", name="Keep for later")
        self.close(slicer)
        self.assert_goes_on(sandbox)

    def test_an_outcome(self):
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        self.desktop.find(dialog, role="label", name="Uploaded. Only you can see it.", timeout=30)
        self.close(slicer)
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_the_sign_in_window(self):
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.fill_in_login(self.dialog(slicer, SIGN_IN_TITLE), timeout=30)
        self.close(slicer)
        self.assertEqual(sandbox.objects(), [])

    def test_the_sign_in_in_the_browser(self):
        sandbox = self.sandbox()
        opened = self.folder / "opened"
        make_noting_browser(self.desktop, opened)
        slicer = self.slicer(self.profile(sandbox, sign_in="browser", redirect_uri=f"http://localhost:{free_port()}/callback"),
                             SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.dialog(slicer, "Link your MyMiniFactory account in the browser")
        wait_for(lambda: opened.exists() and opened.read_text().strip(), 10, "the page to be opened")
        self.close(slicer)
        self.assertEqual(sandbox.objects(), [])

    def test_the_password_window(self):
        slicer = self.slicer(self.password_profile(self.sandbox()), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.desktop.find(slicer, role="password text", name="Password")
        self.close(slicer)

    def test_the_question_for_a_client(self):
        slicer = self.slicer(None, SAMPLE_MODEL, env={"MMF_PUBLISH_PROFILE": None})
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.dialog(slicer, "Connect to MyMiniFactory")
        self.close(slicer)

    def test_a_message(self):
        slicer = self.slicer(self.profile(self.sandbox(), client_id=None), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.desktop.find(slicer, role="label", where=lambda label: "'client_id' is missing" in label.name)
        self.close(slicer)

    def test_the_list_of_uploads(self):
        self.close(self.opened("MyMiniFactory uploads", UPLOADS, "alt+a", "u"))

    def test_a_menu_in_the_list_of_uploads(self):
        sandbox = self.sandbox("--auto-approve")
        self.run_action(self.profile(sandbox), "mmf.publish-now", SAMPLE_MODEL)
        slicer = self.slicer(self.profile(sandbox))
        self.choose(slicer, UPLOADS, "alt+a", "u")
        window = self.dialog(slicer, "MyMiniFactory uploads")
        row = self.desktop.find(window, role="table cell", name="twisted-vase")
        self.desktop.click(row)
        self.desktop.key("shift+F10")
        self.desktop.find(slicer, role="menu item", name="Copy link")
        self.close(slicer)

    def test_the_settings(self):
        self.close(self.opened("MyMiniFactory settings", SETTINGS, "alt+a", "s"))

    def test_the_account(self):
        self.close(self.opened("MyMiniFactory account", ACCOUNT, "alt+a", "a"))

    def test_the_diagnosis(self):
        slicer = self.slicer(self.profile(self.sandbox("--auto-approve")))
        self.choose(slicer, DIAGNOSE, "alt+a", "d")
        self.desktop.find(slicer, role="push button", name="Copy report")
        self.close(slicer)


if __name__ == "__main__":
    main()
