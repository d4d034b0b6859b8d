import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Setting
from tests.browser.world import PASSWORD

NEW, NEWEST = "seven green lanterns", "nine amber lighthouses"


@pytest.mark.parametrize(
    "setting",
    [Setting(scheme="dark"), Setting(scripts=False, screen="phone")],
    ids=str,
)
def test_a_person_changes_details_language_address_and_password_s6_s7_s12_s56_to_s61(visit, product, setting, troupe):
    me, other_window = visit(), visit()
    me.open("/")
    for language, code in (("Deutsch", "de"), ("English", "en")):
        if setting.screen == "desk":
            me.page.locator("details.menu summary", has=me.page.locator("use[href$='#globe']")).click()
        me.go_by(me.page.get_by_role("button", name=language, exact=True))
        expect(me.page.locator("html")).to_have_attribute("lang", code)
    other_window.log_in(troupe.customer)
    me.log_in(troupe.customer)
    me.open_menu()
    expect(me.link("Profile")).to_be_visible()
    expect(me.link("Change password")).to_be_visible()
    expect(me.button("Log out")).to_be_visible()
    me.look()
    me.follow("Profile")
    me.look()

    me.give("Full name", "")
    me.press("Save")
    expect(me.field("Full name")).to_have_attribute("aria-invalid", "true")
    me.look()
    me.give("Full name", "Jordan Peck-Lind")
    me.give("Phone", "+44 1632 960 118")
    me.choose("Time zone", "Europe/Vienna")
    me.choose("Language", "Deutsch")
    me.press("Save")
    in_german = visit(Setting(scripts=setting.scripts, screen=setting.screen, language="de"))
    me.sees(in_german.words("Your profile is saved."))
    expect(me.page.locator("html")).to_have_attribute("lang", "de")
    me.page.locator("select[name=language]").select_option(label="English")
    me.press(in_german.words("Save"))
    me.sees("Your profile is saved.")
    expect(me.field("Phone")).to_have_value("+44 1632 960 118")

    address = f"new@{troupe.place}.example"
    me.give("E-mail", address)
    me.press("Save")
    me.sees(
        "A link was sent to %(address)s. Open it to confirm the new address; until then the old one counts.",
        address=address,
    )
    expect(me.field("E-mail")).to_have_value(troupe.customer)
    me.open(product.link_in(product.mail_to(address, "Confirm the address")))
    me.look()
    me.press("Confirm the address")
    me.sees("Your address is now %(address)s.", address=address)
    product.mail_to(troupe.customer, "The e-mail address of your account was changed")

    me.open_menu()
    me.follow("Change password")
    me.look()
    me.give("Current password", "not the password")
    me.give("New password", NEW)
    me.press("Change password")
    expect(me.page.get_by_role("alert")).to_be_visible()
    me.look()
    me.give("Current password", PASSWORD)
    me.give("New password", NEW)
    me.press("Change password")
    me.sees("Your password is changed. Other devices are logged out.")
    product.mail_to(address, "The password of your account was changed")
    other_window.open("/profile/")
    other_window.sees_heading("Log in")
    me.open("/profile/sessions/")
    me.sees("This device")
    me.look()

    me.log_out()
    me.sees_heading("Log in")
    me.go_back()
    expect(me.page.get_by_text("This device")).to_have_count(0)
    me.open("/profile/")
    me.sees_heading("Log in")
    me.follow("Forgotten your password?")
    me.look()
    me.give("E-mail", address)
    me.press("Send link")
    me.sees_heading("Check your mail")
    me.open(product.link_in(product.mail_to(address, "This link lets you choose a new password.")))
    me.look()
    me.give("New password", NEWEST)
    me.press("Save password")
    me.sees("Your new password is set. Other devices are logged out.")
    me.log_out()
    me.log_in(address, NEWEST)
    expect(me.page).to_have_url(re.compile(r"/$"))
    me.open_menu()
    expect(me.page.get_by_text("Jordan Peck-Lind").first).to_be_visible()
