"""What the slicer says of how the plate is to be printed: the printing hints say it first, until a person says
otherwise."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import main, wait_for  # noqa: E402
from publish_form import TITLE, FormTest  # noqa: E402

SETTINGS = "Print Settings"
FROM_SLICER = "From the slicer's print settings:"


class PrintSettings(FormTest):
    def start(self):
        return self.slicer(self.used_profile, self.model("one.stl"))

    def set(self, slicer, layer_height, material, *supports):
        """By keyboard, as all of it; `supports` are the keys that choose them."""
        self.choose(slicer, f"{SETTINGS}…", "alt+e", "p")
        dialog = self.dialog(slicer, SETTINGS)
        entry = self.entry(dialog, "Layer height (mm)")
        wait_for(lambda: self.desktop.has_state(entry, "focused"), 5, "the first field to have the focus")
        self.replace(layer_height)
        wait_for(lambda: self.desktop.text(entry) == layer_height, 5, "the layer height")
        self.desktop.key("alt+m")
        self.replace(material)
        self.desktop.key("alt+s", *supports)
        return dialog

    def replace(self, text):
        self.desktop.key("ctrl+a", "BackSpace")
        subprocess.run(["xdotool", "type", "--delay", "15", "--", text], check=True)

    def take(self, slicer):
        self.desktop.key("alt+l", "Return")  # on a choice, Return would open its list
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=SETTINGS)

    def close(self, slicer):
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)

    def hints(self, dialog):
        supports = self.desktop.find(dialog, role="combo box", name="Supports")
        return [self.desktop.text(self.entry(dialog, name)) for name in ("Layer height (mm)", "Material")] + [
            supports.querySelection().getSelectedChild(0).name]

    # --- the tests

    def test_they_are_the_first_hints_and_arrive(self):
        slicer = self.start()
        settings = self.set(slicer, "0,15", "PETG", "Down", "Down")
        self.picture("print-settings", shows=self.button(settings, "OK"))
        self.take(slicer)
        dialog = self.publish_dialog(slicer)
        self.has_label(dialog, f"{FROM_SLICER} Layer height, Material, Supports.")  # though they are folded away
        self.desktop.key("alt+g")
        material = self.entry(dialog, "Material")
        self.assertEqual(self.hints(dialog), ["0.15", "PETG", "Needed"])
        self.picture("hints-of-slicer", shows=material)
        self.desktop.type_into(material, "ABS")
        self.has_label(dialog, f"{FROM_SLICER} Layer height, Supports.")
        self.close(slicer)

        # What was written stays; the rest is as the slicer says now.
        self.set(slicer, "0.3", "PLA", "Up")
        self.take(slicer)
        dialog = self.publish_dialog(slicer)
        self.desktop.key("alt+g")
        self.has_label(dialog, f"{FROM_SLICER} Layer height, Supports.")
        self.assertEqual(self.hints(dialog), ["0.3", "ABS", "Not needed"])
        self.desktop.press(self.button(dialog, "Publish"))
        self.has_label(dialog, "Uploaded. Only you can see it.", timeout=30)
        sent = self.service.objects()[-1]["request"]
        expected = {"how_to": "Layer height: 0.3 mm\nMaterial: ABS", "support_free": True, "time_to_do_from": None,
                    "time_to_do_to": None}
        self.assertEqual({key: sent.get(key) for key in expected}, expected)

    def test_a_slicer_that_says_nothing(self):
        slicer = self.start()
        dialog = self.publish_dialog(slicer)
        self.desktop.key("alt+g")
        self.assertEqual(self.hints(dialog), ["", "", "Not said"])
        self.assertEqual(self.desktop.find_all(dialog, role="label", where=lambda label: FROM_SLICER in label.name), [])

    def test_what_is_no_layer_height_is_not_taken(self):
        slicer = self.start()
        settings = self.set(slicer, "thin", "PLA")
        self.assertFalse(self.desktop.has_state(self.button(settings, "OK"), "sensitive"))
        self.desktop.key("alt+l")
        self.replace("0.2")
        wait_for(lambda: self.desktop.has_state(self.button(settings, "OK"), "sensitive"), 5, "OK to be on")
        self.take(slicer)
        self.has_label(self.publish_dialog(slicer), f"{FROM_SLICER} Layer height, Material.")


if __name__ == "__main__":
    main()
