#!/usr/bin/python3
"""Code shown in a README is code that is compiled: each block under a line `<!-- code of FILE -->` is exactly what
stands in FILE (seen from the README) between the lines `// README: begin` and `// README: end`.

    snippets.py             checks the checkout; prints what differs, exit 1 if something does
    snippets.py --write     puts the code into the READMEs
    snippets.py --self-test checks that a difference is found
"""

import pathlib
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"(<!-- code of (\S+) -->\n```cpp\n)(.*?)(```\n)", re.DOTALL)
REGION = re.compile(r"^// README: begin\n(.*?)^// README: end\n", re.DOTALL | re.MULTILINE)


def code_of(readme, name):
    regions = REGION.findall((readme.parent / name).read_text(encoding="utf-8"))
    if len(regions) != 1:
        sys.exit(f"{readme}: {name} has {len(regions)} marked regions, not one")
    return regions[0]


def renewed(readme):
    """The README's text as it is, and as it should be; and how many blocks it has."""
    text = readme.read_text(encoding="utf-8")
    should, blocks = BLOCK.subn(lambda match: match[1] + code_of(readme, match[2]) + match[4], text)
    return text, should, blocks


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        readme = pathlib.Path(folder) / "README.md"
        (pathlib.Path(folder) / "a.cpp").write_text("int a;\n// README: begin\nint b;\n// README: end\n")
        for code, is_same in (("int b;\n", True), ("int c;\n", False), ("", False)):
            readme.write_text(f"Text.\n<!-- code of a.cpp -->\n```cpp\n{code}```\nMore.\n")
            text, should, blocks = renewed(readme)
            assert blocks == 1 and (text == should) == is_same, code
            assert "int b;\n```\nMore." in should


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    root = pathlib.Path(__file__).resolve().parents[2]
    names = subprocess.run(["git", "ls-files", "*.md"], cwd=root, check=True, capture_output=True, text=True).stdout
    total, wrong = 0, []
    for readme in (root / name for name in names.split()):
        text, should, blocks = renewed(readme)
        total += blocks
        if text != should:
            wrong.append(readme)
            if arguments == ["--write"]:
                readme.write_text(should, encoding="utf-8")
    for readme in wrong:
        print(f"{readme.relative_to(root)}: shows code that is not in its source; snippets.py --write renews it")
    if total == 0:
        print("No README shows code: the marks are gone.")
    return 1 if (wrong and arguments != ["--write"]) or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
