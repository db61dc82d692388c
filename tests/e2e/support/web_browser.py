"""A web browser for tests: one window of WebKitGTK with one page, nothing kept.

    web_browser.py LOG URL

Appends to LOG, one a line: 'pid N', 'at URL' for each address that it shows, 'failed URL' for one that it cannot
show, and 'crashed'.
"""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.0")
from gi.repository import Gtk, WebKit2  # noqa: E402


def main(log, url):
    def note(line):
        with open(log, "a", encoding="utf-8") as file:
            file.write(line + "\n")

    view = WebKit2.WebView(web_context=WebKit2.WebContext.new_ephemeral())
    view.connect("notify::uri", lambda view, _: note(f"at {view.get_uri()}"))
    view.connect("load-failed", lambda view, event, url, error: note(f"failed {url} {error.message}"))
    view.connect("web-process-terminated", lambda *_: note("crashed"))
    window = Gtk.Window(title="Browser", default_width=640, default_height=520)
    window.connect("destroy", Gtk.main_quit)
    window.add(view)
    window.show_all()
    window.move(0, 0)
    note(f"pid {os.getpid()}")
    view.load_uri(url)
    Gtk.main()


main(*sys.argv[1:])
