"""Services whose answer to a sign-in must not be taken: nothing of it is exchanged or kept, the reason is in the log,
and the person can go on."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from end_to_end import SIGN_IN_TITLE, main  # noqa: E402
from hostile_service import HostileService, as_json, page, redirect, script_page  # noqa: E402
from hostile_sign_in import GOOD_CODE, SECRET, HostileSignIn, quoted  # noqa: E402
from sandbox import Authority  # noqa: E402

REDIRECT_URI = "http://localhost:7330/callback"


def go_to(url):
    return script_page(f"location.href = {quoted(url)}")


class HostileAnswer(HostileSignIn):
    # --- answers that end the sign-in and are not taken

    def assert_refused(self, authorize, reason, make_profile=None):
        service = self.service(authorize)
        slicer = self.publish_now(service, make_profile)
        message = self.assert_ended(slicer, 1, "failed")
        self.assertIn("the page's answer cannot be used: " + reason, message)
        self.wait_for_log(slicer, "the page's answer cannot be used: " + reason)
        self.assert_nothing_was_exchanged(service)

    def test_another_state(self):
        self.assert_refused(lambda _: redirect(f"{REDIRECT_URI}?code={SECRET}&state=another"),
                            "it does not belong to this sign-in")

    def test_no_state(self):
        self.assert_refused(lambda _: go_to(f"{REDIRECT_URI}?code={SECRET}"), "it does not belong to this sign-in")

    def test_two_states(self):
        self.assert_refused(lambda request: redirect(request.answer(f"code={SECRET}&state=another")),
                            "it has 'state' twice")

    def test_a_code_with_a_line_end(self):
        self.assert_refused(lambda request: redirect(request.answer(f"code={SECRET}%0D%0AX-Injected:%20yes")),
                            "it has no usable code")

    def test_a_token_with_a_line_end(self):
        self.assert_refused(
            lambda request: redirect(request.answer(f"access_token={SECRET}%0D%0AX-Injected:%20yes", separator="#")),
            "it has no usable token", self.implicit_profile)

    def test_a_token_that_servers_have_seen(self):
        self.assert_refused(lambda request: redirect(request.answer(f"access_token={SECRET}")),
                            "it has no usable token", self.implicit_profile)

    def test_an_answer_of_ten_megabytes(self):
        self.assert_refused(
            lambda _: script_page(f"location.href = {quoted(REDIRECT_URI + '?code=' + SECRET)} + 'x'.repeat(10000000)"),
            "it is too long")

    def test_a_token_answer_with_a_line_end(self):
        service = self.service(
            lambda request: redirect(request.answer("code=" + GOOD_CODE)),
            token=lambda _: as_json({"access_token": SECRET + "\r\nX-Injected: yes", "token_type": "Bearer"}))
        slicer = self.publish_now(service)
        self.assert_ended(slicer, 1, "failed")
        self.wait_for_log(slicer, "the answer has no usable access token")
        self.assertEqual(service.requests("/api/*"), [])

    # --- answers that are none

    def test_places_that_look_like_the_redirect(self):
        """The service sends its answer to one after the other; each page there sends the person on."""
        elsewhere = HostileService()
        self.addCleanup(elsewhere.close)
        port = elsewhere.port
        # The redirect URI has the port where the look-alikes are, so that each of them can be loaded.
        uri = f"http://localhost:{port}/callback"
        places = [
            f"http://127.0.0.1:{port}/callback",
            f"http://callback.localhost:{port}/callback",
            f"http://localhost:{port}@127.0.0.1:{port}/callback",
            f"http://user:password@localhost:{port}/callback",
            f"http://localhost:{port}/callback/",
            f"http://localhost:{port}/Callback",
            f"http://localhost:{port}/callback/../callback2",
            f"http://localhost:{port}//callback",
            f"http://localhost:{port}/callback%2F",
            f"http://localhost:{port}/x?y=/callback",
        ]

        def authorize(request):
            service.state = request.query["state"]
            return redirect("/hop?to=0")

        def hop(request):
            number = int(request.query["to"])
            answer = f"code={SECRET}-{number}&state={service.state}"
            if number == len(places):
                url = f"{uri}?code={GOOD_CODE}&state={service.state}"
                return page(f"<button onclick='location.href = {quoted(url)}'>Sign in</button>")
            url = f"{places[number]}{'&' if '?' in places[number] else '?'}{answer}"
            return go_to(url) if number % 2 else redirect(url)

        def next_hop(request):
            number = int(request.query["code"].rsplit("-", 1)[1])
            return redirect(f"{service.url}/hop?to={number + 1}")

        service = self.service(authorize, hop=hop)
        elsewhere.pages["*"] = next_hop
        slicer = self.publish_now(service, redirect_uri=uri)
        self.button(self.dialog(slicer, SIGN_IN_TITLE), "Sign in")
        visited = [request.query["code"] for request in elsewhere.requests() if "code" in request.query]
        self.assertEqual(visited, [f"{SECRET}-{number}" for number in range(len(places))])
        self.wait_for_log(slicer, f"an answer goes to http://127.0.0.1:{port}/callback, which is not the redirect URI",
                          f"an answer goes to http://localhost:{port}/Callback, which is not the redirect URI")
        self.assert_the_person_can_sign_in(slicer, service)
        # What was the redirect was never fetched.
        self.assertEqual(elsewhere.requests("/callback")[-1].host, f"localhost:{port}")
        self.assertNotIn(GOOD_CODE, [request.query.get("code") for request in elsewhere.requests()])

    def test_a_port_where_nobody_is(self):
        """The person is told where the answer went, and can close the window."""
        gone = HostileService()
        gone.close()
        uri = f"http://localhost:{gone.port}/callback"
        service = self.service(lambda request: redirect(request.answer(f"code={SECRET}", uri)))
        slicer = self.publish_now(service)
        self.wait_for_log(slicer, f"an answer goes to {uri}, which is not the redirect URI")
        self.desktop.find(self.dialog(slicer, SIGN_IN_TITLE), role="label", timeout=20, where=lambda label:
                          "The page of localhost could not be loaded" in " ".join(label.name.split()))
        self.assert_the_person_can_cancel(slicer, service)

    def test_a_second_answer(self):
        """The first one counts; what comes while the window closes does not."""
        def authorize(request):
            urls = [request.answer("code=" + code) for code in (GOOD_CODE, SECRET + "-2", SECRET + "-3")]
            return script_page(f"""
                const urls = {quoted(urls)};
                const send = index => {{
                  const frame = document.createElement('iframe');
                  frame.src = urls[Math.min(index, urls.length - 1)];
                  document.body.append(frame);
                  setTimeout(() => send(index + 1), 0);
                }};
                send(0);""")
        service = self.service(authorize)
        slicer = self.publish_now(service)
        self.assert_ended(slicer, 1, "failed")
        self.assert_good_code_was_exchanged(service)

    def test_script_messages(self):
        """Of the page and of one with another origin in it: neither is an answer, whatever it holds."""
        def authorize(request):
            message = {"code": SECRET, "state": request.query["state"], "url": request.answer("code=" + SECRET)}
            inner = f"<script>top.postMessage({quoted(message)}, '*')</script>"
            frame = f"<iframe sandbox='allow-scripts' srcdoc='{inner.replace(chr(39), '&#39;')}'></iframe>"
            script = f"for (let i = 0; i < 1000; i++) {{ parent.postMessage({quoted(message)}, '*'); }}"
            return self.login_page(request, script, frame)
        service = self.service(authorize)
        slicer = self.publish_now(service)
        self.wait_for_log(slicer, "the page sent a script message, which is no answer")
        self.assertEqual(slicer.error_output().count("script message"), 1)
        self.assert_the_person_can_sign_in(slicer, service)

    # --- a redirect with a scheme of its own

    def test_a_scheme_of_its_own_from_an_encrypted_page(self):
        uri = "mmf-publish:/callback"
        authority = Authority(self.folder / "authority")
        service = self.service(lambda request: redirect(request.answer("code=" + GOOD_CODE)), authority)
        slicer = self.publish_now(service, redirect_uri=uri, ca_file=str(authority.ca_file))
        self.assert_good_code_was_exchanged(service)
        self.assert_ended(slicer, 1, "failed")


if __name__ == "__main__":
    main()
