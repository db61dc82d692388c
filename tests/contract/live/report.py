"""What was met beside what the contract expects, with every secret reduced to its kind and length."""

import urllib.parse

OK, DIFFERS, NOTED = "ok", "differs", "noted"


def kind(value):
    """What a JSON value is, without what it says: 'number, 3 digits', 'text, 64 characters'."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"number, {len(str(value))} digits"
    if isinstance(value, str):
        return f"text, {len(value)} characters"
    if isinstance(value, list):
        return f"list of {len(value)}"
    return f"object of {len(value)}"


def address(url):
    """Where a URL leads, without what it carries: origin, path, the names of its parameters."""
    parts = urllib.parse.urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.netloc else parts.path
    for mark, fields in (("?", parts.query), ("#", parts.fragment)):
        names = [field.partition("=")[0] for field in fields.split("&") if field]
        shown += mark + "&".join(name + "=…" for name in names) if names else ""
    return shown


class Report:
    def __init__(self):
        self._rows = []
        self._secrets = {}

    def hide(self, value, name):
        """Whatever is shown from now on, this is not in it."""
        if isinstance(value, str) and len(value) > 3:
            for text in (value, urllib.parse.quote(value, safe="")):
                self._secrets[text] = f"<{name}, {len(value)} characters>"

    def clean(self, text):
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, self._secrets[secret])
        # A server's words are no control of the terminal.
        return "".join(c if c.isprintable() else "?" for c in text)

    def note(self, step, what, met, expected=""):
        self._rows.append((step, what, expected, met, NOTED))

    def compare(self, step, what, expected, met, is_right):
        self._rows.append((step, what, expected, met, OK if is_right else DIFFERS))

    def differs(self):
        return sum(row[4] == DIFFERS for row in self._rows)

    def table(self):
        head = ("step", "what", "expected", "met", "")
        rows = [head] + [tuple(self.clean(str(cell)) for cell in row) for row in self._rows]
        widths = [min(max(len(row[i]) for row in rows), 48) for i in range(4)]
        lines = ["  ".join([cell.ljust(width) for cell, width in zip(row, widths)] + [row[4]]).rstrip()
                 for row in rows]
        lines.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join(lines)
