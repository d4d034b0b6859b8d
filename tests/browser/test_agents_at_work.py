import pytest
from playwright.sync_api import Locator, expect

from tests.browser.requests import SUMMARY, entries, fill_in, send_request
from tests.browser.visitor import Setting, reference_in
from tests.browser.world import AGENT, OTHER_AGENT

CANARY = "canary-7f3a the disk was ours"
ANSWER = "A new disk is on its way to you."


def test_agents_work_on_a_ticket_and_no_customer_learns_of_a_note_s4_s46_s53_s63(visit, product, troupe):
    # With scripts the other agent's page would learn of the first one's change by itself.
    me, agent, other = visit(), visit(), visit(Setting(scripts=False))
    me.log_in(troupe.stranger)
    reference = send_request(me, Problem=f"{SUMMARY} {troupe.place}")

    agent.log_in(AGENT, at="/agent/")
    agent.look()
    agent.search(troupe.place)
    expect(agent.page.locator("tbody tr")).to_have_count(1)
    agent.look()
    agent.go_by(agent.page.locator("tbody tr a"))
    assert reference_in(agent.page) == reference
    other.log_in(OTHER_AGENT, at=f"/agent/tickets/{reference}/")

    agent.press("Take it")
    agent.sees("Assignee: Sara Niemi")
    agent.link("Internal note").click()
    agent.page.locator("#note_body").fill(CANARY)
    agent.press("Add internal note")
    note = agent.page.locator(".note", has_text=CANARY)
    expect(note).to_contain_text("internal note")
    assert _colour(note) != _colour(agent.page.locator(".message").first)
    agent.look()
    agent.page.get_by_label("Priority", exact=True).select_option(label="High")
    agent.sees("Priority: High")

    other.page.get_by_label("Priority", exact=True).select_option(label="Low")
    other.press("Set %(fact)s", fact="Priority")
    other.sees_heading("Somebody was faster")
    other.sees("Sara Niemi")
    other.look()
    other.press("Apply mine all the same")
    other.sees("Priority: Low")
    agent.page.locator("#reply_body").fill(ANSWER)
    agent.press("Send, then wait for customer")
    agent.sees("Sent.")
    agent.page.get_by_label("Status", exact=True).select_option(label="On hold")
    agent.sees("Status: On hold")
    agent.look()

    product.mail_to(troupe.stranger, ANSWER)
    me.page.reload()
    expect(entries(me)).to_contain_text(ANSWER)
    expect(entries(me)).not_to_contain_text("canary")
    assert CANARY not in me.page.content()
    me.open("/requests/?status=all&q=canary-7f3a")
    me.sees_heading("Requests")
    expect(me.page.locator("tbody tr")).to_have_count(0)
    assert not [mail for mail in product.mails.to(troupe.stranger) if "canary" in mail.text + mail.html]


def test_an_agent_files_for_a_caller_and_puts_them_into_a_company_whose_older_tickets_they_see_s4_s53(
    visit, product, troupe
):
    colleague, me, agent = visit(), visit(), visit()
    colleague.log_in(troupe.customer)
    older = send_request(colleague, Problem=f"Older request {troupe.place}")

    agent.log_in(AGENT, at="/agent/")
    agent.follow("New ticket")
    agent.look()
    agent.follow("New Technical Support Request")
    agent.look()
    agent.press("File the ticket")
    expect(agent.page.get_by_role("alert")).to_be_visible()
    agent.look()
    agent.give("Requester's e-mail", troupe.stranger)
    fill_in(agent, Problem=f"Called us {troupe.place}")
    agent.press("File the ticket")
    filed = reference_in(agent.page)
    assert "Sara Niemi filed this request for you." in product.mail_to(troupe.stranger, filed).text

    me.log_in(troupe.stranger, at=f"/requests/{filed}/")
    me.sees("Our team filed this request for you")
    answer = me.page.goto(f"/requests/{older}/")
    assert answer and answer.status == 404
    agent.give("Company", troupe.company)
    agent.press("Add %(name)s to the company", name="Ivo Maric")
    expect(agent.page.locator("#panel").get_by_role("link", name=troupe.company)).to_be_visible()
    agent.look()
    me.open(f"/requests/{older}/")
    me.sees_heading(f"Older request {troupe.place}")
    me.open("/requests/")
    me.follow(troupe.company)
    expect(me.page.locator("tbody")).to_contain_text(older)

    agent.go_by(agent.page.locator("#panel .card-title").get_by_role("link", name="Ivo Maric"))
    agent.look()
    agent.press("Take %(name)s out of %(company)s", name="Ivo Maric", company=troupe.company)
    answer = me.page.goto(f"/requests/{older}/")
    assert answer and answer.status == 404
    for address in (
        "/agent/people/",
        "/agent/companies/",
        f"/agent/tickets/{filed}/fields/",
        f"/agent/tickets/{filed}/mails/",
    ):
        agent.open(address)
        agent.look()


@pytest.mark.parametrize("setting", [Setting(scripts=False, screen="phone", scheme="dark")], ids=str)
def test_an_agent_answers_on_a_phone_without_scripts_s1(visit, troupe):
    me, agent = visit(), visit()
    me.log_in(troupe.stranger)
    reference = send_request(me)
    agent.log_in(AGENT, at=f"/agent/tickets/{reference}/")
    agent.look()
    agent.page.get_by_label("Status", exact=True).select_option(label="In progress")
    agent.press("Set %(fact)s", fact="Status")
    agent.sees("Status: In progress")
    agent.page.locator("#reply_body").fill(ANSWER)
    agent.press("Send, then wait for customer")
    agent.sees("Sent.")
    agent.open("/agent/tickets/?status=open")
    agent.look()


def _colour(box: Locator) -> str:
    return box.evaluate("(it) => getComputedStyle(it).backgroundColor")
