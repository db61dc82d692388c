"""One request at a time to the service: TLS always verified, no redirect followed, nothing kept."""

import http.client
import json
import ssl
import time
import urllib.parse

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LARGEST_ANSWER = 1 << 20


class CannotBeDone(Exception):
    """With a sentence for the person."""


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # in order, as (name, value)
        self.body = body
        try:
            self.json = json.loads(body)
        except (ValueError, RecursionError):
            self.json = None

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def fields(self):
        return self.json if isinstance(self.json, dict) else {}


class Service:
    def __init__(self, ca_file):
        try:
            self._tls = ssl.create_default_context(cafile=ca_file)
        except OSError as error:
            raise CannotBeDone(f"the file of authorities cannot be read: {error.strerror or error}") from error
        self._next = 0.0

    @staticmethod
    def check(url):
        """https, or http to this machine."""
        parts = urllib.parse.urlsplit(url)
        if parts.hostname and (parts.scheme == "https" or
                               (parts.scheme == "http" and parts.hostname in LOOPBACK)):
            return url.rstrip("/")
        raise CannotBeDone(f"{url} is not safe: https, or http to this machine")

    def send(self, method, url, headers=None, body=None):
        self.check(url)
        parts = urllib.parse.urlsplit(url)
        if parts.hostname not in LOOPBACK:  # at most five a second
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + 0.2
        if parts.scheme == "https":
            connection = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=30, context=self._tls)
        else:
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        try:
            target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
            sent = {"User-Agent": "publish-to-myminifactory-probe/1", "Accept": "application/json"}
            connection.request(method, target, body, {**sent, **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read(LARGEST_ANSWER))
        except ssl.SSLCertVerificationError as error:
            raise CannotBeDone(f"{parts.hostname} could not be verified: {error.verify_message}") from error
        except ValueError:  # its text would show the value
            raise CannotBeDone("the client id, the secret or the token has a character that cannot be sent") from None
        except (OSError, http.client.HTTPException) as error:
            raise CannotBeDone(f"{method} {parts.hostname}{parts.path}: "
                               f"{getattr(error, 'strerror', None) or type(error).__name__}") from error
        finally:
            connection.close()

    def form(self, url, fields, headers=None):
        return self.send("POST", url, {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})},
                         urllib.parse.urlencode(fields))
