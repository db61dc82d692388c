"""A slicer that is killed in the middle of an upload: the next one offers to go on, and leaves it to the person."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import PUBLISH_NOW, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402
from look import DARK  # noqa: E402

OFFER = "1 upload to MyMiniFactory was not finished."
UPLOADED = "Uploaded. Only you can see it."


class UnfinishedOffer(EndToEnd):
    def begin(self, *models):
        """An upload of each model whose file does not get through, each in a slicer of its own; the slicers."""
        self.service = self.sandbox("--auto-approve", "--fault", "POST /api/v2/file#*:stop-reading")
        self.used_profile = self.profile(self.service)
        slicers = []
        for number, model in enumerate(models, 1):
            slicer = self.slicer(self.used_profile, model)
            slicers.append(slicer)
            self.choose(slicer, PUBLISH_NOW, "alt+f", "e", "n")
            wait_for(lambda: len(self.service.requests("/api/v2/file")) == number, 30, "the upload to begin")
        return slicers

    def kill(self, *slicers):
        for slicer in slicers:
            slicer.kill()
            slicer.wait()
        self.service.clear_faults()

    def next_slicer(self, *words, env=None):
        return self.slicer(self.used_profile, *words, env=env)

    def offer(self, slicer, sentence=OFFER):
        """The button, once the sentence is shown."""
        self.desktop.find(slicer, role="label", name=sentence, timeout=30)
        return self.button(slicer, "Go on")

    def assert_no_offer(self, slicer):
        # Events of the person come behind the look, which is among the first things that the slicer does.
        self.desktop.find(slicer, role="menu item", name=PUBLISH_NOW, showing=False, timeout=30)
        frame = self.desktop.find(slicer, role="frame")
        self.wait_in_front(frame)
        self.desktop.key("alt+h")
        self.desktop.find(slicer, role="menu item", name="About")
        self.desktop.key("Escape")
        self.assertEqual(self.desktop.find_all(slicer, role="push button", name="Go on"), [])

    def assert_complete(self, slicer):
        self.desktop.find(slicer, role="label", name=UPLOADED, timeout=30)
        self.assertEqual(self.desktop.find_all(slicer, role="label", name=OFFER), [])
        self.assertEqual(self.desktop.find_all(slicer, role="push button", name="Go on"), [])
        self.assertEqual(len(self.service.requests("/api/v2/object")), 1)
        self.assert_arrived(self.service, SAMPLE_MODEL)

    def test_go_on_by_mouse(self):
        self.kill(*self.begin(SAMPLE_MODEL))
        slicer = self.next_slicer()
        button = self.offer(slicer)
        self.picture("unfinished-offer", shows=button)
        before = len(self.service.requests())
        self.assertFalse(self.desktop.has_state(button, "focused"))
        self.assertEqual(len(self.service.requests()), before)  # not by itself
        self.desktop.click(button)
        self.assert_complete(slicer)
        self.picture("unfinished-offer-done", shows=self.desktop.find(slicer, role="label", name=UPLOADED))

        slicer.end()
        self.assert_no_offer(self.next_slicer())

    def test_go_on_by_keyboard(self):
        self.kill(*self.begin(SAMPLE_MODEL))
        slicer = self.next_slicer(env=DARK)
        button = self.offer(slicer)
        self.assertTrue(self.desktop.has_state(button, "focusable"))
        self.picture("unfinished-offer-dark", shows=button)
        wait_for(lambda: self.desktop.has_state(self.desktop.find(slicer, role="frame"), "active"), 10,
                 "the slicer to be in front")
        self.desktop.key("alt+g")
        self.assert_complete(slicer)

    def test_dismissed(self):
        self.kill(*self.begin(SAMPLE_MODEL))
        slicer = self.next_slicer()
        self.offer(slicer)
        before = len(self.service.requests())
        self.desktop.click(self.button(slicer, "Dismiss"))
        self.desktop.wait_gone(slicer, role="label", name=OFFER)
        slicer.end()
        self.assertEqual(len(self.service.requests()), before)
        # It is kept, and offered once more.
        self.desktop.press(self.offer(self.next_slicer()))
        wait_for(lambda: self.service.objects()[0]["files"][0]["status"] == "done", 30, "the upload to be complete")
        self.assert_arrived(self.service, SAMPLE_MODEL)

    def test_several(self):
        other = self.folder / "other.stl"
        other.write_bytes(SAMPLE_MODEL.read_bytes()[:80] + b"\x01\0\0\0" + SAMPLE_MODEL.read_bytes()[84:134])
        self.kill(*self.begin(SAMPLE_MODEL, other))
        slicer = self.next_slicer()
        self.desktop.click(self.offer(slicer, "2 uploads to MyMiniFactory were not finished."))
        self.desktop.find(slicer, role="label", name="2 of 2 uploads are complete.", timeout=30)
        self.assertEqual(len(self.service.requests("/api/v2/object")), 2)

    def test_nothing_is_offered_where_another_slicer_is_at_work(self):
        [at_work] = self.begin(SAMPLE_MODEL)
        self.assert_no_offer(self.next_slicer())
        self.kill(at_work)
        self.offer(self.next_slicer())

    def test_nobody_is_there_to_be_offered_anything(self):
        self.kill(*self.begin(SAMPLE_MODEL))
        self.assert_no_offer(self.next_slicer("--unattended"))

    def test_nothing_to_offer(self):
        self.used_profile = self.profile(self.sandbox())
        self.assert_no_offer(self.next_slicer())
        self.assertFalse((self.folder / "state").exists())


if __name__ == "__main__":
    main()
