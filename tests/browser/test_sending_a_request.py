import re

import pytest
from playwright.sync_api import expect

from tests.browser.requests import CHOICES, FORM, SUMMARY, TEXTS, attach, entries, fill_in, send_request, status
from tests.browser.visitor import Setting, reference_in


@pytest.mark.parametrize(
    "setting",
    [Setting(), Setting(scripts=False, screen="phone", scheme="dark", language="de")],
    ids=str,
)
def test_a_request_is_sent_once_with_all_that_was_typed_and_attached_s9_s30_to_s48(visit, product, troupe, tmp_path):
    log = tmp_path / "recorder.txt"
    log.write_text("00:00:00 signal lost\n" * 2000)
    me = visit()
    me.log_in(troupe.customer)
    assert me.page.locator(".phone").get_attribute("href") == "tel:+442079460136"
    expect(me.link("New Technical Support Request")).to_be_in_viewport()
    me.look()
    me.follow("New Technical Support Request")
    me.look()
    fill_in(me, Problem="")
    attach(me, log)
    if me.setting.scripts:
        expect(me.page.locator(".upload-item input[name=uploads]")).to_have_count(1)
    me.press("Send")

    expect(me.page.get_by_role("alert")).to_contain_text(me.words("Problem summary"))
    for label in TEXTS.keys() - {"Problem summary"}:
        expect(me.field(label)).to_have_value(TEXTS[label])
    expect(me.page.locator("select[name=customer-country]")).to_have_value("FI")
    expect(me.page.locator(".upload-item")).to_contain_text(["recorder.txt"])
    me.look()
    me.give("Problem summary", SUMMARY)
    me.button("Send").dblclick()

    me.page.wait_for_url("**/requests/MTS-*/")
    reference = reference_in(me.page)
    me.settle()
    me.sees_heading(SUMMARY)
    expect(me.page).to_have_title(re.compile(reference))
    expect(status(me)).to_have_text(me.words("With our team"))
    expect(entries(me).locator("strong")).to_have_text("black")
    if me.setting.screen == "phone":
        me.page.locator("summary", has_text=me.words("Facts")).click()
    facts = me.page.locator(".facts")
    for label, said in {**CHOICES, "End Customer": TEXTS["End Customer"], "ID": reference}.items():
        fact = facts.locator(".fact", has=me.page.get_by_text(me.words(label), exact=True))
        expect(fact.locator("dd")).to_have_text(me.words(said))
    with me.page.expect_download() as download:
        entries(me).get_by_role("link", name="recorder.txt").click()
    assert download.value.path().read_bytes() == log.read_bytes()
    me.look()

    confirmation = product.mail_to(troupe.customer, reference)
    assert me.words("We have received your request.") in confirmation.text
    assert f"{product.url}/requests/{reference}/" in confirmation.text

    me.page.reload()
    me.follow("Requests")
    expect(me.page.locator("tbody tr")).to_have_count(1)


def test_a_half_typed_request_survives_closing_the_browser_and_back_sends_no_second_one_s40_s43(visit, troupe):
    first = visit()
    first.log_in(troupe.customer, at=FORM)
    first.give("Problem summary", "Typed before the browser was closed")
    first.choose("SMA status", "Expired")
    expect(first.page.locator("[data-draft-state]")).to_contain_text(re.compile(r"Saved \d"))
    first.context.close()

    second = visit()
    second.log_in(troupe.customer, at=FORM)
    second.sees("This is what you had typed before. Nothing has been sent yet.")
    expect(second.field("Problem summary")).to_have_value("Typed before the browser was closed")
    expect(second.page.locator("select[name=sma-status]")).to_have_value("expired")
    second.look()

    reference = send_request(second)
    second.go_back()
    expect(second.field("Problem summary")).to_have_value(SUMMARY)
    second.press("Send")
    assert reference_in(second.page) == reference
    second.go_back()
    second.give("Problem summary", "Edited after it was sent")
    second.press("Send")
    second.sees("You sent this as %(id)s: add to it, or send as new.", id=reference)
    expect(second.field("Problem summary")).to_have_value("Edited after it was sent")
    second.look()
    second.press("Send")
    second.sees_heading("Edited after it was sent")
    assert reference_in(second.page) != reference
