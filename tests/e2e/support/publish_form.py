"""The publish dialog's form as tests use it: against a service that allows everything, with models made for it."""

import subprocess
import sys

from end_to_end import ORACLE, PUBLISH_TITLE as TITLE, EndToEnd


class FormTest(EndToEnd):
    def setUp(self):
        super().setUp()
        self.service = self.sandbox("--auto-approve")
        self.used_profile = self.profile(self.service)

    def model(self, name, triangles=4):
        path = self.folder / name
        subprocess.run([sys.executable, ORACLE, "make", str(triangles), path], check=True)
        return path

    def open(self, *models, env=None):
        slicer = self.slicer(self.used_profile, *models, env=env)
        return slicer, self.publish_dialog(slicer)

    def has_label(self, dialog, words, timeout=20):
        return self.desktop.find(dialog, role="label", where=lambda label: words in " ".join(label.name.split()),
                                 timeout=timeout)
