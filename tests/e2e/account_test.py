"""The account window: who is linked and for how long, another account, none, and the ways to get one."""

import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent / "support"))
from default_browser import make_default_browser, make_noting_browser, no_browser  # noqa: E402
from end_to_end import ACCOUNT, SAMPLE_MODEL, SIGN_IN_TITLE, EndToEnd, main, wait_for  # noqa: E402

TITLE = "MyMiniFactory account"
# Of the sandbox's pictures.
DESIGNERS, MAKERS = "#B04A24", "#0B6E75"


class Account(EndToEnd):
    def setUp(self):
        super().setUp()
        self.service = self.sandbox()

    def open(self, profile=None, **kwargs):
        slicer = self.slicer(profile or self.profile(self.service), SAMPLE_MODEL, **kwargs)
        return slicer, self.account_dialog(slicer)

    def account_dialog(self, slicer):
        self.choose(slicer, ACCOUNT, "alt+a", "a")
        return self.dialog(slicer, TITLE)

    def said(self, dialog, beginning, timeout=20):
        return self.desktop.find(dialog, role="label", timeout=timeout,
                                 where=lambda label: " ".join(label.name.split()).startswith(beginning))

    def link(self, slicer, dialog, user="designer", name="Dora Designer"):
        self.wait_in_front(dialog)
        self.desktop.key("alt+l")
        self.sign_in(slicer, user)
        self.allow(slicer)
        self.said(dialog, f"Linked as {name}.")

    def buttons(self, dialog):
        return {button.name for button in self.desktop.find_all(dialog, role="push button")}

    def wait_for_picture(self, dialog, colour):
        """The middle of the account's picture has that colour."""
        picture = self.desktop.find(dialog, name="Picture of the account")

        def has_colour():
            x, y = self.desktop.box(picture).middle()
            with tempfile.NamedTemporaryFile(suffix=".png") as file:
                subprocess.run(["import", "-window", "root", "-crop", f"1x1+{x}+{y}", file.name], check=True)
                seen = subprocess.run(["convert", file.name, "-depth", "8", "-format", "%[hex:u.p{0,0}]", "info:"],
                                      check=True, capture_output=True, text=True).stdout
            return f"#{seen[:6]}" == colour

        wait_for(has_colour, 20, f"the picture to be {colour}")

    # --- the tests

    def test_linked_and_unlinked(self):
        slicer, dialog = self.open()
        nobody = self.said(dialog, "No account is linked yet.")
        self.assertEqual(self.buttons(dialog), {"Link account…", "Connection settings…", "Close"})
        self.assertTrue(self.desktop.has_state(self.button(dialog, "Close"), "focused"))
        self.picture("account-nobody", shows=nobody)

        self.link(slicer, dialog)
        self.said(dialog, f"Service: MyMiniFactory at {self.service.url}")
        self.said(dialog, "The link renews itself when it is used. The link lasts until the slicer is closed. There is "
                          "no keyring to keep the link in.")
        self.wait_for_picture(dialog, DESIGNERS)
        self.picture("account-linked", shows=self.button(dialog, "Unlink"))
        self.assertEqual(self.buttons(dialog),
                         {"Check link", "Switch account…", "Unlink", "Connection settings…", "Close"})
        # The picture is fetched without the token.
        self.assertEqual({request["authorization"] for request in self.service.requests("/users/designer/avatar.png")},
                         {""})

        self.desktop.key("alt+u")
        told = self.said(dialog, "The link was forgotten on this computer. To withdraw the permission itself, use your "
                                 "account settings on MyMiniFactory.")
        self.said(dialog, "No account is linked yet.")
        self.picture("account-unlinked", shows=told)
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)
        dialog = self.account_dialog(slicer)
        self.said(dialog, "No account is linked yet.")
        self.desktop.key("Escape")

    def test_another_account(self):
        slicer, dialog = self.open()
        self.link(slicer, dialog)
        self.wait_for_picture(dialog, DESIGNERS)
        self.desktop.key("alt+s")
        # The page knows nobody: it asks for the name and the password.
        sign_in = self.dialog(slicer, SIGN_IN_TITLE)
        self.entry(sign_in, "User name")
        self.assertEqual(self.desktop.find_all(sign_in, role="push button", name="Allow"), [])
        self.said(dialog, "No account is linked yet.")
        self.sign_in(slicer, "maker")
        self.allow(slicer)
        self.said(dialog, "Linked as Max Maker.")
        self.wait_for_picture(dialog, MAKERS)
        self.picture("account-switched", shows=self.button(dialog, "Unlink"))
        self.desktop.key("Escape")
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=TITLE)

        publish = self.publish_dialog(slicer)
        self.said(publish, "Linked as Max Maker.")
        self.desktop.press(self.button(publish, "Publish"))
        self.said(publish, "Uploaded. Only you can see it.", timeout=30)
        self.assert_arrived(self.service, SAMPLE_MODEL, owner="maker")

    def test_a_switch_that_is_cancelled_links_nobody(self):
        slicer, dialog = self.open()
        self.link(slicer, dialog)
        self.desktop.key("alt+s")
        sign_in = self.dialog(slicer, SIGN_IN_TITLE)
        self.entry(sign_in, "User name")
        self.desktop.press(self.button(sign_in, "Cancel"))
        self.desktop.wait_gone(slicer, role=("dialog", "frame"), name=SIGN_IN_TITLE)
        self.said(dialog, "No account is linked yet.")
        wait_for(lambda: "Link account…" in self.buttons(dialog), 10, "the way to link one")
        self.assertEqual(len(self.service.requests("/v1/oauth/tokens")), 1)

    def test_a_sign_in_that_fails_is_said(self):
        slicer, dialog = self.open()
        self.wait_in_front(dialog)
        self.desktop.key("alt+l")
        self.desktop.press(self.button(self.sign_in(slicer), "Deny"))
        told = self.said(dialog, "You did not allow the upload on MyMiniFactory's page.")
        self.picture("account-refused", shows=told)
        self.said(dialog, "No account is linked yet.")

    def test_a_link_that_does_not_renew_itself(self):
        slicer, dialog = self.open(self.implicit_profile(self.service))
        self.link(slicer, dialog)
        told = self.said(dialog, "The link is good until ")
        self.assertIn("It does not renew itself: then you will be asked to sign in again.", " ".join(told.name.split()))
        self.picture("account-not-renewed", shows=told)

    def test_without_a_picture(self):
        self.service.add_fault("GET /users/designer/avatar.png#*:html-503")
        slicer, dialog = self.open()
        self.link(slicer, dialog)
        wait_for(lambda: self.service.requests("/users/designer/avatar.png"), 20, "the picture to be asked for")
        self.picture("account-without-picture", shows=self.desktop.find(dialog, name="Picture of the account"))
        self.assertEqual([label.name for label in self.desktop.find_all(dialog, role="label")
                          if "cannot" in label.name or "could not" in label.name], [])

    def test_create_an_account(self):
        log = self.folder / "opened"
        make_noting_browser(self.desktop, log)
        page = f"{self.service.url}/users/designer"
        slicer, dialog = self.open(self.profile(self.service, register_url=page))
        self.desktop.press(self.button(dialog, "Create account…"))
        told = self.said(dialog, "The page opens in your browser.")
        self.picture("account-create", shows=told)
        wait_for(lambda: log.exists() and log.read_text().strip() == page, 20, "the page to be opened")
        self.link(slicer, dialog)
        self.assertNotIn("Create account…", self.buttons(dialog))

    def test_create_an_account_without_a_browser(self):
        make_default_browser(self.desktop, "/nonexistent/browser %u")
        page = f"{self.service.url}/users/designer"
        slicer, dialog = self.open(self.profile(self.service, register_url=page),
                                   env=no_browser(self.folder / "share"))
        self.desktop.press(self.button(dialog, "Create account…"))
        self.said(dialog, f"No browser could be opened. The page is {page}.")

    def test_by_keyboard(self):
        slicer, dialog = self.open(self.profile(self.service, register_url=f"{self.service.url}/users/designer"))
        self.said(dialog, "No account is linked yet.")
        self.wait_in_front(dialog)
        order = []
        for _ in range(3):
            self.desktop.key("Tab")
            focused = wait_for(lambda: [button for button in self.desktop.find_all(dialog, role="push button")
                                        if self.desktop.has_state(button, "focused") and button.name not in order], 5,
                               lambda: f"the next button to have the focus after {order}")
            order.append(focused[0].name)
        self.assertEqual(order, ["Link account…", "Create account…", "Close"])


if __name__ == "__main__":
    main()
