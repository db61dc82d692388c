"""What tests with a hostile service share: the sign-in at one, and what must hold afterwards."""

import json

from desktop import wait_for
from end_to_end import SAMPLE_MODEL, SIGN_IN_TITLE, EndToEnd
from hostile_service import HostileService, as_json, script_page

# In every code and token: nothing of one may be found anywhere afterwards.
SECRET = "s3cr3t-answer"
GOOD_CODE = SECRET + "-good"


def quoted(value):
    """A JavaScript literal that can stand in a script element."""
    return json.dumps(value).replace("<", "\\u003C")


class HostileSignIn(EndToEnd):
    def tearDown(self):
        try:
            self.assert_nothing_is_kept()
        finally:
            super().tearDown()

    # --- the cast

    def service(self, authorize, authority=None, **pages):
        """`authorize`, `pages`: functions from a request to an answer, by the last part of their path."""
        service = HostileService(authority)
        self.addCleanup(service.close)
        service.pages["/token"] = lambda _: as_json({"access_token": SECRET + "-token", "token_type": "Bearer"})
        service.pages["/authorize"] = authorize
        service.pages.update({"/" + name: make for name, make in pages.items()})
        return service

    def publish_now(self, service, make_profile=None, **changes):
        self.report = self.folder / "report.json"
        self.report.unlink(missing_ok=True)
        urls = {"authorize_url": service.url + "/authorize", "token_url": service.url + "/token"}
        if make_profile is None:
            profile = self.profile(service, **urls, **changes)
        else:
            profile = make_profile(service, authorize_url=urls["authorize_url"], **changes)
        return self.slicer(profile, "--run", "mmf.publish-now", "--report", self.report, SAMPLE_MODEL)

    def login_page(self, request, script="", html=""):
        """What an honest person does on it: press the button, which leads to the right answer."""
        url = request.answer("code=" + GOOD_CODE)
        button = f"<button onclick='location.href = {quoted(url)}'>Sign in</button>"
        return script_page(script, html + button)

    def press_in_window(self, slicer, name):
        self.desktop.press(self.button(self.dialog(slicer, SIGN_IN_TITLE), name))

    # --- what is seen

    def wait_for_log(self, slicer, *lines):
        for line in lines:
            wait_for(lambda line=line: line in slicer.error_output(), 20,
                     lambda line=line: f"{line!r} in the log:\n{slicer.error_output()}")

    def assert_nothing_was_exchanged(self, service):
        self.assertEqual(service.requests("/token"), [])
        self.assertEqual(service.requests("/api/*"), [])

    def assert_good_code_was_exchanged(self, service):
        wait_for(lambda: service.requests("/token"), 20, "the code to be exchanged")
        self.assertEqual([request.form["code"] for request in service.requests("/token")], [GOOD_CODE])

    def assert_the_person_can_sign_in(self, slicer, service):
        """In the window that is still there."""
        self.assert_nothing_was_exchanged(service)
        self.press_in_window(slicer, "Sign in")
        self.assert_good_code_was_exchanged(service)
        self.assert_ended(slicer, 1, "failed")  # it has no API

    def assert_the_person_can_cancel(self, slicer, service):
        self.press_in_window(slicer, "Cancel")
        self.assert_ended(slicer, 2, "cancelled")
        self.assert_nothing_was_exchanged(service)

    def assert_nothing_is_kept(self):
        """Neither in what the programs wrote nor in what they said."""
        for path in self.desktop.home.rglob("*"):
            if path.is_file() and SECRET.encode() in path.read_bytes():
                self.fail(f"{path} has a code or a token")
