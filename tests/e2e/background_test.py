"""Uploads that are put aside: a row for each at the foot of the slicer, one after the other, and a message on the
desktop at their end."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from default_browser import make_noting_browser  # noqa: E402
from end_to_end import PUBLISH_NOW, SAMPLE_MODEL, UPLOADS, EndToEnd, main, wait_for  # noqa: E402
from look import DARK, LARGE  # noqa: E402
from notifications import click, notification_service, shown  # noqa: E402

TITLE = "Publish to MyMiniFactory"
UPLOADED = "Uploaded. Only you can see it."
WAITING = "Waiting until the upload before it has ended…"
ASIDE = "Continue in background"
HELD = ("--auto-approve", "--fault", "POST /api/v2/file#1:slow:600000")


class InTheBackground(EndToEnd):
    def notifications(self, *options):
        service = notification_service(self.desktop, *options)
        self._started.append(service)
        return service

    def begin(self, sandbox, *models, **kwargs):
        """A slicer with models, published in the dialog and put aside once the upload is under way."""
        slicer = self.slicer(self.profile(sandbox), *models, **kwargs)
        dialog = self.publish_dialog(slicer, timeout=30)
        self.desktop.press(self.button(dialog, "Publish"))
        wait_for(lambda: sandbox.requests("/api/v2/file"), 30, "the upload to begin")
        self.put_aside(slicer, dialog)
        return slicer

    def put_aside(self, slicer, dialog):
        aside = self.button(dialog, ASIDE)
        wait_for(lambda: self.desktop.has_state(aside, "focused"), 10, "the focus")
        self.desktop.key("Return")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)

    def change_plate(self, slicer):
        """One object more: other bytes than before."""
        frame = self.desktop.find(slicer, role="frame")
        self.wait_in_front(frame)
        self.desktop.key("alt+o", "Home", "ctrl+d")

    def publish_another(self, slicer, name):
        self.change_plate(slicer)
        dialog = self.publish_dialog(slicer)
        self.desktop.type_into(self.entry(dialog, "Name"), name)
        self.desktop.press(self.button(dialog, "Publish"))
        self.desktop.find(dialog, role="label", name=WAITING, timeout=30)
        return dialog

    def row_text(self, slicer, text, timeout=30):
        return self.desktop.find(slicer, role="label", timeout=timeout,
                                 where=lambda label: " ".join(label.name.split()).startswith(text))

    def buttons(self, slicer, name, title=None):
        """Of rows; `title`: of the model that the row is about."""
        return self.desktop.find_all(slicer, role="push button", name=name,
                                     where=lambda button: title in (None, button.description))

    def names(self, sandbox):
        return [held["name"] for held in sandbox.objects()]

    def is_complete(self, sandbox, count):
        held = sandbox.objects()
        return len(held) == count and all(file["status"] == "done" for one in held for file in one["files"])

    def test_put_aside_and_publish_another_one(self):
        service = self.notifications()
        opened = self.folder / "opened"
        make_noting_browser(self.desktop, opened)
        sandbox = self.sandbox(*HELD)
        slicer = self.begin(sandbox, SAMPLE_MODEL)
        self.row_text(slicer, "Uploading: ")
        self.desktop.find(slicer, role="label", name="twisted-vase")
        self.desktop.find(slicer, role="progress bar", name="Progress")
        self.assertEqual(len(self.buttons(slicer, "Show", "twisted-vase")), 1)

        # The slicer is used on: another model is published, and waits.
        dialog = self.publish_another(slicer, "Second")
        self.picture("progress-queued", shows=self.button(dialog, ASIDE))
        self.put_aside(slicer, dialog)
        self.picture("background-rows", shows=self.row_text(slicer, WAITING))
        self.assertEqual(self.names(sandbox), ["twisted-vase"])

        # Looked at, and put aside again.
        self.desktop.press(self.buttons(slicer, "Show", "Second")[0])
        dialog = self.dialog(slicer, TITLE)
        self.desktop.find(dialog, role="label", name=WAITING)
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Publish"), [])
        self.assertEqual(self.buttons(slicer, "Show", "Second"), [])  # one place at a time
        self.put_aside(slicer, dialog)

        self.assertEqual(shown(service), [])
        sandbox.clear_faults()
        wait_for(lambda: self.is_complete(sandbox, 2), 60, "both to arrive")
        self.assertEqual(self.names(sandbox), ["twisted-vase", "Second"])
        wait_for(lambda: len(shown(service)) == 2, 30, "both to be told on the desktop")
        first, second = shown(service)
        self.assertEqual((first["title"], first["text"]), ("twisted-vase", UPLOADED))
        self.assertEqual((second["title"], second["text"]), ("Second", UPLOADED))
        self.assertEqual(first["actions"], ["default", "Open the page"])
        wait_for(lambda: len(self.desktop.find_all(slicer, role="label", name=UPLOADED)) == 2, 30, "both rows")
        self.assertEqual(self.buttons(slicer, "Cancel"), [])
        self.picture("background-done", shows=self.row_text(slicer, UPLOADED))

        click(service)
        wait_for(lambda: opened.exists() and opened.read_text().strip(), 10, "the page to be opened")
        self.assertEqual(opened.read_text().strip(), sandbox.objects()[1]["object_status_url"])

    def test_cancel_one_that_waits(self):
        sandbox = self.sandbox(*HELD)
        slicer = self.begin(sandbox, SAMPLE_MODEL)
        dialog = self.publish_another(slicer, "Second")
        self.put_aside(slicer, dialog)
        dialog = self.publish_another(slicer, "Third")
        self.put_aside(slicer, dialog)
        wait_for(lambda: len(self.buttons(slicer, "Cancel")) == 3, 10, "three rows")
        self.desktop.press(self.buttons(slicer, "Cancel", "Second")[0])  # nothing of it has been sent: unasked
        wait_for(lambda: len(self.buttons(slicer, "Cancel")) == 2, 10, "its row to end")
        sandbox.clear_faults()
        wait_for(lambda: self.is_complete(sandbox, 2), 60, "the others to arrive")
        self.assertEqual(self.names(sandbox), ["twisted-vase", "Third"])

    def test_cancel_one_that_has_its_object_asks(self):
        sandbox = self.sandbox(*HELD)
        slicer = self.begin(sandbox, SAMPLE_MODEL, env=DARK)
        self.row_text(slicer, "Uploading: ")
        self.desktop.press(self.buttons(slicer, "Cancel")[0])
        self.desktop.press(self.button(slicer, "Go on uploading"))
        self.desktop.wait_gone(slicer, role="push button", name="Go on uploading")
        self.desktop.press(self.buttons(slicer, "Cancel")[0])
        self.desktop.press(self.button(slicer, "Keep for later"))
        paused = self.row_text(slicer, "Paused. What arrived is kept")
        self.picture("background-paused-dark", shows=paused)
        self.desktop.press(self.button(slicer, "Dismiss"))
        self.desktop.wait_gone(slicer, role="push button", name="Dismiss")

    def test_the_outcome_of_one_that_is_looked_at_again(self):
        service = self.notifications()
        sandbox = self.sandbox(*HELD)
        slicer = self.begin(sandbox, SAMPLE_MODEL)
        self.desktop.press(self.buttons(slicer, "Show")[0])
        dialog = self.dialog(slicer, TITLE)
        sandbox.clear_faults()
        self.desktop.find(dialog, role="label", name=UPLOADED, timeout=30)
        self.wait_in_front(dialog)
        self.assertEqual(shown(service), [])  # the person is there
        self.desktop.press(self.button(dialog, "Close"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        self.desktop.find(slicer, role="label", name=UPLOADED)

    def test_what_was_published_before_is_asked_about_though_it_was_put_aside(self):
        sandbox = self.sandbox("--auto-approve")
        profile = self.profile(sandbox)
        self.assertEqual(self.run_action(profile, "mmf.publish-now", SAMPLE_MODEL)[0], 0)
        sandbox.add_fault("POST /v1/oauth/tokens#1:slow:600000")
        slicer = self.slicer(profile, SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer, timeout=30)
        self.desktop.press(self.button(dialog, "Publish"))
        wait_for(lambda: len(sandbox.requests("/v1/oauth/tokens")) == 2, 30, "the link to be asked for")
        self.put_aside(slicer, dialog)
        sandbox.clear_faults()
        asked = self.desktop.find(slicer, role="label", name="It was published before: your answer is needed.",
                                  timeout=30)
        self.picture("background-asks", shows=asked)
        self.desktop.press(self.buttons(slicer, "Show")[0])
        dialog = self.dialog(slicer, TITLE)
        self.desktop.find(dialog, role="label", where=lambda label: label.name.startswith("You published this on "))
        self.desktop.press(self.button(dialog, "Publish again"))
        self.desktop.find(dialog, role="label", name=UPLOADED, timeout=30)
        self.assertEqual(len(sandbox.objects()), 2)

    def test_closed_with_a_queue(self):
        sandbox = self.sandbox(*HELD)
        slicer = self.begin(sandbox, SAMPLE_MODEL)
        self.put_aside(slicer, self.publish_another(slicer, "Second"))
        self.desktop.key("ctrl+q")
        said = self.desktop.find(slicer, role="label",
                                 where=lambda label: "2 uploads to MyMiniFactory are still under way." in label.name)
        self.picture("background-quit", shows=said)
        self.desktop.press(self.button(slicer, "Quit and pause"))
        self.wait_for_end(slicer)
        sandbox.clear_faults()
        self.assertEqual(self.names(sandbox), ["twisted-vase"])

        # They are told at the next start, and go on one after the other.
        slicer = self.slicer(self.profile(sandbox))
        self.desktop.find(slicer, role="label", name="2 uploads to MyMiniFactory were not finished.", timeout=30)
        self.desktop.press(self.button(slicer, "Go on"))
        wait_for(lambda: self.is_complete(sandbox, 2), 60, "both to arrive")
        self.desktop.find(slicer, role="label", name="2 of 2 uploads are complete.", timeout=30)
        self.assertEqual(self.names(sandbox), ["twisted-vase", "Second"])

    def test_an_offer_goes_with_what_it_was_about(self):
        sandbox = self.sandbox(*HELD)
        slicer = self.begin(sandbox, SAMPLE_MODEL)
        slicer.kill()
        slicer.wait()
        slicer = self.slicer(self.profile(sandbox))
        offer = "1 upload to MyMiniFactory was not finished."
        self.desktop.find(slicer, role="label", name=offer, timeout=30)
        self.choose(slicer, UPLOADS, "alt+a", "u")
        window = self.dialog(slicer, "MyMiniFactory uploads")
        self.desktop.find(window, role="table cell", name="twisted-vase")
        self.wait_in_front(window)
        self.desktop.key("Delete")
        self.desktop.press(self.button(slicer, "Remove"))
        self.desktop.wait_gone(slicer, role="label", name=offer)
        self.desktop.press(self.button(window, "Close"))
        self.assertEqual(self.buttons(slicer, "Go on"), [])

    def test_many_in_a_large_dark_look(self):
        sandbox = self.sandbox(*HELD)
        slicer = self.begin(sandbox, SAMPLE_MODEL, env=DARK | LARGE)
        for name in ("Second, with a name so long that there is no room for all of it in a row", "Third"):
            self.put_aside(slicer, self.publish_another(slicer, name))
        self.picture("background-rows-dark-200", shows=self.row_text(slicer, WAITING))
        slicer.kill()
        slicer.wait()

    def test_nobody_is_told_who_does_not_want_it(self):
        service = self.notifications()
        settings = self.folder / "config/mmf-publish/settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text('{"desktop_notification": false}')
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.desktop.find(slicer, role="label", name=UPLOADED, timeout=30)
        settings.write_text("{}")
        self.change_plate(slicer)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        wait_for(lambda: shown(service), 30, "the second one to be told")
        self.assertEqual(len(shown(service)), 1)

    def test_a_desktop_that_does_not_answer_keeps_nobody_waiting(self):
        service = self.notifications("--hang")
        sandbox = self.sandbox("--auto-approve")
        status, report = self.publish_now_attended(sandbox)
        self.assertEqual((status, report), (0, "done"))
        self.assertEqual(shown(service), [])

    def test_a_desktop_without_messages(self):
        status, report = self.publish_now_attended(self.sandbox("--auto-approve"))
        self.assertEqual((status, report), (0, "done"))

    def publish_now_attended(self, sandbox):
        report = self.folder / "report.json"
        slicer = self.slicer(self.profile(sandbox), "--run", "mmf.publish-now", "--report", report, SAMPLE_MODEL)
        status = self.wait_for_end(slicer, 20)
        self.assertNotIn("otification", slicer.error_output())
        return status, json.loads(report.read_text())["outcome"]


if __name__ == "__main__":
    main()
