"""The windows in each language: they speak it, nothing in them is cut off, no two mnemonics clash, and the service is
asked in it."""

import pathlib
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import SAMPLE_MODEL, main  # noqa: E402
from windows import WINDOWS, Windows, in_language  # noqa: E402


class Languages(Windows):
    def look_at_each_window(self, language):
        self.speak(language)
        sandbox = self.sandbox("--auto-approve")
        slicer = self.slicer(self.profile(sandbox), SAMPLE_MODEL, env=in_language(language))
        for item, (name, _) in WINDOWS.items():
            window = self.open(slicer, item)
            self.assert_speaks(window)
            self.assert_nothing_is_cut_off(window)
            self.assert_mnemonics_differ(window)
            self.picture(f"{name}-{language}", shows=window)
            self.leave(slicer, window)

    def test_in_spanish(self):
        self.look_at_each_window("es")

    def test_in_french(self):
        self.look_at_each_window("fr")

    def test_in_hungarian(self):
        self.look_at_each_window("hu")

    def languages_asked_for(self, sandbox):
        return [urllib.parse.parse_qs(request["query"]).get("lang") for request in sandbox.requests("/web/authorize")]

    def test_a_publish_in_hungarian(self):
        self.speak("hu")
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox), "mmf.publish-now", SAMPLE_MODEL, env=in_language("hu"))
        self.assertEqual(status, 0, report)
        self.assertEqual(report["message"], "Feltöltve. Csak Ön látja.")
        self.assertEqual(set(map(tuple, self.languages_asked_for(sandbox))), {("hu",)})
        self.assert_arrived(sandbox, SAMPLE_MODEL)

    def test_the_setting_comes_before_the_host(self):
        sandbox = self.sandbox("--auto-approve")
        status, report = self.run_action(self.profile(sandbox, language="sp"), "mmf.publish-now", SAMPLE_MODEL,
                                         env=in_language("hu"))
        self.assertEqual(status, 0, report)
        self.assertEqual(report["message"], "Subido. Solo usted lo ve.")
        self.assertEqual(set(map(tuple, self.languages_asked_for(sandbox))), {("sp",)})


if __name__ == "__main__":
    main()
