"""The steps of the API: user, create, file, status, object and list, each answer compared with the contract."""

import struct
import sys
import time
import urllib.parse

from report import address, kind
from service import CannotBeDone

# Shown as they are: they say how the service works, and nothing about who uses it.
SHOWN = {"server", "retry-after", "allow", "cache-control", "vary", "via", "access-control-allow-origin",
         "strict-transport-security"}


def is_text(value):
    return isinstance(value, str) and value != ""


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_number_or_text(value):
    return is_count(value) or is_text(value)


def is_number_or_digits(value):
    return is_count(value) or (is_text(value) and value.isdigit())


def is_true(value):
    return value is True


def is_link(value):
    return is_text(value) and value.startswith(("https://", "http://127.0.0.1", "http://localhost"))


def optional(check):
    return lambda value: value is None or check(value)


# Field → (what the contract says, the check, whether the value itself may be shown).
TOKENS = {"access_token": ("text", is_text, False), "expires_in": ("number, or in digits", is_number_or_digits, True),
          "token_type": ("Bearer", lambda value: str(value).lower() == "bearer", True),
          "user_id": ("number or text", is_number_or_text, False),
          "refresh_token": ("text; after a refresh optional", optional(is_text), False)}
ERROR = {"error": ("a sentence", is_text, True)}
INTROSPECTION = {"active": ("true", is_true, True), "client_id": ("text", is_text, False),
                 "username": ("text", is_text, False), "token_type": ("text", is_text, True),
                 "exp": ("number", is_count, False)}
INTROSPECTION_OF_REFRESH = {**INTROSPECTION, "exp": ("number, or not told", optional(is_count), False)}
USER = {"username": ("text", is_text, False), "name": ("text", optional(is_text), False),
        "profile_url": ("link", optional(is_link), False), "avatar_thumbnail_url": ("link", optional(is_link), False)}
CREATED = {"id": ("number or text", is_number_or_text, False), "name": ("text", is_text, False),
           "object_status_url": ("link", is_link, False), "object_url": ("link", is_link, False),
           "files": ("list of 1", lambda value: isinstance(value, list) and len(value) == 1, False)}
CREATED_FILE = {"upload_id": ("number or text", is_number_or_text, False), "filename": ("text", is_text, False)}
STATUS = {"id": ("number or text", is_number_or_text, False), "name": ("text", is_text, False),
          "object_status_url": ("link, or not told", optional(is_link), False),
          "object_url": ("link, or not told", optional(is_link), False),
          "files": ("list of 1", lambda value: isinstance(value, list) and len(value) == 1, False)}
STATUS_FILE = {**CREATED_FILE, "status": ("a word", is_text, True)}
OBJECT = {"id": ("number or text", is_number_or_text, False), "name": ("text", is_text, False),
          "visibility": ("0, private as it was asked for", lambda value: value in (0, "0"), True)}
OBJECTS = {"total_count": ("number", is_count, False), "items": ("list", lambda value: isinstance(value, list), False)}


def note_headers(report, step, answer):
    others = []
    for name, value in answer.headers:
        low = name.lower()
        if low in SHOWN or low.startswith(("x-ratelimit", "ratelimit")):
            report.note(step, name, value)
        elif low == "set-cookie":
            report.note(step, name, f"{value.partition('=')[0]}, {len(value)} characters")
        elif low not in ("date", "content-type", "content-length", "connection", "location", "content-security-policy",
                         "x-frame-options"):
            others.append(name)
    if others:
        report.note(step, "other headers", ", ".join(sorted(others)))


def check_fields(report, step, answer, expected, fields=None, prefix=""):
    """Every field of the contract, then those that it does not know."""
    if fields is None:
        met = answer.header("Content-Type") or "none"
        report.compare(step, "body", "a JSON object", f"{met}, {len(answer.body)} bytes", isinstance(answer.json, dict))
        if 300 <= answer.status < 400:
            report.compare(step, "redirect", "none", address(answer.header("Location") or ""), False)
        note_headers(report, step, answer)
        fields = answer.fields()
    for name, (what, is_right, is_shown) in expected.items():
        value = fields.get(name)
        met = "missing" if name not in fields else str(value) if is_shown and value is not None else kind(value)
        report.compare(step, prefix + name, what, met, is_right(value))
    for name in sorted(set(fields) - set(expected)):
        report.note(step, prefix + name, kind(fields[name]), "not in the contract")


def tetrahedron():
    """A binary STL of 284 bytes: edges of 10, 20 and 30 mm along the axes."""
    corners = ((0, 0, 0), (10, 0, 0), (0, 20, 0), (0, 0, 30))
    facets = (((0, 0, -1), (0, 2, 1)), ((0, -1, 0), (0, 1, 3)), ((-1, 0, 0), (0, 3, 2)),
              ((6 / 7, 3 / 7, 2 / 7), (1, 2, 3)))
    body = b"".join(struct.pack("<12fH", *normal, *(x for i in triangle for x in corners[i]), 0)
                    for normal, triangle in facets)
    return b"Test of the connection, to be deleted".ljust(80) + struct.pack("<I", len(facets)) + body


def only_file(fields):
    files = fields.get("files")
    return files[0] if isinstance(files, list) and files and isinstance(files[0], dict) else {}


class Made:
    """The object that was made."""

    def __init__(self, fields):
        self.number = urllib.parse.quote(str(fields.get("id", "")), safe="")
        self.url = fields.get("object_url") if is_link(fields.get("object_url")) else ""
        self.upload_id = str(only_file(fields).get("upload_id", ""))


class Publisher:
    NAME = "Connection test"
    FILE = "connection-test.stl"

    def __init__(self, options, service, report, account):
        self.options, self.service, self.report, self.account = options, service, report, account

    def call(self, step, method, path, status, headers=None, body=None):
        answer = self.service.send(method, self.options.api + path,
                                   {"Authorization": "Bearer " + self.account.token, **(headers or {})}, body)
        expected = " or ".join(str(one) for one in status)
        self.report.compare(step, "status", expected, answer.status, answer.status in status)
        if answer.status not in status:
            check_fields(self.report, step, answer, ERROR)
        return answer

    def user(self, step="user"):
        answer = self.call(step, "GET", "/user", (200,))
        if answer.status != 200:
            raise CannotBeDone("the service does not say who is linked")
        check_fields(self.report, step, answer, USER)
        return answer.fields().get("username")

    def ask_and_create(self):
        if not self.options.yes:
            print(f"Publish a private test object at {self.options.api}? y/N ", end="", file=sys.stderr, flush=True)
            if sys.stdin.readline().strip().lower() not in ("y", "yes"):
                raise CannotBeDone("nothing was published, as you wished")
        self.stl = tetrahedron()
        body = (f'{{"name": "{self.NAME}", "visibility": 0, "files": '
                f'[{{"filename": "{self.FILE}", "bytes": {len(self.stl)}}}]}}')
        answer = self.call("create", "POST", "/object", (200,), {"Content-Type": "application/json"}, body)
        if answer.status != 200:
            raise CannotBeDone("the object was not created, or nobody can say: look at your objects on the site")
        made = Made(answer.fields())
        self.report.hide(made.upload_id, "upload id")
        check_fields(self.report, "create", answer, CREATED)
        check_fields(self.report, "create", answer, CREATED_FILE, only_file(answer.fields()), "files[0].")
        if not made.number:
            raise CannotBeDone("the object has no number: look at your objects on the site")
        return made

    def status(self, step, made, path="/object", status=(200,)):
        return self.call(step, "GET", f"{path}/{made.number}/upload_status", status)

    def send_file(self, made):
        if not made.upload_id:  # an object whose create did not tell can be gone on with
            made.upload_id = str(only_file(self.status("status, before", made).fields()).get("upload_id", ""))
            self.report.hide(made.upload_id, "upload id")
        if not made.upload_id:
            raise CannotBeDone("the service gave no upload id")
        headers = {"Content-Type": "application/octet-stream", "Content-Disposition": f'filename="{self.FILE}"'}
        answer = self.call("file", "POST", "/file?" + urllib.parse.urlencode({"upload_id": made.upload_id}),
                           (201,), headers, self.stl)
        if answer.status == 201:
            check_fields(self.report, "file", answer, {"filename": CREATED_FILE["filename"]})

    def poll(self, made):
        begin = time.monotonic()
        last, path, word = None, "/object", ""
        answer = self.status("status", made, path, (200, 404, 405))
        if answer.status != 200:
            path = "/objects"
            answer = self.status("status, 2nd path", made, path)
        else:
            self.status("status, 2nd path", made, "/objects", (200, 404, 405))
        check_fields(self.report, "status", answer, STATUS)
        check_fields(self.report, "status", answer, STATUS_FILE, only_file(answer.fields()), "files[0].")
        for delay in (1, 2, 3, 5) + (8,) * 1000:
            word = only_file(answer.fields()).get("status")
            passed = time.monotonic() - begin
            if word != last:
                self.report.compare("status", f"word after {passed:.0f} s", "pending, failed, done or uploaded", word,
                                    word in ("pending", "failed", "done", "uploaded"))
            last = word
            if word in ("done", "uploaded", "failed") or passed + delay > self.options.poll:
                break
            time.sleep(delay)
            answer = self.service.send("GET", f"{self.options.api}{path}/{made.number}/upload_status",
                                       {"Authorization": "Bearer " + self.account.token})
        self.report.compare("status", "in the end", "done or uploaded", word, word in ("done", "uploaded"))

    def read_back(self, made, username):
        answer = self.call("object", "GET", "/objects/" + made.number, (200,))
        if answer.status == 200:
            check_fields(self.report, "object", answer, OBJECT)
        if not is_text(username):
            return
        answer = self.call("objects", "GET", f"/users/{urllib.parse.quote(username, safe='')}/objects", (200,))
        if answer.status == 200:
            check_fields(self.report, "objects", answer, OBJECTS)
            items = answer.fields().get("items")
            is_there = any(str(item.get("id")) == made.number for item in (items if isinstance(items, list) else [])
                           if isinstance(item, dict))
            self.report.compare("objects", "the test object", "is among them",
                                "is among them" if is_there else "is not", is_there)
