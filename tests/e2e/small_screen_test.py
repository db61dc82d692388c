"""The publish dialog on the screen of a small laptop, the smallest on which nothing of it need scroll."""

import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

WIDTH, HEIGHT = 1366, 768


class SmallScreen(EndToEnd):
    def test_everything_is_on_it(self):
        models = [self.folder / f"part{i}.stl" for i in range(6)]
        for model in models:
            shutil.copy(SAMPLE_MODEL, model)
        slicer = self.slicer(self.profile(self.sandbox()), *models)
        dialog = self.publish_dialog(slicer)
        self.desktop.find(dialog, role="label", where=lambda label: "No account is linked" in label.name)

        def box(accessible):
            return accessible.queryComponent().getExtents(0)  # of the screen

        def is_whole():
            parts = [self.button(dialog, name) for name in ("Publish", "Cancel", "Rename", "Put All Back")]
            parts += [self.entry(dialog, name) for name in ("Name", "Tags", "Source link")]
            return all(box(part).x >= 0 and box(part).y >= 0 and box(part).x + box(part).width <= WIDTH
                       and box(part).y + box(part).height <= HEIGHT for part in parts)

        wait_for(is_whole, 5, "every part to be on the screen")
        # Not covered by each other either: what scrolls ends above the buttons.
        account = self.desktop.find(dialog, role="label", where=lambda label: "No account" in label.name)
        publish = box(self.button(dialog, "Publish"))
        self.assertLessEqual(box(account).y + box(account).height, publish.y)
        self.picture("form-small-screen", shows=self.button(dialog, "Publish"))


if __name__ == "__main__":
    main(size=f"{WIDTH}x{HEIGHT}")
