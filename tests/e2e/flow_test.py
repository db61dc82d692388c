"""The whole way of a publish in each language, from the form to the list of uploads: every page speaks it, nothing is cut
off, and no two mnemonics clash. What each page does is in the tests about it."""

import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import PUBLISH, SAMPLE_MODEL, UPLOADS, main, wait_for  # noqa: E402
from look import LARGER_TEXT  # noqa: E402
from windows import Windows, in_language  # noqa: E402

FIRST_FILE_WAITS = "POST /api/v2/file#1:slow:600000"


class Flow(Windows):
    def model(self):
        """The sample with a hole, so that something is found."""
        content = bytearray(SAMPLE_MODEL.read_bytes()[:-50])
        struct.pack_into("<I", content, 80, (len(content) - 84) // 50)
        path = self.folder / "twisted-vase.stl"
        path.write_bytes(content)
        return path

    def look_at(self, window, name, shows):
        self.wait_in_front(window)
        if self.language != "en":
            self.assert_speaks(window)
        self.assert_nothing_is_cut_off(window)
        self.assert_mnemonics_differ(window)
        self.picture(f"flow-{name}-{self.version}", shows=shows)

    def press(self, window, name):
        self.desktop.press(self.button(window, self.label(name)))

    def said(self, window, sentence, timeout=30):
        own = self.label(sentence)
        return self.desktop.find(window, role="label", timeout=timeout,
                                 where=lambda label: " ".join(label.name.split()).startswith(own))

    def unfold(self, form, label):
        """By its mnemonic."""
        own = self.tr(label)
        self.desktop.key("alt+" + own[own.index("&") + 1].lower())

    def whole_way(self, language, env=None):
        self.speak(language)
        self.version = self.id().rpartition("test_")[2].replace("_", "-")
        service = self.sandbox("--auto-approve", "--fault", FIRST_FILE_WAITS)
        model = self.model()
        slicer = self.slicer(self.profile(service), model, env=in_language(language) | (env or {}))

        form = self.open(slicer, PUBLISH)
        title = form.name
        self.wait_in_front(form)
        self.button(form, self.label("Show details"))
        self.unfold(form, "Sho&w details")
        self.button(form, self.label("Hide details"))
        self.unfold(form, "Printin&g hints")
        self.entry(form, self.label("Material"))
        self.desktop.type_into(self.entry(form, self.label("Description")), "Vase, spirale – váza")
        self.desktop.type_into(self.entry(form, self.label("Tags")), "spiral")
        self.desktop.key("comma")
        chip = self.button(form, self.label("Remove tag “%s”") % "spiral")
        self.look_at(form, "form", shows=chip)

        self.press(form, "Publish")
        aside = self.button(form, self.label("Continue in background"))
        wait_for(lambda: service.requests("/api/v2/file"), 30, "the upload to begin")
        self.look_at(form, "progress", shows=aside)
        self.desktop.press(aside)
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=title)
        show = self.button(slicer, self.label("Show"))
        self.picture(f"flow-background-{self.version}", shows=show)
        self.desktop.press(show)
        dialog = self.dialog(slicer, title)
        self.wait_in_front(dialog)
        self.desktop.key("Escape")
        keep = self.label("Keep for later")
        question = self.desktop.find(slicer, role=("alert", "dialog"), where=lambda window: self.desktop.find_all(
            window, role="push button", name=keep))
        self.look_at(question, "cancel", shows=self.button(question, keep))
        self.press(question, "Go on uploading")
        service.clear_faults()
        uploaded = self.said(dialog, "Uploaded. Only you can see it.")
        self.look_at(dialog, "outcome", shows=uploaded)
        self.leave(slicer, dialog)

        form = self.open(slicer, PUBLISH)
        self.press(form, "Publish")
        again = self.button(form, self.label("Publish again"))
        self.look_at(form, "already-there", shows=again)
        self.leave(slicer, form)

        window = self.open(slicer, UPLOADS)
        self.wait_in_front(window)
        self.desktop.find(window, role="table cell", name=self.label("Uploaded"))
        self.desktop.key("End", "F5")  # the first one was cancelled
        details = self.entry(window, self.label("Details"))
        wait_for(lambda: "twisted-vase.stl" in self.desktop.text(details), 20, "the answer of the service")
        self.look_at(window, "uploads", shows=details)
        self.leave(slicer, window)
        self.assert_arrived(service, model, name="twisted-vase", tags="spiral")

    def test_in_english(self):
        self.whole_way("en")

    def test_in_french(self):
        self.whole_way("fr")

    def test_in_hungarian(self):
        self.whole_way("hu")

    def test_in_spanish(self):
        self.whole_way("es")

    def test_with_larger_text(self):
        self.whole_way("es", LARGER_TEXT)


if __name__ == "__main__":
    main(size="1920x1400")  # so that nothing has to scroll
