"""Sign-in pages that want more than a sign-in: they get nothing of it, the log says so, and the person can go on."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from desktop import wait_for  # noqa: E402
from end_to_end import SIGN_IN_TITLE, main  # noqa: E402
from hostile_service import Answer, HostileService, as_json, page  # noqa: E402
from hostile_sign_in import HostileSignIn, quoted  # noqa: E402


class HostilePage(HostileSignIn):
    def test_downloads(self):
        def authorize(request):
            return self.login_page(request, """
                const download = url => {
                  const link = document.createElement('a');
                  link.href = url;
                  link.download = 'unwanted.bin';
                  document.body.append(link);
                  link.click();
                };
                const blob = () => download(URL.createObjectURL(new Blob(['unwanted'])));""", """
                <button onclick="download('/file')">File</button>
                <button onclick="download('data:application/octet-stream,unwanted')">Data</button>
                <button onclick="blob()">Blob</button>
                <button onclick="location.href = '/attachment'">Attachment</button>""")

        def attachment(_):
            return Answer(200, {"Content-Type": "application/octet-stream",
                                "Content-Disposition": "attachment; filename=unwanted.bin"}, b"unwanted")
        service = self.service(authorize, file=attachment, attachment=attachment)
        slicer = self.publish_now(service)
        for name, line in (("File", f"no download: {service.url}/file"), ("Data", "not loaded: data:"),
                           ("Blob", "not loaded: blob:"), ("Attachment", f"no download: {service.url}/attachment")):
            self.press_in_window(slicer, name)
            self.wait_for_log(slicer, "sign-in: " + line)
        self.assertEqual([path for path in self.desktop.home.rglob("*") if "unwanted" in path.name], [])
        self.assert_the_person_can_sign_in(slicer, service)

    def test_windows(self):
        """None opens; what would be shown in one is shown in its place, if it is a web page."""
        urls = ("about:blank", "file:///etc/passwd", "data:text/html,x", "mailto:someone@example.com",
                "other-program:start")

        def authorize(request):
            buttons = "".join(f"<button onclick='window.open({quoted(url)})'>{url.split(':')[0]}</button>"
                              for url in urls)
            return self.login_page(request, "window.open('/unasked');", buttons)
        service = self.service(authorize)
        slicer = self.publish_now(service)
        for url in urls:
            scheme = url.split(":")[0]
            self.press_in_window(slicer, scheme)
            self.wait_for_log(slicer, f"sign-in: no other window: {scheme}:")
        frames = self.desktop.find_all(slicer, role=("frame", "dialog", "alert"))
        self.assertEqual(len(frames), 2, [frame.name for frame in frames])  # the slicer's and the sign-in
        self.assertEqual(service.requests("/unasked"), [])  # one that no person's click asks for
        self.assert_the_person_can_sign_in(slicer, service)

    def test_the_page_around_the_frame(self):
        """It shares the origin of the service's page, so it has nothing that this page does not have: no bridge to the
        plugin, no secret. What it is made to load is judged like everything."""
        def authorize(request):
            return self.login_page(request, """
                const seen = [parent.document.documentElement.outerHTML, parent.location.href, document.referrer,
                              String(parent.webkit && parent.webkit.messageHandlers), String(parent.opener),
                              parent.document.cookie, parent.name].join('\\n');
                fetch('/seen', {method: 'POST', body: new URLSearchParams({page: seen})}).then(() => {
                  top.location.href = 'data:text/html,x';
                  const frame = parent.document.createElement('iframe');
                  frame.src = 'other-program:start';
                  parent.document.body.append(frame);
                });""")
        service = self.service(authorize, seen=lambda _: as_json({}))
        slicer = self.publish_now(service)
        wait_for(lambda: service.requests("/seen"), 20, "what the page saw")
        seen = service.requests("/seen")[0].form["page"]
        shell, place, referrer, handlers, opener, cookie, name = seen.rsplit("\n", 6)
        self.assertIn("<iframe", shell)
        for secret in ("sandbox-secret", str(self.folder), str(self.desktop.home)):
            self.assertNotIn(secret, seen)
        self.assertEqual([place, referrer, opener, cookie, name], [service.url + "/", "", "null", "", ""])
        self.assertIn(handlers, ("undefined", "null", "[object UserMessageHandlersNamespace]"))
        self.wait_for_log(slicer, "not loaded: data:", "not loaded: other-program:")
        self.assert_the_person_can_sign_in(slicer, service)

    def test_the_frame_is_left_for_a_look_alike(self):
        """A page that takes the whole window: its origin is shown, and the window can be closed."""
        elsewhere = HostileService()
        self.addCleanup(elsewhere.close)
        elsewhere.pages["*"] = lambda _: page("<h1>Your bank</h1>")
        service = self.service(lambda request: self.login_page(
            request, f"top.location.href = 'http://localhost:{elsewhere.port}/bank';"))
        slicer = self.publish_now(service)
        dialog = self.dialog(slicer, SIGN_IN_TITLE)
        self.desktop.find(dialog, role="heading", name="Your bank", timeout=20)
        self.desktop.find(dialog, role="label", name=f"http://localhost:{elsewhere.port}")
        self.wait_for_log(slicer, f"http://localhost:{elsewhere.port}/bank")
        self.assert_the_person_can_cancel(slicer, service)


if __name__ == "__main__":
    main()
