"""An authorization server from servers/ as a process: what it decided, and a client of the test's own for it."""

import base64
import html.parser
import http.client
import http.cookiejar
import json
import pathlib
import urllib.error
import urllib.parse
import urllib.request

from end_to_end import BUILD

SERVERS = BUILD / "interop"


class ForeignServer:
    """`script`: a file of servers/. `paths`: authorize, token and introspection endpoint. `settings`: see
    servers/service.js."""

    def __init__(self, desktop, script, paths, **settings):
        self.settings = {"access_token_seconds": 600} | settings
        given = {key: value for key, value in self.settings.items() if value is not None}
        self.program = desktop.start(["node", SERVERS / script, json.dumps(given)])
        self.url = self.program.line(timeout=30)
        self.authorize_url, self.token_url, self.introspect_url = (self.url + path for path in paths)

    def events(self, name=None):
        lines = self.program.output().splitlines()[1:]
        found = [json.loads(line) for line in lines if line.endswith("}")]
        return [event for event in found if name in (None, event["event"])]

    def grants(self, grant_type):
        return [event for event in self.events("grant.success") if event["grant_type"] == grant_type]


class Client:
    """An OAuth client without anything of the plugin: signs in by filling in whatever form comes."""

    def __init__(self, server):
        self._server = server
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar, _NoRedirect)

    def code(self, **parameters):
        """Signs in as "designer" and returns the code."""
        redirect_uri = self._server.settings["redirect_uri"]
        query = {"client_id": self._server.settings["client_id"], "redirect_uri": redirect_uri,
                 "response_type": "code", "state": "a state", **parameters}
        url, form = f"{self._server.authorize_url}?{urllib.parse.urlencode(query)}", None
        for _ in range(20):
            answer = self._open(url, form)
            if answer.status in (302, 303):
                url, form = urllib.parse.urljoin(url, answer.headers["Location"]), None
                if url.startswith(redirect_uri):
                    return urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["code"][0]
            else:
                page = _Form()
                page.feed(answer.read().decode())
                assert page.action, f"{answer.status}: no form at {url}"
                url, form = urllib.parse.urljoin(url, page.action), page.fields
        raise AssertionError(f"no code after 20 pages, the last at {url}")

    def token(self, **form):
        """The status and the answer of the token endpoint."""
        credentials = ":".join(urllib.parse.quote(self._server.settings[key], safe="")
                               for key in ("client_id", "client_secret"))
        answer = self._open(self._server.token_url, form, base64.b64encode(credentials.encode()).decode())
        return answer.status, json.load(answer)

    def _open(self, url, form, basic=None):
        body = None if form is None else urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(url, body, {"Authorization": "Basic " + basic} if basic else {})
        try:
            return self._opener.open(request, timeout=30)
        except urllib.error.HTTPError as answer:
            return answer


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class _Form(html.parser.HTMLParser):
    """The first form of a page, filled in."""

    def __init__(self):
        super().__init__()
        self.action = None
        self.fields = {}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form" and self.action is None:
            self.action = attributes["action"]
        elif tag == "input":
            kind = attributes.get("type", "text")
            value = {"text": "designer", "password": "secret"}.get(kind, attributes.get("value", ""))
            self.fields[attributes["name"]] = value
