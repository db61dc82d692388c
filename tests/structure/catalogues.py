#!/usr/bin/python3
"""Holds the catalogues to the sentences in the source.

    catalogues.py             checks them; prints each fault, exit 1 if there is one
    catalogues.py --update    brings them in line with the source: new sentences are added without a translation,
                              those that are gone go, nothing is guessed
    catalogues.py --self-test checks that each rule can fail
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Where catalogues lie, and whose sentences they hold.
SETS = {"ui/locale": ("plugin/entry", "ui"), "sdk_shim/locale": ("sdk_shim/wx_host", "sdk_shim/prusaslicer")}

# What a sentence is marked by. The last five give it a place for a detail or a count, and look it up themselves.
KEYWORDS = ["tr:1,1t", "tr:1,2,3t", "translatable:1", "translate:1,1t", "translate:1,2,3t", "with_detail:1",
            "with_status:1", "with_name:1", "with_count:1,2", "with_objects:2,3"]
XGETTEXT = ["xgettext", "--c++", "--from-code=UTF-8", "--keyword", "--add-comments=translators:", "--sort-by-file",
            "--add-location=file", "--no-wrap",
            *(f"--keyword={keyword}" for keyword in KEYWORDS)]

# %s, %2$d, %zu, %.1f, %% and {count}.
PLACEHOLDER = re.compile(r"%(?:(\d+)\$)?[-+ #0]*[\d.]*((?:hh|h|ll|l|z|j|t)?[a-zA-Z%])|(\{\w+\})")


class Entry:
    def __init__(self):
        self.id, self.plural, self.forms, self.flags, self.is_obsolete = "", None, [], set(), False


def unquoted(text):
    escapes = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
    return re.sub(r"\\(.)", lambda match: escapes[match.group(1)], text)


def read_po(text):
    """The entries of a catalogue or a template; the head is the one with an empty id."""
    entries, entry, field = [], None, None
    for line in text.splitlines() + [""]:
        is_obsolete = line.startswith("#~")
        if is_obsolete:
            line = line[2:].lstrip()
        if line.startswith("#,"):
            entry = entry or Entry()
            entry.flags |= {flag.strip() for flag in line[2:].split(",")}
        match = re.match(r'(msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*"(.*)"$', line)
        if match:
            field = match.group(1) or field
            entry = entry or Entry()
            entry.is_obsolete |= is_obsolete
            text = unquoted(match.group(2))
            if field == "msgid":
                entry.id += text
            elif field == "msgid_plural":
                entry.plural = (entry.plural or "") + text
            elif match.group(1):
                entry.forms.append(text)
            else:
                entry.forms[-1] += text
        elif not line and entry:
            entries.append(entry)
            entry, field = None, None
    return entries


def template(root, folders):
    sources = sorted(path.relative_to(root).as_posix() for folder in folders
                     for path in (root / folder).rglob("*.[ch]pp"))
    text = subprocess.run(XGETTEXT + ["--output=-", *sources], cwd=root, check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    return text.replace("charset=CHARSET", "charset=UTF-8")


def placeholders(sentence):
    """Each one's kind by its place: "%2$s %1$d" is {1: d, 2: s}."""
    found, place = {}, 0
    for match in PLACEHOLDER.finditer(sentence):
        number, kind, brace = match.groups()
        if brace:
            found[brace] = "brace"
        elif kind != "%":
            place += 1
            found[int(number or place)] = kind
    return found


def mnemonic(label):
    match = re.search(r"&([^&])", label.replace("&&", ""))
    return match and match.group(1).lower()


def faults_of(entry, original):
    if entry.flags & {"fuzzy"}:
        yield "is fuzzy"
    if not entry.forms or not all(entry.forms):
        yield "is not translated"
        return
    for form in entry.forms:
        # The singular may do without the number: "about a minute left".
        allowed = [placeholders(entry.id), placeholders(entry.plural or entry.id)]
        is_format = "c-format" in original.flags or any("{" in text for text in (entry.id, entry.plural or ""))
        if is_format and placeholders(form) not in allowed:
            yield f"has other placeholders: {form!r}"
        for edge in (form[:1], form[-1:]):
            if edge == "\n" or edge == " ":
                yield f"begins or ends with a blank: {form!r}"
        if form.count("\n") != entry.id.count("\n"):
            yield f"has other lines: {form!r}"
        if bool(mnemonic(entry.id)) != bool(mnemonic(form)):
            yield f"has a mnemonic too many or too few: {form!r}"
        if "..." in form or "'" in form and "’" not in entry.id:
            yield f"uses typewriter signs: {form!r}"


def typography_faults(language, form):
    if language == "fr" and re.search(r"[^\s\u202f\u00a0:/(][:;!?]|[^\u202f\u00a0\s(][»]|«[^\u202f\u00a0]|[ ][:;!?»]", form):
        if not re.search(r"https?:", form):
            yield f"lacks a no-break space: {form!r}"
    if language == "hu" and re.search("[“«»]", form):
        yield f"has other quotation marks than „…”: {form!r}"
    if language == "es" and form.count("?") != form.count("¿"):
        yield f"has a question without ¿: {form!r}"
    if language in ("fr", "es") and "„" in form:
        yield f"has foreign quotation marks: {form!r}"


def catalogue_faults(language, text, wanted):
    """`wanted`: the template's entries."""
    entries = read_po(text)
    head = next((entry for entry in entries if not entry.id), None)
    if not head or "Plural-Forms: nplurals=" not in "".join(head.forms) or "fuzzy" in head.flags:
        yield "has no head with plural forms, or a fuzzy one"
    number = re.search(r"nplurals=(\d+)", "".join(head.forms) if head else "")
    held = {entry.id: entry for entry in entries if entry.id and not entry.is_obsolete}
    originals = {entry.id: entry for entry in wanted if entry.id}
    for entry in entries:
        if entry.is_obsolete or entry.id and entry.id not in originals:
            yield f"{entry.id!r} is obsolete"
    for sentence, original in originals.items():
        entry = held.get(sentence)
        if entry is None or entry.plural != original.plural:
            yield f"{sentence!r} is missing"
            continue
        if entry.plural and number and len(entry.forms) != int(number.group(1)):
            yield f"{sentence!r} has {len(entry.forms)} plural forms"
        for fault in faults_of(entry, original):
            yield f"{sentence!r} {fault}"
        for form in entry.forms:
            for fault in typography_faults(language, form):
                yield f"{sentence!r} {fault}"


def labels_by_file(root, folders):
    """The labels with a mnemonic that each source file gives to one window."""
    keyword = re.compile(r'\btr(?:anslatable)?\(\s*"((?:[^"\\]|\\.)*&(?:[^"\\]|\\.)*)"\s*\)')
    for folder in folders:
        for path in sorted((root / folder).rglob("*.cpp")):
            labels = {unquoted(label) for label in keyword.findall(path.read_text(encoding="utf-8"))}
            if labels:
                yield path.relative_to(root).as_posix(), labels


def clashes(root, folders, texts):
    """Two labels of one file that have a mnemonic each in English must have one each in every language: where
    they clash in English they are never shown together."""
    for language, text in texts.items():
        translation = {entry.id: entry.forms[0] for entry in read_po(text) if entry.forms}
        for name, labels in labels_by_file(root, folders):
            held = {}
            for label in sorted(labels):
                held.setdefault(mnemonic(translation.get(label, label)), []).append(label)
            for key, same in held.items():
                english = [mnemonic(label) for label in same]
                if len(same) > 1 and key and len(set(english)) == len(english):
                    yield f"{language}: {name}: {same} share the mnemonic {key!r}"


def faults(root):
    for locale, folders in SETS.items():
        wanted = read_po(template(root, folders))
        texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((root / locale).glob("*.po"))}
        if not texts:
            yield f"{locale} has no catalogue"
        for language, text in texts.items():
            for fault in catalogue_faults(language, text, wanted):
                yield f"{locale}/{language}.po: {fault}"
        yield from clashes(root, folders, texts)


def update(root, locale, folders):
    with tempfile.NamedTemporaryFile("w", suffix=".pot", encoding="utf-8") as pot:
        pot.write(template(root, folders))
        pot.flush()
        for path in sorted((root / locale).glob("*.po")):
            subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "--add-location=file", "--sort-by-file",
                            "--no-wrap", "--output-file", path, path, pot.name], check=True)
            subprocess.run(["msgattrib", "--no-obsolete", "--no-wrap", "--add-location=file", "--sort-by-file",
                            "--output-file", path, path], check=True)
            kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
                    if not line.startswith(('"POT-Creation-Date:', '"PO-Revision-Date:'))]
            path.write_text("".join(kept), encoding="utf-8")


SELF_TEST_SOURCE = """
void f() { tr("One %s"); tr("%u file", "%u files", n); tr("&Open"); tr("&Close"); tr("Ready?"); }
"""
SELF_TEST_CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

#, c-format
msgid "One %s"
msgstr "Uno %s"

#, c-format
msgid "%u file"
msgid_plural "%u files"
msgstr[0] "%u archivo"
msgstr[1] "%u archivos"

msgid "&Open"
msgstr "&Abrir"

msgid "&Close"
msgstr "&Cerrar"

msgid "Ready?"
msgstr "¿Listo?"
"""


def self_test():
    def found(change):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for locale, folders in SETS.items():
                for name in (locale, *folders):
                    (root / name).mkdir(parents=True, exist_ok=True)
                (root / folders[0] / "a.cpp").write_text(SELF_TEST_SOURCE, encoding="utf-8")
                (root / locale / "es.po").write_text(change(SELF_TEST_CATALOGUE), encoding="utf-8")
            return list(faults(root))

    assert found(lambda text: text) == [], found(lambda text: text)
    for old, new, fault in [
            ('msgid "&Open"\nmsgstr "&Abrir"\n', "", "is missing"),
            ('msgstr "Uno %s"', 'msgstr ""', "not translated"),
            ('#, c-format\nmsgid "One', '#, fuzzy, c-format\nmsgid "One', "is fuzzy"),
            ('msgid "&Open"', 'msgid "Gone"\nmsgstr "Ido"\n\nmsgid "&Open"', "is obsolete"),
            ('msgid "&Open"', '#~ msgid "Gone"\n#~ msgstr "Ido"\n\nmsgid "&Open"', "is obsolete"),
            ("Uno %s", "Uno %d", "other placeholders"),
            ("Uno %s", "Uno", "other placeholders"),
            ("%u archivos", "%1$s archivos", "other placeholders"),
            ('msgstr[1] "%u archivos"\n', "", "plural forms"),
            ("&Abrir", "Abrir", "mnemonic"),
            ("&Abrir", "Abrir y &cerrar", "share the mnemonic"),
            ("¿Listo?", "Listo?", "without ¿"),
            ("Uno %s", "Uno %s ", "with a blank"),
            ("Uno %s", "Uno %s...", "typewriter"),
            ('"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n', "", "no head")]:
        assert old in SELF_TEST_CATALOGUE, old
        lines = found(lambda text: text.replace(old, new))
        assert any(fault in line for line in lines), (old, new, lines)


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    if arguments == ["--update"]:
        for locale, folders in SETS.items():
            update(ROOT, locale, folders)
        return 0
    found = list(faults(ROOT))
    print("\n".join(found) if found else "The catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
