import pytest
from playwright.sync_api import expect

from tests.browser.requests import FORM
from tests.browser.visitor import Setting

PASSWORD = "seven green lanterns"


@pytest.mark.parametrize(
    "setting",
    [Setting(screen="phone", scheme="dark", language="de"), Setting(scripts=False)],
    ids=str,
)
def test_a_visitor_signs_up_and_comes_back_to_the_form_that_was_asked_for_s16_to_s28(visit, product, setting, troupe):
    address = f"new@{troupe.place}.example"
    me = visit()
    me.open("/")
    expect(me.page.locator("main").get_by_role("link", name=me.words("Sign up"))).to_be_visible()
    me.look()
    me.follow("New Technical Support Request")
    me.sees_heading("Log in")
    me.look()
    me.go_by(me.page.locator("main").get_by_role("link", name=me.words("Sign up")))
    expect(me.page.locator("main input:visible")).to_have_count(1)
    me.give("E-mail", "no address")
    me.press("Send link")
    expect(me.field("E-mail")).to_have_attribute("aria-invalid", "true")
    me.look()
    me.give("E-mail", address)
    me.press("Send link")
    me.sees_heading("Check your mail")
    me.sees(address)
    expect(me.button("Send again")).to_be_visible()
    expect(me.link("Wrong address?")).to_be_visible()
    me.look()

    mail = product.mail_to(address, me.words("Finish signing up"))
    elsewhere = visit(Setting(scripts=not setting.scripts, language=setting.language))
    link = product.link_in(mail)
    elsewhere.open(link)
    expect(elsewhere.field("E-mail")).to_have_value(address)
    expect(elsewhere.field("E-mail")).not_to_be_editable()
    elsewhere.look()
    elsewhere.give("Full name", "Nora Vance")
    elsewhere.give("Password", "password12")
    elsewhere.press("Sign up")
    expect(elsewhere.field("Password")).to_have_attribute("aria-invalid", "true")
    elsewhere.look()
    elsewhere.give("Password", PASSWORD)
    elsewhere.press("Sign up")
    elsewhere.sees_heading("New Technical Support Request")
    assert elsewhere.page.url == product.url + FORM

    me.open(link)
    me.sees_heading("This link is no longer valid")
    me.sees("It has been used already, and works only once.")
    me.look()
    me.press("Send a new link")
    me.sees_heading("Check your mail")
    known = product.mail_to(address, me.words("Log in") + ":")
    assert product.link_in(known).startswith(f"{product.url}/login/?next=")
