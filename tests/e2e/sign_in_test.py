"""Linking the account in the embedded page, as a person does it."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import PUBLISH_NOW, SAMPLE_MODEL, SIGN_IN_TITLE, EndToEnd, main  # noqa: E402


class SignIn(EndToEnd):
    def test_by_code_in_the_frame(self):
        sandbox = self.sandbox()
        slicer = self.slicer(self.profile(sandbox), "--run", "mmf.publish-now", SAMPLE_MODEL)
        self.dialog(slicer, SIGN_IN_TITLE)
        self.picture("sign-in", shows=self.entry(slicer, "Password"))
        self.picture("sign-in-consent", shows=self.button(self.sign_in(slicer), "Allow"))
        self.allow(slicer)
        self.assertEqual(self.wait_for_end(slicer), 0)
        self.assert_arrived(sandbox, SAMPLE_MODEL, owner="designer")


if __name__ == "__main__":
    main()
