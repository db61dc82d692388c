"""A service that answers a sign-in as it likes, for one test: a server in the test's own process.

    service = HostileService()
    service.pages["/authorize"] = lambda request: redirect(request.answer("code=1"))
    ... the slicer signs in at service.url + "/authorize" ...
    assert service.requests("/token") == []
    service.close()

A page is a function of the Request that gives an Answer. A page of '*' is for every path that has none.
"""

import collections
import dataclasses
import http.server
import json
import ssl
import sys
import threading
import urllib.parse

Answer = collections.namedtuple("Answer", "status headers body")


@dataclasses.dataclass
class Request:
    method: str
    host: str  # and port, as the client named it
    path: str
    query: dict  # the first value of each name
    form: dict

    def answer(self, parameters, redirect_uri=None, separator="?"):
        """The address that ends this sign-in: the redirect URI with `parameters` and the state that was sent."""
        return f"{redirect_uri or self.query['redirect_uri']}{separator}{parameters}&state={self.query['state']}"


def page(html, status=200, **headers):
    document = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>A page</title></head><body>{html}"
    return Answer(status, {"Content-Type": "text/html; charset=utf-8"} | headers, document.encode())


def script_page(script, html=""):
    return page(f"{html}<script>{script}</script>")


def redirect(url):
    return Answer(302, {"Location": url}, b"")


def as_json(value, status=200):
    return Answer(status, {"Content-Type": "application/json"}, json.dumps(value).encode())


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that goes away, or that trusts no such certificate, is none of the test's concern."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class HostileService:
    """Listens on 127.0.0.1 (and what leads there) at a free port. `authority`: https with its certificate."""

    def __init__(self, authority=None):
        self.pages = {}
        self._requests = []
        self._server = _Server(("127.0.0.1", 0), self._handler())
        if authority is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(authority.certificate, authority.key)
            # The handshake belongs to the connection's thread: one that hangs holds up no other.
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True,
                                                      do_handshake_on_connect=False)
        self.port = self._server.server_address[1]
        self.url = f"{'https' if authority else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def requests(self, path=None):
        """Every request in order, or those for `path`; one that ends with '*' is a beginning."""
        def matches(request):
            return path is None or request.path == path or (path.endswith("*") and request.path.startswith(path[:-1]))
        return [request for request in list(self._requests) if matches(request)]

    def _handler(service):  # noqa: N805
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _process(self):
                address = urllib.parse.urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode(errors="replace")
                request = Request(self.command, self.headers.get("Host", ""), address.path,
                                  dict(reversed(urllib.parse.parse_qsl(address.query))),
                                  dict(reversed(urllib.parse.parse_qsl(body))))
                service._requests.append(request)
                make = service.pages.get(request.path) or service.pages.get("*")
                answer = make(request) if make else page("Nothing here", 404)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST = _process  # noqa: N815: the names that the base class looks for

            def log_message(self, *_):
                pass

        return Handler
