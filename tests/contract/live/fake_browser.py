#!/usr/bin/env python3
"""In place of a person at a browser: signs in at the sandbox as designer, allows the access, follows the redirect.

    fake_browser.py URL      CA_FILE in the environment: the authority of the sandbox's certificate
"""

import http.cookiejar
import os
import re
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def main():
    url = sys.argv[1]
    context = ssl.create_default_context(cafile=os.environ.get("CA_FILE"))
    opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
                                         urllib.request.HTTPSHandler(context=context),
                                         urllib.request.ProxyHandler({}))

    def ask(address, form=None, headers=()):
        body = None if form is None else form if isinstance(form, bytes) else urllib.parse.urlencode(form).encode()
        try:
            answer = opener.open(urllib.request.Request(address, body, dict(headers)), timeout=10)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.read().decode(), answer.headers.get("Location")

    origin, query = url.partition("/web/")[0], url.partition("?")[2]
    ask(url)
    ask(f"{origin}/web/login?{query}", {"username": "designer", "password": "secret"})
    page, _ = ask(url)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page).group(1)
    _, back = ask(f"{origin}/web/consent?{query}", {"csrf": csrf, "decision": os.environ.get("DECISION", "allow")})
    place, _, fragment = back.partition("#")
    ask(urllib.parse.urljoin(place, "/favicon.ico"))
    page, _ = ask(place)
    if fragment and "location.hash" in page:  # what the page's script does
        ask(place, fragment.encode(), {"Origin": place.rpartition("/")[0]}.items())


main()
