#!/usr/bin/python3
"""Looks over the product's own sources with clang-tidy: tidy.py BUILD_TREE; says what it finds, exit 1 if anything.

    tidy.py BUILD_TREE    looks at what the tree's compile_commands.json compiles
    tidy.py --self-test   checks that what is wrong is found, in sources seen together and alone

clang-tidy's time goes into the headers of the libraries, which it looks through anew for each source. So the sources of a
folder that are compiled alike are looked at some together, as one source that includes them. One that does not
compile in company, since two have something of the same name, is looked at alone.

All without GCC's precompiled headers, which clang cannot read. A source that is compiled with one is parsed alone too: in
company, another's #include could stand in for one that it lacks.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

TOGETHER = 10
ROOT = pathlib.Path(__file__).resolve().parents[2]
COUNTS = re.compile(r"^(\d+ warnings?.* generated|\d+ warnings? treated as errors?)\.?\n", re.MULTILINE)
CONFIG_OF_TEST = "Checks: '-*,modernize-use-nullptr'\nWarningsAsErrors: '*'\nHeaderFilterRegex: '.*'\n"
ERROR = re.compile(r"^(/[^\n:]*):\d+:\d+: error: .*\[clang-diagnostic-error", re.MULTILINE)
PRECOMPILED = re.compile(r" -Winvalid-pch| -include \S*cmake_pch\.hxx")


def compilations(build, root, own):
    """(source, folder it is compiled in, command's arguments, with a precompiled header) of each of `own`, once."""
    seen = set()
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = pathlib.Path(entry["file"])
        if not source.is_relative_to(root) or str(source.relative_to(root)) not in own or source in seen:
            continue
        seen.add(source)
        command, removed = PRECOMPILED.subn("", entry["command"])
        arguments = shlex.split(command)
        yield source, entry["directory"], tuple(arguments[: arguments.index("-o")]), removed > 0


def units(compiled):
    """Lists of sources of one folder that are compiled alike, none longer than TOGETHER, as even as they can be."""
    alike = {}
    for source, directory, arguments, _ in compiled:
        alike.setdefault((source.parent, directory, arguments), []).append(source)
    for (_, directory, arguments), sources in alike.items():
        count = -(-len(sources) // TOGETHER)
        for index in range(count):
            yield directory, arguments, sources[index::count]


def run(directory, *words):
    done = subprocess.run(words, cwd=directory, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def findings(source, config, directory, arguments):
    """What clang-tidy says of one source; nothing if it has nothing to say."""
    code, said = run(directory, "clang-tidy", "--quiet", f"--config-file={config}", str(source), "--", *arguments[1:])
    return COUNTS.sub("", said) if code else ""


def findings_of_unit(scratch, config, unit):
    directory, arguments, sources = unit
    alone = []
    while len(sources) > 1:
        together = pathlib.Path(tempfile.mkstemp(suffix=".cpp", dir=scratch)[1])
        together.write_text("".join(f'#include "{source}" // NOLINT(bugprone-suspicious-include)\n' for source in sources))
        said = findings(together, config, directory, arguments)
        clashing = {pathlib.Path(path) for path in ERROR.findall(said)}
        if not clashing:
            return said + "".join(findings(source, config, directory, arguments) for source in alone)
        rest = [source for source in sources if source not in clashing]
        if len(rest) == len(sources): # a header's error; any of them may be its cause
            break
        alone += clashing.intersection(sources)
        sources = rest
    return "".join(findings(source, config, directory, arguments) for source in [*alone, *sources])


def does_not_stand_alone(compilation):
    source, directory, arguments, _ = compilation
    code, said = run(directory, "clang++", "-w", "-fsyntax-only", *arguments[1:], str(source))
    return said if code else ""


def look(build, root, own):
    """How many sources there are, and what is said of them, as it comes."""
    compiled = list(compilations(build, root, own))

    def each():
        config = root / ".clang-tidy"
        with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            yield from pool.map(lambda unit: findings_of_unit(scratch, config, unit), units(compiled))
            yield from pool.map(does_not_stand_alone, (one for one in compiled if one[3]))

    return len(compiled), filter(None, each())


def self_test():
    sound = "int {0}() {{ return 1; }}\n"
    careless = "int *{0}() {{ return 0; }}\n"
    of_same_name = "namespace {{ int same = 1; }}\nint {0}() {{ return same; }}\n"
    lacking = "std::string {0}() {{ return std::string(); }}\n"
    cases = [
        # sources, precompiled, words that are said; or nothing at all
        ([sound, sound], False, []),
        ([sound, careless], False, ["b.cpp:1:19", "modernize-use-nullptr"]),
        ([of_same_name, of_same_name], False, []),
        ([of_same_name, of_same_name, careless], False, ["c.cpp:1:19", "modernize-use-nullptr"]),
        (["#include <string>\n" + lacking, lacking], True, ["b.cpp:1:1", "undeclared"]),
    ]
    for sources, precompiled, expected in cases:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder).resolve()
            (root / ".clang-tidy").write_text(CONFIG_OF_TEST)
            commands = []
            for name, text in zip(("a", "b", "c"), sources):
                source = root / f"{name}.cpp"
                source.write_text(text.format(name))
                header = f" -Winvalid-pch -include {root}/cmake_pch.hxx" if precompiled else ""
                command = f"c++ -std=c++20{header} -o {name}.o -c {source}"
                commands.append({"directory": folder, "file": str(source), "command": command})
            (root / "compile_commands.json").write_text(json.dumps(commands))
            count, said = look(root, root, {f"{name}.cpp" for name in "abc"})
            said = "".join(said)
            if count != len(sources) or bool(said) != bool(expected) or not all(words in said for words in expected):
                sys.exit(f"{sources}: {expected} expected, but this is said:\n{said}")
    print(f"{len(cases)} cases hold")


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        return
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "plugin/*.cpp", "ui/*.cpp", "sdk_shim/*.cpp"], capture_output=True, text=True, check=True
    )
    count, said = look(pathlib.Path(sys.argv[1]).resolve(), ROOT, set(listed.stdout.split("\0")))
    if count == 0:
        sys.exit("nothing is compiled there")
    has_found = False
    for words in said:
        print(words, end="", flush=True)
        has_found = True
    if has_found:
        sys.exit(1)
    print(f"{count} sources, nothing found")


if __name__ == "__main__":
    main()
