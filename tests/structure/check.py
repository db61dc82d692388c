#!/usr/bin/python3
"""Holds the project's layers: who may include whom, and who may know whom.

    check.py [ROOT]      checks a checkout; prints each violation, exit 1 if there is one
    check.py --self-test checks that each rule can fail
"""

import pathlib
import re
import sys
import tempfile

# Each layer of plugin/ and the ones it may include, itself always.
LAYERS = {
    "base": [],
    "http": ["base"],
    "auth": ["base", "http"],
    "api": ["base", "http", "auth"],
    "model": ["base"],
    "picture": ["base", "model"],
    "diagnosis": ["base", "http", "auth", "api"],
    "spool": ["base"],
    "publish": ["base", "http", "auth", "api", "model", "picture", "spool"],
    "entry": ["base", "spool"],
}

# Files of sdk_shim/ that are about the product and not about the SDK.
KNOWS_THE_PRODUCT = {"sdk_shim/demo.sh"}

# Libraries, and the one place that may include each.
ONE_PLACE = {
    r"curl/": ["plugin/http/"],
    r"sqlite3\.h": ["plugin/publish/sqlite.cpp"],
    r"turbojpeg\.h": ["plugin/picture/jpeg.cpp"],
    r"libsecret/": ["plugin/auth/keyring_libsecret.cpp"],
    r"webkit2?/": ["ui/webview/"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
SOURCES = {".h", ".hpp", ".c", ".cpp"}


def sources(root, folder):
    return sorted(p for p in (root / folder).rglob("*") if p.suffix in SOURCES)


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def violations(root):
    for path in sources(root, "plugin"):
        name = path.relative_to(root).as_posix()
        layer = path.relative_to(root / "plugin").parts[0]
        if layer not in LAYERS:
            yield f"{name}: plugin/{layer} is no layer; add it to the order first"
            continue
        for include in includes(path):
            top = include.split("/")[0]
            if top == "wx":
                yield f"{name}: plugin/ knows no wxWidgets, but this includes {include}"
            if top in LAYERS and top != layer and top not in LAYERS[layer]:
                yield f"{name}: {layer} is below {top}, but this includes {include}"
            if (root / "ui" / include).exists():
                yield f"{name}: plugin/ is below ui/, but this includes {include}"
    for path in sources(root, "sdk_shim"):
        for include in includes(path):
            if include.split("/")[0] in LAYERS and (root / "plugin" / include).exists():
                yield f"{path.relative_to(root)}: the SDK is below the plugin, but this includes {include}"
    for path in sorted((root / "sdk_shim").rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in KNOWS_THE_PRODUCT:
            text = path.read_bytes().lower()
            if b"myminifactory" in text or b"mmf" in text:
                yield f"{name}: sdk_shim/ knows no plugin, but this names MyMiniFactory"
    for folder in ("plugin", "ui", "sdk_shim"):
        for path in sources(root, folder):
            name = path.relative_to(root).as_posix()
            for include in includes(path):
                for pattern, places in ONE_PLACE.items():
                    if re.match(pattern, include) and not name.startswith(tuple(places)):
                        yield f"{name}: only {', '.join(places)} may include {include}"


def self_test():
    bad = {
        "plugin/base/a.cpp": "#include <wx/string.h>\n",
        "plugin/http/b.cpp": '#include "auth/session.hpp"\n',
        "plugin/model/c.cpp": '#  include "http/url.hpp"\n',
        "plugin/api/d.cpp": '#include "sentences.hpp"\n',
        "plugin/extra/e.cpp": "\n",
        "plugin/publish/f.cpp": "#include <curl/curl.h>\n",
        "sdk_shim/loader/g.cpp": "// for MyMiniFactory\n",
        "sdk_shim/loader/h.cpp": '#include "base/result.hpp"\n',
    }
    good = {
        "plugin/auth/session.hpp": '#include "http/url.hpp"\n',
        "plugin/http/url.hpp": "#include <curl/curl.h>\n",
        "plugin/base/result.hpp": "#include <string>\n",
        "ui/sentences.hpp": '#include <wx/string.h>\n#include "auth/session.hpp"\n',
        "sdk_shim/demo.sh": "# Publish to MyMiniFactory\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {**bad, **good}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        found = list(violations(root))
    for name in bad:
        assert any(line.startswith(name + ":") for line in found), f"not noticed: {name}"
    for name in good:
        assert not any(line.startswith(name + ":") for line in found), f"wrongly refused: {name}"


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parents[2]
    found = list(violations(root))
    print("\n".join(found) if found else "The layers hold.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
