"""Before the first click: no socket of the plugin, no keyring, no journal."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import BUILD, PLUGIN_DIR, SAMPLE_MODEL, EndToEnd, main, wait_for  # noqa: E402

WATCHED = "socket,connect,execve,openat"


class Quiet(EndToEnd):
    def trace(self, *words):
        """The sockets it opened and the files of ours that it looked for, until its menu stood for a while."""
        trace = self.folder / f"trace-{len(words)}"
        sandbox = self.sandbox()
        program = self.desktop.start(
            ["strace", "-f", "-e", f"trace={WATCHED}", "-o", trace, BUILD / "bin/shim-slicer", *words, SAMPLE_MODEL],
            env={"MMF_PUBLISH_PROFILE": self.profile(sandbox), "XDG_STATE_HOME": self.folder / "state"})
        self._started.append(program)
        # strace's child is the slicer.
        slicer = wait_for(lambda: next(iter(_children(program.pid)), None), 10, "the slicer to start")
        self.desktop.find(self.desktop.application(slicer, timeout=60), role="frame",
                          where=lambda frame: "twisted-vase" in frame.name, timeout=60)
        program.end()
        text = trace.read_text(errors="replace")
        return [line for line in text.splitlines()], sandbox

    def test_nothing_is_opened_before_the_first_click(self):
        with_plugin, sandbox = self.trace("--plugin-dir", PLUGIN_DIR)
        joined = "\n".join(with_plugin)
        self.assertIn("libmmf-publish.so", joined)  # it was loaded
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


def _children(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(word) for word in task.read_text().split()]
    return found


if __name__ == "__main__":
    main()
