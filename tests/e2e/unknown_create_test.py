"""The one moment that cannot be repeated safely: the connection breaks when the object is being created."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import PUBLISH_NOW, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

TITLE = "Publish to MyMiniFactory"
HEADING = "The object may or may not have been created."
FOUND = "This object of yours has the same name and waits for the same files:"
NOT_FOUND = "None of your objects that MyMiniFactory lists has this name and these files."
SEND = "Send the files to it"
CREATE = "It is not there: create it"


class UnknownCreate(EndToEnd):
    def said(self, root, beginning):
        return self.desktop.find(root, role="label", timeout=30,
                                 where=lambda label: " ".join(label.name.split()).startswith(beginning))

    def lose_the_answer(self, how):
        """A publish that does not get to know whether there is an object: the service, the slicer, its profile and the
        dialog."""
        service = self.sandbox("--auto-approve", "--fault", f"POST /api/v2/object#1:{how}")
        profile = self.profile(service)
        slicer = self.slicer(profile, SAMPLE_MODEL)
        return service, slicer, profile, self.ask(slicer, "The connection to MyMiniFactory was lost.")

    def ask(self, slicer, reason):
        """Publishes, which leads to the question; whose answer by Return is to leave it open."""
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        self.said(dialog, HEADING)
        self.said(dialog, f"{reason} The files are kept on this computer until you decide, for up to 14 days.")
        wait_for(lambda: self.desktop.has_state(self.button(dialog, "Close"), "focused"), 10,
                 "Close to have the focus")
        return dialog

    def wait_closed(self, slicer):
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)

    def assert_done(self, service, dialog, creates):
        self.said(dialog, "Uploaded. Only you can see it.")
        self.assert_arrived(service, SAMPLE_MODEL)
        self.assertEqual(self.creates(service), creates)
        self.desktop.press(self.button(dialog, "Close"))

    def creates(self, service):
        return len(service.requests("/api/v2/object"))

    def test_it_is_found_and_gets_its_files(self):
        service, _, _, dialog = self.lose_the_answer("drop-after")
        self.said(dialog, FOUND)
        self.picture("lost-create-found", shows=self.button(dialog, SEND))
        self.desktop.press(self.button(dialog, SEND))
        self.assert_done(service, dialog, creates=1)

    def test_it_is_not_there(self):
        service, _, _, dialog = self.lose_the_answer("drop-mid")
        self.assertEqual(service.objects(), [])
        self.picture("lost-create-not-found", shows=self.said(dialog, NOT_FOUND))
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name=SEND), [])
        self.desktop.key("alt+r")  # the person has looked, and says so
        self.assert_done(service, dialog, creates=2)

    def test_it_is_named_later(self):
        service, slicer, profile, dialog = self.lose_the_answer("drop-after")
        self.said(dialog, FOUND)
        self.desktop.key("Return")
        self.wait_closed(slicer)

        # Where nobody is to be asked nothing is sent.
        status, report = self.run_action(profile, "mmf.publish-now", SAMPLE_MODEL)
        self.assertEqual((status, report["outcome"]), (1, "failed"), report)
        self.assertIn("An earlier upload of this may have created an object already, so nothing was sent.",
                      report["message"])
        status, report = self.run_action(profile, "mmf.resume")
        self.assertEqual((status, report["outcome"]), (1, "failed"), report)
        self.assertIn(HEADING, report["message"])
        self.assertEqual(self.creates(service), 1)

        dialog = self.ask(slicer, "An earlier upload of “twisted-vase” ended without an answer.")
        field = self.entry(dialog, "Number or address of the object")
        for typed, answer in (("vase", "There is no object's number in it."),
                              ("999999", "MyMiniFactory did not accept it.")):
            self.desktop.type_into(field, typed)
            self.desktop.key("Return")
            refused = self.said(dialog, answer)
        self.picture("lost-create-refused", shows=refused)
        self.desktop.type_into(self.entry(dialog, "Number or address of the object"),
                               service.objects()[0]["object_url"])
        self.desktop.press(self.button(dialog, "Use it"))
        self.assert_done(service, dialog, creates=1)

    def test_going_on_with_what_is_left_asks_too(self):
        service, slicer, profile, dialog = self.lose_the_answer("drop-after")
        self.desktop.press(self.button(dialog, "Close"))
        self.wait_closed(slicer)
        slicer.end()
        report = self.folder / "report.json"
        later = self.slicer(profile, "--run", "mmf.resume", "--report", report)
        dialog = self.dialog(later, TITLE)
        self.said(dialog, FOUND)
        self.picture("lost-create-resume", shows=self.button(dialog, SEND))
        self.desktop.press(self.button(dialog, SEND))
        self.assertEqual(self.wait_for_end(later), 0, later.error_output())
        self.assertEqual(json.loads(report.read_text())["outcome"], "done")
        self.assert_arrived(service, SAMPLE_MODEL)
        self.assertEqual(self.creates(service), 1)

    def test_the_next_start_offers_to_decide(self):
        service, slicer, profile, dialog = self.lose_the_answer("drop-after")
        self.desktop.press(self.button(dialog, "Close"))
        self.wait_closed(slicer)
        slicer.end()
        later = self.slicer(profile)
        self.desktop.find(later, role="label", name="1 upload to MyMiniFactory was not finished.", timeout=30)
        self.desktop.click(self.button(later, "Go on"))
        dialog = self.dialog(later, TITLE)
        self.said(dialog, FOUND)
        self.desktop.key("Escape")  # left open: it is offered once more
        self.wait_closed(later)
        later.end()
        later = self.slicer(profile)
        self.desktop.click(self.button(later, "Go on"))
        dialog = self.dialog(later, TITLE)
        self.desktop.press(self.button(dialog, SEND))
        self.said(later, "Uploaded. Only you can see it.")
        self.assert_arrived(service, SAMPLE_MODEL)
        self.assertEqual(self.creates(service), 1)

    def test_it_is_forgotten(self):
        service, slicer, _, dialog = self.lose_the_answer("drop-mid")
        self.said(dialog, NOT_FOUND)
        self.desktop.key("alt+f")
        question = self.said(slicer, "Forget this upload?")
        self.picture("lost-create-forget", shows=question)
        self.desktop.press(self.desktop.find(slicer, role="push button", name="Forget it"))
        self.wait_closed(slicer)
        self.assertEqual(self.creates(service), 1)
        dialog = self.publish_dialog(slicer)
        self.desktop.press(self.button(dialog, "Publish"))
        self.assert_done(service, dialog, creates=2)

    def test_after_publish_now(self):
        service = self.sandbox("--auto-approve", "--fault", "POST /api/v2/object#1:drop-after")
        slicer = self.slicer(self.profile(service), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        told = self.said(slicer, "The connection to MyMiniFactory was lost.")
        self.picture("lost-create-publish-now", shows=told)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.said(slicer, "An earlier upload of this may have created an object already")
        self.assertEqual(self.creates(service), 1)
        dialog = self.ask(slicer, "An earlier upload of “twisted-vase” ended without an answer.")
        self.said(dialog, FOUND)
        self.desktop.press(self.button(dialog, SEND))
        self.assert_done(service, dialog, creates=1)


if __name__ == "__main__":
    main()
