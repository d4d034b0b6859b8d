import re

import pytest
from playwright.sync_api import expect

from tests.browser.requests import SUMMARY, attach, entries, send_request, send_what_is_written, status, write
from tests.browser.visitor import Setting, Visitor
from tests.browser.world import AGENT

ANSWER = "Please install the new firmware and tell us how it goes."
SECOND_ANSWER = "The shift of the clock was the cause."


@pytest.mark.parametrize(
    "setting",
    [Setting(screen="phone", scheme="dark", language="de"), Setting(scripts=False)],
    ids=str,
)
def test_a_request_is_followed_answered_shared_solved_and_reopened_s8_s10_s11_s45_to_s52(
    visit, product, troupe, tmp_path
):
    me, agent = visit(), visit(Setting())
    me.log_in(troupe.customer)
    reference = send_request(me, Problem=f"{SUMMARY} {troupe.place}")
    page = me.page.url
    expect(me.page.locator("#turn")).to_contain_text(me.words("It is our turn."))

    agent.log_in(AGENT, at=f"/agent/tickets/{reference}/")
    agent.page.locator("#reply_body").fill(ANSWER)
    agent.press("Send, then wait for customer")
    agent.sees("Sent.")
    _come_back(me)
    expect(entries(me)).to_contain_text(ANSWER)
    expect(status(me)).to_have_text(me.words("Waiting for you"))
    expect(me.page.locator("#turn")).to_contain_text(me.words("It is your turn."))
    told = product.mail_to(troupe.customer, ANSWER)
    assert reference in told.message["Subject"]
    assert page in told.text
    me.look()

    photo = tmp_path / "rack.txt"
    photo.write_text("all lamps are green")
    write(me, "Done, and the lamps are green again.")
    attach(me, photo)
    if me.setting.scripts:
        expect(me.page.locator(".upload-item input[name=uploads]")).to_have_count(1)
    send_what_is_written(me)
    me.sees("Sent.")
    expect(entries(me).get_by_role("link", name="rack.txt")).to_be_visible()
    expect(status(me)).to_have_text(me.words("With our team"))

    _unfold(me, "Facts")
    _unfold(me, "People and sharing")
    me.give("A colleague's e-mail", troupe.stranger)
    me.press("Add")
    _unfold(me, "Facts")
    expect(me.field("A colleague's e-mail")).to_have_attribute("aria-invalid", "true")
    me.look()
    me.give("A colleague's e-mail", troupe.colleague)
    me.press("Add")
    me.sees("%(name)s was added.", name="Lea Brandt")
    assert reference in product.mail_to(troupe.colleague, reference).message["Subject"]
    _unfold(me, "Facts")
    me.press("Mails about this request are on. Switch them off")
    me.sees("You get no more mails about this request, except when it is solved.")
    agent.open(f"/agent/tickets/{reference}/")
    agent.page.locator("#reply_body").fill(SECOND_ANSWER)
    agent.press("Send, then wait for customer")
    product.mail_to(troupe.colleague, SECOND_ANSWER)
    assert not [mail for mail in product.mails.to(troupe.customer) if SECOND_ANSWER in mail.text]

    expect(me.link("Requests").first).to_contain_text("1")
    me.follow("Requests")
    me.look()
    rows = me.page.locator("tbody tr")
    expect(rows).to_contain_text([reference])
    me.search(f"midnight {troupe.place}")
    expect(rows).to_have_count(1)
    me.search(reference)
    assert me.page.url == page

    _unfold(me, "Facts")
    me.press("It is solved")
    expect(status(me)).to_have_text(me.words("Resolved"))
    me.look()
    me.open("/requests/")
    expect(rows).to_have_count(0)
    me.look()
    me.page.locator("select[name=status]").select_option("closed")
    if not me.setting.scripts:
        me.press("Apply")
    expect(rows).to_have_count(1)
    me.go_by(rows.get_by_role("link"))
    _unfold(me, "Facts")
    me.press("Reopen")
    expect(status(me)).to_have_text(me.words("With our team"))

    colleague = visit()
    colleague.log_in(troupe.colleague, at="/requests/")
    expect(colleague.page.locator("tbody tr")).to_have_count(0)
    colleague.follow(troupe.company)
    colleague.go_by(colleague.page.locator("tbody tr").get_by_role("link"))
    expect(entries(colleague)).to_contain_text(ANSWER)

    attachment = me.page.url.rpartition("/requests/")[0] + str(
        entries(me).get_by_role("link", name="rack.txt").get_attribute("href")
    )
    stranger = visit()
    stranger.log_in(troupe.stranger)
    for address in (page, attachment):
        answer = stranger.page.goto(address)
        assert answer and answer.status == 404
    stranger.look()
    stranger.open(f"/requests/?q={reference}&status=all&whose=company")
    expect(stranger.page.get_by_text(SUMMARY)).to_have_count(0)


def _come_back(me: Visitor) -> None:
    """To a page that was left open: with scripts it asks for news by itself, without them it is loaded anew."""
    if me.setting.scripts:
        me.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    else:
        me.page.reload()


def _unfold(me: Visitor, title: str) -> None:
    """Opens what is folded: on a phone the facts, everywhere the sharing."""
    summary = me.page.locator("summary", has_text=re.compile(rf"^\s*{me.words(title)}\s*$"))
    fold = me.page.locator("details", has=summary).last
    if summary.is_visible() and fold.get_attribute("open") is None:
        summary.click()
