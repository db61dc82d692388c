"""What the publish form asks about a model beside its name: description, tags, licence and printing hints, by
keyboard, and what then arrives."""

import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import SAMPLE_MODEL, main, wait_for  # noqa: E402
from publish_form import TITLE, FormTest  # noqa: E402

BY_DEFAULT = "Not said: as MyMiniFactory does by default"
SHARE_UNCHANGED = "Credit me; share it unchanged; not for sale"
# A program that has it, as long as it runs.
CLIPBOARD_OF_A_MEGABYTE = """
import gi
gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk
Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD).set_text("x" * 1_000_000, -1)
print("ready", flush=True)
Gtk.main()
"""
EVERY_TERM = ["mention", "remix", "commercial-use", "exclusivity", "share", "store"]


class Describe(FormTest):
    def publish(self, slicer, dialog):
        before = len(self.service.objects())
        self.desktop.press(self.button(dialog, "Publish"))
        # Of models without any area no cover can be made, which is said as well.
        self.has_label(dialog, "Uploaded. Only you can see it.", timeout=30)
        self.desktop.press(self.button(dialog, "Close"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        self.assertEqual(len(self.service.objects()), before + 1)
        return self.service.objects()[-1]

    def chip(self, dialog, tag):
        return self.button(dialog, f"Remove tag “{tag}”")

    def wait_focus(self, accessible, what):
        wait_for(lambda: self.desktop.has_state(accessible, "focused"), 5, f"{what} to have the focus")

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "15", "--", text], check=True)

    def licence(self, dialog):
        # A choice is called by its value, too, once it has a name of its own.
        return self.desktop.find(dialog, role="combo box", name="Licence")

    def chosen_licence(self, dialog):
        box = self.licence(dialog)
        return box.querySelection().getSelectedChild(0).name

    def choose_licence(self, dialog, words):
        """By keyboard, from the field before it."""
        choices = self.licence(dialog)
        names = []
        self.desktop.find_all(choices, role="menu item", showing=False, where=lambda item: names.append(item.name))
        steps = names.index(words) - names.index(self.chosen_licence(dialog))
        self.desktop.click(self.entry(dialog, "Source link"))
        self.wait_focus(self.entry(dialog, "Source link"), "the field before")
        self.desktop.key("Tab", "Tab", *(["Down" if steps > 0 else "Up"] * abs(steps)))
        wait_for(lambda: self.chosen_licence(dialog) == words, 5, lambda: f"{words}; it is {self.chosen_licence(dialog)}")

    # --- the tests

    def test_chips_are_walked_and_removed_by_keyboard(self):
        slicer, dialog = self.open(SAMPLE_MODEL)
        entry = self.entry(dialog, "Tags")
        self.desktop.key("alt+t")
        self.wait_focus(entry, "the field")
        self.type("vase, spiral,VASE,")
        self.wait_tags(dialog, ["vase", "spiral"])
        self.type("tea pot")
        self.desktop.key("Return")
        self.wait_tags(dialog, ["vase", "spiral", "tea pot"])
        self.assertEqual(self.desktop.text(entry), "")
        self.type("last")
        self.picture("tags", shows=self.chip(dialog, "tea pot"))
        self.desktop.key("Home", "Left")
        self.wait_focus(self.chip(dialog, "tea pot"), "the last chip")
        self.desktop.key("Left")
        self.wait_focus(self.chip(dialog, "spiral"), "the one before")
        self.desktop.key("Delete")
        self.wait_tags(dialog, ["vase", "tea pot", "last"])
        self.wait_focus(self.chip(dialog, "tea pot"), "the next one")
        self.desktop.key("BackSpace")
        self.wait_tags(dialog, ["vase", "last"])
        self.wait_focus(self.chip(dialog, "vase"), "the one before")
        self.desktop.key("Right")
        self.wait_focus(entry, "the field")
        # Out of it by Tab, past the chips.
        self.desktop.key("Tab")
        self.wait_focus(self.entry(dialog, "Source link"), "the next field")
        # By the mouse.
        self.desktop.press(self.chip(dialog, "vase"))
        self.wait_tags(dialog, ["last"])
        held = self.publish(slicer, dialog)
        self.assertEqual(held["tags"], "last")  # though it was still being typed

    def test_tags_that_cannot_be(self):
        slicer, dialog = self.open(SAMPLE_MODEL)
        long_tag = "y" * 101
        self.put_tags(dialog, "vase, " + long_tag, ["vase", long_tag])
        self.has_label(dialog, "is too long.")
        self.assertFalse(self.desktop.has_state(self.button(dialog, "Publish"), "sensitive"))
        self.entry(dialog, "Tags").queryEditableText().setTextContents("")
        wait_for(lambda: self.desktop.has_state(self.button(dialog, "Publish"), "sensitive"), 5, "Publish to be on")
        many = [f"tag{i}" for i in range(1000)]
        self.put_tags(dialog, ",".join(many), ["vase"] + many)
        note = self.has_label(dialog, "At most 50 tags.")
        self.assertTrue(note.name.startswith("⚠"))
        chips = self.desktop.find_all(dialog, role="push button", where=lambda chip: chip.name.startswith("Remove tag"))
        self.assertEqual(len(chips), 50)
        self.picture("tags-too-many", shows=note)
        self.entry(dialog, "Tags").queryEditableText().setTextContents("")
        held = self.publish(slicer, dialog)
        self.assertEqual(held["tags"].split(","), ["vase"] + many[:49])

    def test_tags_of_earlier_uploads_are_suggested(self):
        slicer, dialog = self.open(self.model("one.stl"))
        self.type_tags(dialog, "vase,spiral,", ["vase", "spiral"])
        self.publish(slicer, dialog)
        slicer.end()
        slicer, dialog = self.open(self.model("two.stl", 6))
        self.type_tags(dialog, "vast,spiral,", ["vast", "spiral"])
        self.publish(slicer, dialog)
        slicer.end()

        slicer, dialog = self.open(self.model("three.stl", 8))
        entry = self.entry(dialog, "Tags")

        def offered():
            found = self.desktop.find_all(dialog, role="table", name="Suggested tags")
            return [cell.name for cell in self.desktop.find_all(found[0], role="table cell")] if found else []

        def wait_offered(*tags):
            wait_for(lambda: offered() == list(tags), 10, lambda: f"{tags}; there are {offered()}")

        self.desktop.click(entry)
        self.wait_focus(entry, "the field")
        # The uploads are looked at while the form is shown already.
        def typed():
            self.desktop.key("ctrl+a", "BackSpace")
            self.type("Va")
            time.sleep(0.2)
            return offered()
        wait_for(typed, 10, "the suggestions")
        wait_offered("vast", "vase")  # as often; the later one first
        self.picture("tags-suggested", shows=self.desktop.find(dialog, role="table", name="Suggested tags"))
        self.desktop.key("Down", "Down", "Return")
        self.wait_tags(dialog, ["vase"])
        wait_offered()
        self.type("va")
        wait_offered("vast")
        self.desktop.key("Escape")  # the list alone
        wait_offered()
        self.desktop.key("ctrl+a", "BackSpace")
        self.type("s")
        wait_offered("spiral")
        self.desktop.click(self.desktop.find(dialog, role="table cell", name="spiral"))
        self.wait_tags(dialog, ["vase", "spiral"])
        self.wait_focus(entry, "the field")
        self.assertEqual(self.publish(slicer, dialog)["tags"], "vase,spiral")

    def test_the_description_says_how_long_it_is_and_where_it_leads(self):
        slicer, dialog = self.open(SAMPLE_MODEL)
        text = self.entry(dialog, "Description")
        self.has_label(dialog, "0 of 65,536 characters.")
        # Joined emoji, right to left, marks that are combined with what is before them.
        odd = "\U0001f469‍\U0001f680 שָׁלוֹם é\n"
        written = odd + "See https://a.example/x and http://b.example."
        text.queryEditableText().setTextContents(written)
        self.has_label(dialog, f"{len(written)} of 65,536 characters. 2 links: a.example, b.example.")
        self.picture("description", shows=text)
        text.queryEditableText().setTextContents(written + " ftp://c.example")
        self.has_label(dialog, "⚠ “ftp://c.example” leads to no web page.")
        text.queryEditableText().setTextContents(written)
        held = self.publish(slicer, dialog)
        self.assertEqual(held["description"], written)

    def test_a_description_of_a_megabyte_is_left_out_at_once(self):
        slicer, dialog = self.open(SAMPLE_MODEL)
        text = self.entry(dialog, "Description")
        self.desktop.type_into(text, "Short")
        clipboard = self.desktop.start([sys.executable, "-c", CLIPBOARD_OF_A_MEGABYTE])
        self.addCleanup(clipboard.end)
        self.assertEqual(clipboard.line(), "ready")
        begun = time.monotonic()
        self.desktop.key("ctrl+v")
        note = self.has_label(dialog, "What you put in was left out: it is too long.")
        self.assertLess(time.monotonic() - begun, 5)
        self.picture("description-too-long", shows=note)
        self.assertEqual(self.desktop.text(text), "Short")
        self.desktop.key("End")
        self.type(".")
        self.has_label(dialog, "6 of 65,536 characters.")
        self.assertEqual(self.publish(slicer, dialog)["description"], "Short.")

    def test_a_licence_is_chosen_kept_and_offered_for_the_next_model(self):
        slicer, dialog = self.open(self.model("one.stl"))
        self.assertEqual(self.chosen_licence(dialog), BY_DEFAULT)
        self.choose_licence(dialog, SHARE_UNCHANGED)
        dialog = self.reopen(slicer)  # a draft
        self.assertEqual(self.chosen_licence(dialog), SHARE_UNCHANGED)
        held = self.publish(slicer, dialog)
        self.assertEqual(held["request"]["licenses"],
                         [{"type": term, "value": term in ("mention", "share")} for term in EVERY_TERM])
        self.assertEqual(json.loads((self.folder / "config/mmf-publish/settings.json").read_text())["licence"],
                         "mention share")
        slicer.end()

        slicer, dialog = self.open(self.model("two.stl", 6))
        self.assertEqual(self.chosen_licence(dialog), SHARE_UNCHANGED)
        self.choose_licence(dialog, "Choose each…")
        terms = {name: self.desktop.find(dialog, role="check box", name=name)
                 for name in ("I must be credited", "It may be passed on", "It may be changed and built upon")}
        # They begin as the licence that was passed last: everything, without credit.
        self.assertEqual([self.desktop.has_state(box, "checked") for box in terms.values()], [False, True, True])
        box = terms["I must be credited"]
        box.queryComponent().grabFocus()
        self.wait_focus(box, "the box")
        self.desktop.key("space")
        wait_for(lambda: self.desktop.has_state(box, "checked"), 5, "it to be checked")
        self.picture("licence-each", shows=box)
        held = self.publish(slicer, dialog)
        self.assertEqual([entry["type"] for entry in held["request"]["licenses"] if entry["value"]],
                         ["mention", "remix", "commercial-use", "share"])

        # Publish Now says nothing that was not said about this very model.
        status, report = self.run_action(self.used_profile, "mmf.publish-now", self.model("three.stl", 8))
        self.assertEqual(status, 0, report)
        self.assertNotIn("licenses", self.service.objects()[-1]["request"])

    def test_printing_hints_are_folded_away_and_sent(self):
        slicer, dialog = self.open(self.model("one.stl"))
        self.assertEqual(self.desktop.find_all(dialog, role=("entry", "text"), name="Material"), [])
        self.desktop.key("alt+g")
        material = self.entry(dialog, "Material")
        dimensions = self.desktop.text(self.entry(dialog, "Dimensions"))
        self.assertRegex(dimensions, r"^[\d.]+ x [\d.]+ x [\d.]+ mm$")
        self.desktop.type_into(material, "PETG")
        self.desktop.type_into(self.entry(dialog, "Layer height (mm)"), "0,2")
        self.desktop.type_into(self.entry(dialog, "Print time from, in hours"), "3")
        self.desktop.type_into(self.entry(dialog, "Print time to, in hours"), "2")
        self.has_label(dialog, "Print time: The print time ends before it begins.")
        self.assertFalse(self.desktop.has_state(self.button(dialog, "Publish"), "sensitive"))
        self.desktop.type_into(self.entry(dialog, "Print time to, in hours"), "4")
        supports = self.desktop.find(dialog, role="combo box", name="Supports")
        self.desktop.type_into(self.entry(dialog, "Filament"), "42 g")
        self.desktop.key("Tab", "Tab", "Tab")
        self.desktop.key("Down")
        wait_for(lambda: supports.querySelection().getSelectedChild(0).name == "Not needed", 5, "another choice")
        self.desktop.key("Tab")
        how_to = self.entry(dialog, "How to print")
        self.wait_focus(how_to, "how to print")
        self.type("Upright, slowly.")
        wait_for(lambda: self.desktop.text(how_to) == "Upright, slowly.", 5, "the text")
        self.picture("hints", shows=material)
        held = self.publish(slicer, dialog)["request"]
        expected = {"how_to": "Layer height: 0.2 mm\nMaterial: PETG\n\nUpright, slowly.", "dimensions": dimensions,
                    "time_to_do_from": 3, "time_to_do_to": 4, "support_free": True, "filament_quantity": "42 g"}
        self.assertEqual({key: held.get(key) for key in expected}, expected)
        dialog = self.publish_dialog(slicer)
        self.desktop.key("alt+g")
        self.assertEqual([self.desktop.text(self.entry(dialog, name)) for name in ("Material", "How to print")],
                         ["PETG", "Upright, slowly."])


if __name__ == "__main__":
    main()
