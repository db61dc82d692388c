"""Before the first click: no socket of the plugin, no keyring, no journal; only a look at the spool folder."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import BUILD, PLUGIN_DIR, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

WATCHED = "socket,connect,execve,openat"


class Quiet(EndToEnd):
    def trace(self, *words):
        """The calls of the slicer until its window stood and it was ended, and the sandbox behind it."""
        trace = self.folder / f"trace-{len(words)}"
        sandbox = self.sandbox()
        program = self.desktop.start(
            ["strace", "-D", "-f", "-e", f"trace={WATCHED}", "-o", trace, BUILD / "bin/shim-slicer", *words, SAMPLE_MODEL],
            env={"MMF_PUBLISH_PROFILE": self.profile(sandbox), "XDG_STATE_HOME": self.folder / "state"})
        self._started.append(program)
        # With -D the slicer keeps the process, and strace is beside it.
        self.desktop.find(self.desktop.application(program, timeout=60), role="frame",
                          where=lambda frame: "twisted-vase" in frame.name, timeout=60)
        program.end()
        wait_for(lambda: "+++ " in trace.read_text(errors="replace")[-2000:], 10, "the trace to be complete")
        return trace.read_text(errors="replace").splitlines(), sandbox

    def test_nothing_is_opened_before_the_first_click(self):
        with_plugin, sandbox = self.trace("--plugin-dir", PLUGIN_DIR)
        joined = "\n".join(with_plugin)
        self.assertIn("libmmf-publish.so", joined)  # it was loaded
        self.assertIn("/state/mmf-publish/spool", joined)  # whether something was left unfinished
        self.assertIsNone(re.search(r"socket\(AF_INET", joined))
        self.assertNotIn("keyring", joined)
        self.assertNotIn("libmmf-app.so", joined)
        self.assertNotRegex(joined, r"libcurl|libsecret|libwebkit2gtk|journal\.db")
        # Local sockets are of GTK alone: the same ones as without the plugin.
        self.assertEqual(_local_peers(with_plugin), _local_peers(self.trace()[0]))
        self.assertEqual(sandbox.requests(), [])
        self.assertFalse((self.folder / "state/mmf-publish").exists())


def _local_peers(lines):
    return {peer for line in lines if "AF_UNIX" in line and "connect(" in line
            for peer in re.findall(r'sun_path=@?"([^"]+)"', line)}


if __name__ == "__main__":
    main()
