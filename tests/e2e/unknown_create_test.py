"""The one moment that cannot be repeated safely: the connection breaks when the object is being created."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import PUBLISH_NOW, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

TITLE = "Publish to MyMiniFactory"


class UnknownCreate(EndToEnd):
    def said(self, root, beginning):
        return self.desktop.find(root, role="label", timeout=30,
                                 where=lambda label: " ".join(label.name.split()).startswith(beginning))

    def publish(self, dialog):
        self.desktop.press(self.button(dialog, "Publish"))

    def lose_the_answer(self, how):
        """A publish that does not get to know whether there is an object: the service, the slicer, its profile."""
        service = self.sandbox("--auto-approve", "--fault", f"POST /api/v2/object#1:{how}")
        profile = self.profile(service)
        slicer = self.slicer(profile, SAMPLE_MODEL)
        dialog = self.publish_dialog(slicer)
        self.publish(dialog)
        told = self.said(dialog, "The connection to MyMiniFactory was lost.")
        self.assertIn("The object may or may not have been created. Look at your objects on MyMiniFactory before "
                      "you publish it again.", " ".join(told.name.split()))
        # There is no second object one press away.
        for name in ("Publish", "Publish again", "Try again", "Back to the form"):
            self.assertEqual(self.desktop.find_all(dialog, role="push button", name=name), [], name)
        self.picture("unknown-create-" + how, shows=told)
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        return service, slicer, profile

    def ask_again(self, slicer):
        """The dialog with the question, whose answer by Return is No."""
        dialog = self.publish_dialog(slicer)
        self.publish(dialog)
        self.said(dialog, "An upload of this may have created an object already.")
        wait_for(lambda: self.desktop.has_state(self.button(dialog, "Cancel"), "focused"), 10,
                 "Cancel to have the focus")
        return dialog

    def creates(self, service):
        return len(service.requests("/api/v2/object"))

    def test_it_exists(self):
        service, slicer, profile = self.lose_the_answer("drop-after")
        self.assertEqual(len(service.objects()), 1)

        # Where nobody is to be asked nothing is sent.
        status, report = self.run_action(profile, "mmf.publish-now", SAMPLE_MODEL)
        self.assertEqual((status, report["outcome"]), (1, "failed"), report)
        self.assertIn("An earlier upload of this may have created an object already, so nothing was sent.",
                      report["message"])
        # Nor does a resume create it once more.
        self.run_action(profile, "mmf.resume")
        self.assertEqual(self.creates(service), 1)

        for answer in ("Return", "Escape"):
            dialog = self.ask_again(slicer)
            self.picture("unknown-create-question", shows=self.button(dialog, "Publish again"))
            self.desktop.key(answer)
            self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        self.assertEqual(self.creates(service), 1)
        self.assertEqual(len(service.objects()), 1)

    def test_it_does_not_exist(self):
        service, slicer, _ = self.lose_the_answer("drop-mid")
        self.assertEqual(service.objects(), [])
        dialog = self.ask_again(slicer)
        self.assertEqual(self.creates(service), 1)
        self.desktop.key("alt+a")  # the person has looked, and says so
        self.said(dialog, "Uploaded. Only you can see it.")
        self.assert_arrived(service, SAMPLE_MODEL)
        self.desktop.press(self.button(dialog, "Close"))

    def test_after_publish_now(self):
        service = self.sandbox("--auto-approve", "--fault", "POST /api/v2/object#1:drop-after")
        slicer = self.slicer(self.profile(service), SAMPLE_MODEL)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        told = self.said(slicer, "The connection to MyMiniFactory was lost.")
        self.picture("unknown-create-publish-now", shows=told)
        self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
        self.said(slicer, "An earlier upload of this may have created an object already")
        self.assertEqual(self.creates(service), 1)
        self.assertEqual(len(service.objects()), 1)


if __name__ == "__main__":
    main()
