#!/usr/bin/env python3
"""Publishes one private test object, step by step, and prints what was met beside what the contract expects.

Exit code: 0 all as expected, 1 something differs, 2 it could not be done.
"""

import argparse
import base64
import getpass
import os
import secrets
import sys
import urllib.parse

import publish
import sign_in
from report import Report, address, kind
from service import CannotBeDone, Service

ENVIRONMENT = """
The account comes from the environment, else by a question; no secret is taken from the command line, shown or kept:
  MMF_CLIENT_ID      the 'Client key' of the site's developer settings
  MMF_CLIENT_SECRET  with it the code grant is used, else the implicit one
  MMF_ACCESS_TOKEN   instead of a sign-in
"""


def arguments():
    parser = argparse.ArgumentParser(prog="live.sh", description=__doc__, epilog=ENVIRONMENT,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--api", default="https://www.myminifactory.com/api/v2", metavar="URL")
    parser.add_argument("--auth", default="https://auth.myminifactory.com", metavar="URL")
    parser.add_argument("--ca-file", metavar="F", help="trust these authorities instead of the system's")
    parser.add_argument("--redirect-uri", default="http://localhost:7330/callback", metavar="URI",
                        help="as it is registered (default %(default)s)")
    parser.add_argument("--grant", choices=("code", "implicit"), help="default: code where there is a secret")
    parser.add_argument("--yes", action="store_true", help="publish without asking")
    parser.add_argument("--wait", type=float, default=300, metavar="SECONDS", help="for the browser")
    parser.add_argument("--poll", type=float, default=120, metavar="SECONDS", help="for the files to be complete")
    return parser.parse_args()


class Account:
    """Who probes. What is secret leaves the environment, so that no browser inherits it."""

    def __init__(self, report):
        taken = {name: os.environ.pop("MMF_" + name, "") for name in ("CLIENT_ID", "CLIENT_SECRET", "ACCESS_TOKEN")}
        self.client_id, self.secret, self.token = taken.values()
        self.refresh_token = ""
        if not self.token and not self.client_id:
            if not sys.stdin.isatty():
                raise CannotBeDone("MMF_CLIENT_ID or MMF_ACCESS_TOKEN is needed")
            self.client_id = input("Client key: ").strip()
            self.secret = getpass.getpass("Client secret (empty if there is none): ").strip()
        report.hide(self.secret, "client secret")
        report.hide(self.token, "access token")

    def basic(self):
        pair = urllib.parse.quote_plus(self.client_id) + ":" + urllib.parse.quote_plus(self.secret)
        return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


class SignIn:
    def __init__(self, options, service, report, account):
        self.options, self.service, self.report, self.account = options, service, report, account
        self.tokens_url = options.auth + "/v1/oauth/tokens"
        self.grant = options.grant or ("code" if account.secret else "implicit")

    def authorize_url(self, state, **more):
        fields = {"client_id": self.account.client_id, "redirect_uri": self.options.redirect_uri,
                  "response_type": "code" if self.grant == "code" else "token", "state": state, **more}
        return self.options.auth + "/web/authorize?" + urllib.parse.urlencode(fields)

    def look_at_page(self):
        """What a frame would be given, and what a bad client id is; nobody signs in here."""
        html = {"Accept": "text/html"}
        for name, more in (("page", {}), ("page, iframe", {"redirect_type": "iframe"})):
            page = self.service.send("GET", self.authorize_url(secrets.token_hex(8), **more), html)
            policy = page.header("Content-Security-Policy") or ""
            ancestors = [part.strip() for part in policy.split(";") if part.strip().startswith("frame-ancestors")]
            frame = page.header("X-Frame-Options")
            self.report.compare(name, "status", "200, or a redirect to a login page", page.status,
                                page.status == 200 or (300 <= page.status < 400 and page.header("Location")))
            if page.header("Location"):
                self.report.note(name, "Location", address(page.header("Location")))
            self.report.compare(name, "X-Frame-Options", "none or SAMEORIGIN", frame or "none",
                                (frame or "SAMEORIGIN").upper() == "SAMEORIGIN")
            self.report.compare(name, "frame-ancestors", "none or 'self'", ", ".join(ancestors) or "none",
                                ancestors in ([], ["frame-ancestors 'self'"]))
            self.report.note(name, "Content-Type", page.header("Content-Type") or "none", "text/html")
            publish.note_headers(self.report, name, page)
        bad = self.options.auth + "/web/authorize?" + urllib.parse.urlencode(
            {"client_id": "no-such-client-" + secrets.token_hex(4), "redirect_uri": self.options.redirect_uri,
             "response_type": "code", "state": "x"})
        page = self.service.send("GET", bad, html)
        self.report.compare("page, bad id", "status", "400, without a redirect", page.status, page.status == 400)
        self.report.compare("page, bad id", "Content-Type", "text/plain", page.header("Content-Type"),
                            (page.header("Content-Type") or "").startswith("text/plain"))

    def by_browser(self):
        state = secrets.token_urlsafe(24)
        self.report.hide(state, "state")
        with sign_in.Listener(self.options.redirect_uri, state) as listener:
            print("Sign in and allow the access in your browser …", file=sys.stderr, flush=True)
            sign_in.open_browser(self.authorize_url(state))
            where, fields = listener.wait(self.options.wait)
        for name in ("code", "access_token", "refresh_token"):
            self.report.hide(fields.get(name, ""), name)
        if "error" in fields:
            self.report.note("authorize", "error", fields["error"], "access_denied if it was refused")
            raise CannotBeDone("the sign-in was refused")
        part = "query" if self.grant == "code" else "fragment"
        self.report.compare("authorize", "answer in the", part, where, where == part)
        self.report.compare("authorize", "state", "as it was sent", "as it was sent", True)
        known = {"code": "text"} if self.grant == "code" else {
            "access_token": "text", "expires_in": "number", "token_type": "Bearer"}
        for name, expected in known.items():
            met = fields.get(name, "")
            is_right = met.isdigit() if expected == "number" else bool(met)
            shown = met if name in ("expires_in", "token_type") and met else kind(met) if met else "missing"
            self.report.compare("authorize", name, expected, shown, is_right)
        for name in sorted(set(fields) - set(known) - {"state"}):
            self.report.note("authorize", name, kind(fields[name]), "not in the contract")
        if self.grant == "implicit":
            self.account.token = fields.get("access_token", "")
        elif fields.get("code"):
            self.exchange("token", {"grant_type": "authorization_code", "code": fields["code"],
                                    "redirect_uri": self.options.redirect_uri})
        if not self.account.token:
            raise CannotBeDone("the sign-in gave no access token")

    def exchange(self, step, fields):
        answer = self.service.form(self.tokens_url, fields, self.account.basic())
        met = answer.fields()
        for name in ("access_token", "refresh_token"):
            self.report.hide(met.get(name), name)
        self.report.compare(step, "status", "200", answer.status, answer.status == 200)
        publish.check_fields(self.report, step, answer, publish.TOKENS if answer.status == 200 else publish.ERROR)
        if isinstance(met.get("access_token"), str):
            self.account.token = met["access_token"]
        old = self.account.refresh_token
        if isinstance(met.get("refresh_token"), str):
            self.account.refresh_token = met["refresh_token"]
        return old

    def introspect(self):
        for hint, token in (("access_token", self.account.token), ("refresh_token", self.account.refresh_token)):
            if token:
                step = "introspect " + hint.partition("_")[0]
                answer = self.service.form(self.options.auth + "/v1/oauth/introspect",
                                           {"token": token, "token_type_hint": hint}, self.account.basic())
                self.report.compare(step, "status", "200", answer.status, answer.status == 200)
                publish.check_fields(self.report, step, answer, publish.INTROSPECTION if hint == "access_token"
                                     else publish.INTROSPECTION_OF_REFRESH)

    def refresh(self):
        if not self.account.refresh_token:
            self.report.note("refresh", "refresh token", "none", "none, by the implicit grant")
            return
        old = self.exchange("refresh", {"grant_type": "refresh_token", "refresh_token": self.account.refresh_token})
        self.report.note("refresh", "refresh token is", "the same" if old == self.account.refresh_token else "new",
                         "new, the same or not told")


def print_object(report, made):
    """What the probe leaves behind, also where it could not go on."""
    if made:
        print("\nThe test object is " + report.clean(made.url or "number " + made.number) + ": delete it on the site.")


def main():
    options = arguments()
    report = Report()
    made = None
    try:
        options.api, options.auth = Service.check(options.api), Service.check(options.auth)
        service = Service(options.ca_file)
        account = Account(report)
        walk = SignIn(options, service, report, account)
        has_sign_in = not account.token
        if has_sign_in:
            walk.look_at_page()
            walk.by_browser()
        if account.secret:
            walk.introspect()
        publisher = publish.Publisher(options, service, report, account)
        username = publisher.user()
        made = publisher.ask_and_create()
        publisher.send_file(made)
        publisher.poll(made)
        publisher.read_back(made, username)
        if has_sign_in:
            walk.refresh()
            publisher.user("user again")
        print(report.table())
        print_object(report, made)
        print("Everything is as expected." if not report.differs() else f"Different from what was expected: {report.differs()}.")
        return 1 if report.differs() else 0
    except (CannotBeDone, KeyboardInterrupt, EOFError) as error:
        print(report.table())
        print_object(report, made)
        print("\nIt could not be done: " + report.clean(str(error) or "interrupted"), file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
