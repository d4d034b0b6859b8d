"""What was typed comes back although the session or the form's token is gone (S43, A47)."""

import pytest
from playwright.sync_api import expect

from tests.browser.requests import DESCRIPTION, FORM, SUMMARY, fill_in, send_request, send_what_is_written, write
from tests.browser.visitor import Setting
from tests.browser.world import PASSWORD

ADDED = "It happens on every second night."


@pytest.mark.parametrize("setting", [Setting(), Setting(scripts=False, screen="phone", language="de")], ids=str)
def test_a_form_sent_after_the_session_ended_is_found_again_after_logging_in_s43(visit, troupe):
    me = visit()
    me.log_in(troupe.customer, at=FORM)
    fill_in(me)
    me.context.clear_cookies(name="sessionid")
    me.press("Send")
    me.sees_heading("Log in")
    me.sees("You were logged out meanwhile. Your text is kept for an hour: log in to go on with it.")
    me.look()
    me.give("E-mail", troupe.customer)
    me.give("Password", PASSWORD)
    me.press("Log in")
    me.sees_heading("New Technical Support Request")
    expect(me.field("Problem summary")).to_have_value(SUMMARY)
    expect(me.field("Detailed description of the problem")).to_have_value(DESCRIPTION)
    expect(me.page.locator("select[name=customer-country]")).to_have_value("FI")
    me.press("Send")
    me.sees_heading(SUMMARY)

    write(me, ADDED)
    me.context.clear_cookies(name="sessionid")
    send_what_is_written(me)
    me.sees_heading("Log in")
    me.give("E-mail", troupe.customer)
    me.give("Password", PASSWORD)
    me.press("Log in")
    me.sees_heading(SUMMARY)
    expect(me.page.locator("#reply textarea")).to_have_value(ADDED)


@pytest.mark.parametrize("setting", [Setting(scripts=False)], ids=str)
def test_a_form_without_its_token_gives_the_text_back_a47(visit, troupe):
    me = visit()
    me.log_in(troupe.customer)
    send_request(me)
    write(me, ADDED)
    me.context.clear_cookies(name="csrftoken")
    send_what_is_written(me)
    me.sees_heading("The form was not sent")
    expect(me.page.locator("textarea")).to_have_value(ADDED)
    me.look()
    me.follow("Open the form again")
    me.sees_heading(SUMMARY)
