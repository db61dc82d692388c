"""The sign-in by the system's browser: a listener on this machine waits for the one redirect that is ours."""

import hmac
import http.server
import queue
import socket
import socketserver
import threading
import urllib.parse
import webbrowser

from service import CannotBeDone

LARGEST_FRAGMENT = 64 * 1024

# What an implicit grant brings is in the fragment, which a browser shows to scripts only.
PASS_ON = """<!doctype html><meta charset="utf-8"><title>One moment</title><p id="said">One moment…</p><script>
const fragment = location.hash.slice(1);
history.replaceState(null, "", location.pathname);
fetch(location.pathname, {method: "POST", body: fragment}).then(() => {
  document.getElementById("said").textContent = "Done. Go back to the terminal.";
});
</script>"""


def fields_of(text):
    return dict(urllib.parse.parse_qsl(text, keep_blank_values=True))


class Server(socketserver.ThreadingTCPServer):
    """Not http.server's, which looks its own name up first and may wait for it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, family, place, handler):
        self.address_family = family
        super().__init__(place, handler)


class Listener:
    """Listens from `with` on; `wait` gives the fields of the first redirect with the right state."""

    def __init__(self, redirect_uri, state):
        parts = urllib.parse.urlsplit(redirect_uri)
        if parts.scheme != "http" or parts.hostname not in ("localhost", "127.0.0.1") or not parts.port:
            raise CannotBeDone("the redirect URI must be http://localhost:PORT/… or http://127.0.0.1:PORT/…")
        self._answers = queue.Queue()
        self._servers = []
        handler = self._handler(parts.path or "/", {f"localhost:{parts.port}", f"127.0.0.1:{parts.port}"}, state)
        for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
            try:
                self._servers.append(Server(family, (host, parts.port), handler))
            except OSError as error:
                if family == socket.AF_INET:
                    raise CannotBeDone(f"port {parts.port} cannot be listened on: {error.strerror}") from error

    def _handler(self, path, hosts, state):
        answers = self._answers

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass  # it would show the code

            def reply(self, status, text):
                body = text.encode()
                self.send_response(status)
                for name, value in (("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"),
                                    ("Referrer-Policy", "no-referrer"), ("Content-Length", len(body))):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def take(self, fields, where):
                if not hmac.compare_digest(fields.get("state", "").encode(), state.encode()):
                    return self.reply(400, "This is not the answer that was waited for.")
                answers.put((where, fields))
                return self.reply(200, "Done. Go back to the terminal.")

            def is_ours(self):
                if urllib.parse.urlsplit(self.path).path == path and self.headers.get("Host") in hosts:
                    return True
                self.reply(404, "There is nothing here.")
                return False

            def do_GET(self):
                if self.is_ours():
                    query = fields_of(urllib.parse.urlsplit(self.path).query)
                    self.take(query, "query") if query else self.reply(200, PASS_ON)

            def do_POST(self):
                length = self.headers.get("Content-Length", "")
                origins = {"http://" + host for host in hosts}
                if not self.is_ours():
                    return
                if self.headers.get("Origin") not in origins or not length.isdigit() or \
                        int(length) > LARGEST_FRAGMENT:
                    self.reply(400, "This is not the answer that was waited for.")
                    return
                self.take(fields_of(self.rfile.read(int(length)).decode(errors="replace")), "fragment")

        return Handler

    def __enter__(self):
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def wait(self, timeout):
        try:
            return self._answers.get(timeout=timeout)
        except queue.Empty:
            raise CannotBeDone("the browser did not come back") from None


def open_browser(url):
    if not webbrowser.open(url):
        print("Open this page in your browser:\n  " + url, flush=True)
