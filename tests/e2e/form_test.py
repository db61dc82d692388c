"""The form of the publish dialog: every state of it, by keyboard, mouse and AT-SPI, and what then arrives."""

import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import SAMPLE_MODEL, main, wait_for  # noqa: E402
from look import DARK, LARGE  # noqa: E402
from publish_form import TITLE, FormTest  # noqa: E402

ODD_NAME = '\U0001f3fa <b>"Vase"</b> & \u05d0\u05d1\u05d2 \u0639 _x'


class Form(FormTest):
    # --- the cast

    def set_text(self, entry, text):
        """At once: for what no keyboard types."""
        entry.queryEditableText().setTextContents(text)
        wait_for(lambda: self.desktop.text(entry) == text, 5, "the text")

    def publish(self, dialog, message="Uploaded. Only you can see it."):
        self.desktop.press(self.button(dialog, "Publish"))
        # Of models without any area no cover can be made, which is said as well.
        self.has_label(dialog, message, timeout=30)
        held = self.service.objects()[-1]
        self.desktop.press(self.button(dialog, "Close"))
        return held

    # --- what is seen

    def is_on(self, dialog, button):
        return self.desktop.has_state(self.button(dialog, button), "sensitive")

    def wait_on(self, dialog, button, on=True):
        wait_for(lambda: self.is_on(dialog, button) == on, 5, f"{button} to be {'on' if on else 'off'}")

    def cell(self, dialog, name):
        return self.desktop.find(dialog, role="table cell", name=name)

    def names(self, dialog):
        names = []
        self.desktop.find_all(dialog, role="table cell",
                              where=lambda cell: cell.name.endswith(".stl") and names.append(cell.name))
        return names

    def wait_names(self, dialog, *names):
        wait_for(lambda: self.names(dialog) == list(names), 5, lambda: f"{names}; there are {self.names(dialog)}")

    def rename(self, dialog, name, typed, key="F2", end="Return"):
        """In the row itself; its text field is no accessible, so what is typed goes where the keys go."""
        self.desktop.click(self.cell(dialog, name))
        is_focused = lambda: self.desktop.has_state(self.cell(dialog, name), "focused")  # noqa: E731
        wait_for(is_focused, 5, "the row to have the focus")
        if key is None:
            subprocess.run(["xdotool", "click", "--repeat", "2", "--delay", "50", "1"], check=True)
        else:
            self.desktop.key(key)
        wait_for(lambda: not is_focused(), 5, "the text field to have it")
        self.desktop.key("ctrl+a")
        subprocess.run(["xdotool", "type", "--delay", "15", "--", typed], check=True)
        self.desktop.key(end)

    # --- the tests

    def test_each_field_says_what_is_wrong_with_it(self):
        slicer, dialog = self.open(SAMPLE_MODEL)
        fields = {name: self.entry(dialog, name) for name in ("Name", "Description", "Source link")}
        cases = [
            ("Name", " ", "Give the object a name.", "form-name"),
            ("Name", "x" * 501, "At most 500 characters.", None),
            ("Name", "bell \a", "There is a character in it that is not text.", None),
            ("Description", ("x" * 63 + "\n") * 1025, "The description is too long.", None),
            ("Source link", "example.com/model", "Write a whole web address", "form-link"),
            ("Source link", "javascript:alert(1)", "Write a whole web address", None),
        ]
        for field, bad, sentence, picture in cases:
            with self.subTest(field=field, bad=bad[:20]):
                good = self.desktop.text(fields[field])
                self.set_text(fields[field], bad)
                note = self.has_label(dialog, sentence)
                self.assertTrue(note.name.startswith("⚠"))
                self.wait_on(dialog, "Publish", False)
                if picture:
                    self.picture(picture, shows=note)
                self.set_text(fields[field], good)
                self.desktop.wait_gone(dialog, role="label", where=lambda label: label.name.startswith("⚠"))
                self.wait_on(dialog, "Publish")
        self.assertEqual(self.service.objects(), [])

    def test_everything_said_arrives(self):
        slicer, dialog = self.open(SAMPLE_MODEL, env=LARGE)
        self.set_text(self.entry(dialog, "Name"), "Twisted")
        # In the order of the form, by Tab and by mnemonic.
        for key, field in (("alt+d", "Description"), ("alt+t", "Tags"), ("Tab", "Source link"),
                           ("shift+Tab", "Tags"), ("alt+n", "Name"), ("alt+o", "Source link")):
            self.desktop.key(key)
            entry = self.entry(dialog, field)
            wait_for(lambda e=entry: self.desktop.has_state(e, "focused"), 5, f"{key} to lead to {field}")
        self.set_text(self.entry(dialog, "Description"), "Two\nlines")
        self.put_tags(dialog, "vase, Spiral,,vase,", ["vase", "Spiral"])
        self.set_text(self.entry(dialog, "Source link"), "https://example.com/vase?a=b")
        self.picture("form-large", shows=self.button(dialog, "Publish"))
        self.desktop.key("alt+u")
        self.assertEqual(self.desktop.find_all(dialog, role="radio button", name="One file with everything"), [])
        self.assertEqual(self.desktop.find_all(dialog, role="push button", name="Remove"), [])
        held = self.publish(dialog, "Submitted for review.")
        self.assertEqual((held["name"], held["description"], held["tags"], held["source_url"], held["visibility"]),
                         ("Twisted", "Two\nlines", "vase,Spiral", "https://example.com/vase?a=b", 2))

    def test_several_objects_apart_and_merged(self):
        slicer, dialog = self.open(self.model("lid.stl", 4), self.model("Cup.stl", 6), self.model("LID.stl", 8))
        self.wait_names(dialog, "lid.stl", "Cup.stl", "LID-2.stl")
        self.has_label(dialog, "3 files, 18 triangles, 1.2 kB")
        self.picture("form-apart", shows=self.cell(dialog, "lid.stl"))

        # By F2, by the button, by a double click.
        self.rename(dialog, "Cup.stl", "con")
        self.wait_names(dialog, "lid.stl", "_con.stl", "LID-2.stl")
        self.rename(dialog, "_con.stl", 'LID/<b>&"\n', key="alt+r")
        self.wait_names(dialog, "lid.stl", "LID__b_&_.stl", "LID-2.stl")
        self.rename(dialog, "LID__b_&_.stl", "LID", key=None)
        self.wait_names(dialog, "lid.stl", "LID-3.stl", "LID-2.stl")

        # An edit that is given up changes nothing, and leaves the dialog open.
        self.rename(dialog, "lid.stl", "other", end="Escape")
        self.wait_names(dialog, "lid.stl", "LID-3.stl", "LID-2.stl")

        # Removed by Delete and by the button, but for the last; put back.
        self.desktop.click(self.cell(dialog, "lid.stl"))
        self.desktop.key("Delete")
        self.wait_names(dialog, "LID-3.stl", "LID-2.stl")
        self.has_label(dialog, "1 object is removed and will not be published.")
        self.picture("form-removed", shows=self.cell(dialog, "LID-3.stl"))
        self.desktop.press(self.button(dialog, "Remove"))
        self.wait_names(dialog, "LID-2.stl")
        self.wait_on(dialog, "Remove", False)
        self.desktop.click(self.cell(dialog, "LID-2.stl"))
        self.desktop.key("Delete")
        self.wait_names(dialog, "LID-2.stl")
        self.desktop.key("alt+k")
        self.wait_names(dialog, "lid.stl", "LID-3.stl", "LID-2.stl")
        self.wait_on(dialog, "Put All Back", False)

        # Without the second one: apart, then merged.
        self.desktop.click(self.cell(dialog, "LID-3.stl"))
        self.desktop.key("Delete")
        self.wait_names(dialog, "lid.stl", "LID-2.stl")
        apart = self.publish(dialog)
        self.assertEqual([file["filename"] for file in apart["files"]], ["lid.stl", "LID-2.stl"])
        records = [self.service.file(file["upload_id"])[84:] for file in apart["files"]]
        self.assertEqual([len(record) for record in records], [4 * 50, 8 * 50])

        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        dialog = self.publish_dialog(slicer)
        self.wait_names(dialog, "lid.stl", "LID-2.stl")
        self.desktop.key("alt+e")
        self.wait_names(dialog, "lid.stl")
        self.has_label(dialog, "1 file, 12 triangles, 684 bytes")
        self.wait_on(dialog, "Remove", False)
        self.rename(dialog, "lid.stl", "both")
        self.wait_names(dialog, "both.stl")
        self.picture("form-merged", shows=self.cell(dialog, "both.stl"))
        merged = self.publish(dialog)
        self.assertEqual([file["filename"] for file in merged["files"]], ["both.stl"])
        self.assertEqual(self.service.file(merged["files"][0]["upload_id"])[80:],
                         (12).to_bytes(4, "little") + b"".join(records))

    def test_an_interrupted_dialog_is_there_again(self):
        models = [self.model("a.stl"), self.model("b.stl"), self.model("c.stl")]
        slicer, dialog = self.open(*models, env=DARK)
        self.desktop.type_into(self.entry(dialog, "Name"), "Kept")
        self.set_text(self.entry(dialog, "Description"), "Half a sen")
        self.type_tags(dialog, "one, two", ["one", "two"])
        self.desktop.type_into(self.entry(dialog, "Source link"), "example.com/")
        self.desktop.key("alt+u")
        self.rename(dialog, "b.stl", "Bee")
        self.wait_names(dialog, "a.stl", "Bee.stl", "c.stl")
        self.desktop.click(self.cell(dialog, "a.stl"))
        self.desktop.key("Delete")
        self.wait_names(dialog, "Bee.stl", "c.stl")
        self.picture("form-dark", shows=self.cell(dialog, "Bee.stl"))

        def check(dialog):
            self.assertEqual([self.desktop.text(self.entry(dialog, field))
                              for field in ("Name", "Description", "Source link")],
                             ["Kept", "Half a sen", "example.com/"])
            self.assertEqual(self.tags(dialog), ["one", "two"])
            public = self.desktop.find(dialog, role="radio button",
                                       where=lambda button: button.name.startswith("Public"))
            self.assertTrue(self.desktop.has_state(public, "checked"))
            self.wait_names(dialog, "Bee.stl", "c.stl")

        dialog = self.reopen(slicer)
        check(dialog)
        self.picture("form-kept", shows=self.cell(dialog, "Bee.stl"))
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        self.assertEqual(slicer.end(), 0)

        kept = self.folder / "state/mmf-publish/drafts.json"
        self.assertEqual(kept.stat().st_mode & 0o777, 0o600)
        slicer, dialog = self.open(*models)
        check(dialog)
        # Another model has a draft of its own.
        self.desktop.key("Escape")
        slicer.end()
        status, report = self.run_action(self.used_profile, "mmf.publish-now", models[0])
        self.assertEqual((status, self.service.objects()[-1]["name"]), (0, models[0].stem), report)
        # This model's is published as it was written, but for who may see it, and not while it is wrong.
        status, report = self.run_action(self.used_profile, "mmf.publish-now", *models)
        self.assertEqual(status, 1)
        self.assertEqual(report["message"],
                         "Source link: Write a whole web address, such as https://example.com/model.")
        text = kept.read_text().replace('"example.com/"', '"https://example.com/"')
        kept.write_text(text)
        status, report = self.run_action(self.used_profile, "mmf.publish-now", *models)
        self.assertEqual(status, 0, report)
        held = self.service.objects()[-1]
        self.assertEqual((held["name"], held["description"], held["tags"], held["source_url"], held["visibility"]),
                         ("Kept", "Half a sen", "one,two", "https://example.com/", 0))
        self.assertEqual([file["filename"] for file in held["files"]], ["Bee.stl", "c.stl"])

    def test_a_killed_slicer_has_what_was_being_published(self):
        slicer, dialog = self.open(SAMPLE_MODEL)
        self.desktop.type_into(self.entry(dialog, "Name"), "Was being sent")
        self.service.add_fault("POST /api/v2/file#1:stop-reading")
        self.desktop.press(self.button(dialog, "Publish"))
        wait_for(lambda: self.service.requests("/api/v2/file"), 30, "the upload to begin")
        slicer.kill()
        slicer.wait()
        slicer, dialog = self.open(SAMPLE_MODEL)
        self.assertEqual(self.desktop.text(self.entry(dialog, "Name")), "Was being sent")

    def test_odd_text_is_shown_and_kept_as_it_is(self):
        odd_file = '\U0001f3fa _b_ & \u05d0\u05d1 "q".stl'
        models = [self.model("plain.stl"), self.folder / odd_file, self.model("CON.stl"), self.model("Plain.STL")]
        shutil.copy(models[0], models[1])
        slicer, dialog = self.open(models[1], *models[:1], *models[2:])
        names = ['\U0001f3fa _b_ & \u05d0\u05d1 _q_.stl', "plain.stl", "_CON.stl", "Plain-2.stl"]
        self.wait_names(dialog, *names)
        self.assertEqual(self.desktop.text(self.entry(dialog, "Name")), odd_file.removesuffix(".stl"))
        long_name = (ODD_NAME * 30)[:500]
        self.set_text(self.entry(dialog, "Name"), long_name)
        self.set_text(self.entry(dialog, "Description"), ODD_NAME + "\n" + ODD_NAME)
        odd_tags = ["<i>&amp;</i>", "\u05d0", "\U0001f3fa"]
        self.put_tags(dialog, ",".join(odd_tags), odd_tags)
        self.wait_on(dialog, "Publish")
        dialog = self.reopen(slicer)
        self.assertEqual(self.desktop.text(self.entry(dialog, "Name")), long_name)
        self.assertEqual(self.desktop.text(self.entry(dialog, "Description")), ODD_NAME + "\n" + ODD_NAME)
        self.assertEqual(self.tags(dialog), odd_tags)
        self.set_text(self.entry(dialog, "Tags"), "<b>&amp;_x" + "y" * 101)
        self.picture("form-odd", shows=self.has_label(dialog, "“<b>&amp;_xyyy"))
        self.set_text(self.entry(dialog, "Tags"), "")
        held = self.publish(dialog)
        self.assertEqual((held["name"], held["description"], held["tags"]),
                         (long_name, ODD_NAME + "\n" + ODD_NAME, "<i>&amp;</i>,\u05d0,\U0001f3fa"))
        self.assertEqual([file["filename"] for file in held["files"]], names)

    def test_a_file_that_is_too_large_is_said_at_once(self):
        slicer = self.slicer(self.used_profile, self.model("big.stl", 1_999_999), self.model("small.stl"))
        # Two million triangles are read before the slicer has a window, and measured before the dialog is there.
        self.desktop.find(slicer, role="frame", timeout=120)
        dialog = self.publish_dialog(slicer, timeout=60)
        note = self.has_label(dialog, "“big.stl” is too large")
        self.wait_on(dialog, "Publish", False)
        self.picture("form-too-large", shows=note)
        self.desktop.click(self.cell(dialog, "big.stl"))
        self.desktop.key("Delete")
        self.wait_on(dialog, "Publish")
        held = self.publish(dialog)
        self.assertEqual([file["filename"] for file in held["files"]], ["small.stl"])


if __name__ == "__main__":
    main()
