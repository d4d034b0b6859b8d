"""What customers are shown, frozen: nothing that is the team's alone stands in a page, a live answer or a mail of theirs (A8, A14)."""

import re

import pytest

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.desks import actions as desks
from servicedesk.desks.models import Status
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.step import step
from tests.architecture.test_walk import ROWS, address, client_of
from tests.cast import ANSWERS

CUSTOMERS = ("customer", "colleague")
# The name that stands inside the team for a status.
INTERNAL = "zz-internal-status"
NOTE = "zz-internal-note"
# What a customer may read in the list beside a request.
FACTS = [
    "ID", "Status", "Request type", "Customer Country", "End Customer", "SMA status", "VMS license number",
    "Which product is the problem related to", "Requester", "Shared with",
]  # fmt: skip


@pytest.fixture
def worked_on(cast, ticket, world):
    """A request on which the team has done everything it can; the administrator, who never wrote, has it now."""
    for status in Status.objects.filter(desk=cast.desk):
        desks.change_status(
            status, by=cast.admin, name={"en": f"{INTERNAL} {status.slug}"}, customer_name=status.customer_name
        )
    ticket = Ticket.objects.get(pk=ticket.pk)
    with step(ticket, by=cast.agent):
        actions.note(ticket, by=cast.agent, body=NOTE)
        actions.reply(ticket, by=cast.agent, body="Please install 4.2.")
        actions.set_priority(ticket, by=cast.agent, priority=4)
        actions.assign(ticket, by=cast.agent, to=cast.admin)
        actions.set_status(ticket, by=cast.agent, status=Status.objects.get(desk=cast.desk, slug="on-hold"))
    actions.resolve(ticket, by=cast.agent)
    actions.reopen(ticket, by=cast.customer)
    return ticket


@pytest.fixture
def secrets(cast) -> list[str]:
    return [cast.agent.email, cast.other_agent.email, cast.admin.email, cast.admin.full_name, INTERNAL, NOTE, "Urgent"]


@pytest.mark.parametrize("who", CUSTOMERS)
def test_no_page_of_a_customer_holds_what_is_the_teams_a8(who, cast, worked_on, world, secrets):
    client, shown = client_of(who, cast), 0
    for name in sorted(ROWS):
        for query in ("", "?status=all&whose=company", "?q=cameras&status=all", "?since=x"):
            page = client.get(address(name, world) + query, follow=True)
            text = b"".join(page.streaming_content) if page.streaming else page.content
            shown += b"Please install 4.2." in text
            assert [secret for secret in secrets if secret.lower() in text.decode().lower()] == [], name
            assert [secret for secret in secrets if secret in str(page.headers)] == [], name
    assert shown >= 2


def test_the_team_reads_all_of_it(cast, worked_on, secrets):
    page = client_of("agent", cast).get("/agent/tickets/MTS-1001/").content.decode()
    assert {cast.admin.full_name, INTERNAL, NOTE, "Urgent"} <= {secret for secret in secrets if secret in page}


def test_no_mail_to_a_customer_holds_what_is_the_teams_a8(cast, worked_on, smtp_sink, secrets):
    run_due_jobs()
    received = [mail for who in CUSTOMERS for mail in smtp_sink.to(getattr(cast, who).email)]
    assert any("Please install 4.2." in mail.text for mail in received)
    for mail in received:
        everything = f"{mail.message} {mail.text} {mail.html}".lower()
        assert [secret for secret in secrets if secret.lower() in everything] == []


@pytest.mark.parametrize("who", CUSTOMERS)
def test_the_facts_that_a_customer_reads_are_these_and_no_others_a8(who, cast, worked_on, world):
    page = client_of(who, cast).get("/requests/MTS-1001/").content.decode()
    assert re.findall(r"<dt[^>]*>\s*([^<]+?)\s*</dt>", page) == FACTS


def test_no_page_shows_a_request_for_its_number_and_address_a74(cast, ticket, world):
    """Neither by GET nor by POST, under whatever name the two are sent."""
    client = client_of("anonymous", cast)
    known = dict.fromkeys(("number", "id", "reference", "ticket", "request", "q"), ticket.reference)
    known |= dict.fromkeys(("email", "address", "requester", "from"), cast.customer.email)
    for name in ROWS:
        for answer in (client.get(address(name, world), known), client.post(address(name, world), known)):
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert ANSWERS["problem-summary"].encode() not in text, name
            assert ticket.get_absolute_url() not in answer.headers.get("Location", "").partition("?")[0], name
