"""Which program the desktop opens web pages with."""

import pathlib


def make_default_browser(desktop, command):
    """`command`: the Exec line of a desktop entry; %u is the address."""
    applications = desktop.home / "data/applications"
    applications.mkdir(exist_ok=True)
    (applications / "test-browser.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Browser\nExec={command}\n"
        "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
    (applications / "mimeapps.list").write_text(
        "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n"
        "x-scheme-handler/https=test-browser.desktop\n")


def no_browser(folder):
    """The environment of a program that finds no browser, whichever the machine has. `folder`: for it, new."""
    folder.mkdir()
    for shared in pathlib.Path("/usr/share").iterdir():
        if shared.name != "applications":
            (folder / shared.name).symlink_to(shared)
    return {"XDG_DATA_DIRS": folder, "PATH": "/nonexistent"}


def make_noting_browser(desktop, log):
    """One that shows nothing: each address is a line of `log`."""
    script = log.with_suffix(".sh")
    script.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$1\" >> {log}\n")
    script.chmod(0o700)
    make_default_browser(desktop, f"{script} %u")
