"""How many statements a page costs, session, user and set-up included: what is promised, and that rows add none."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servicedesk.core.ids import new_id
from servicedesk.organizations.models import Membership
from servicedesk.search.index import index_tickets
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket
from tests.cast import ANSWERS, file_request

COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE")


class Statements(list[str]):
    def __str__(self) -> str:
        return "\n".join([f"{len(self)} statements:", *self])


@contextmanager
def counted(most: int):
    statements = Statements()
    with CaptureQueriesContext(connection) as captured:
        yield
    statements += [query["sql"] for query in captured if query["sql"].startswith(COUNTED)]
    assert len(statements) <= most, str(statements)


@pytest.fixture
def visit(browse):
    """Ask for an address a second time, so that nothing is counted that only a process's first request does."""

    def visit(person, address: str, most: int, expected: int = 200, **query) -> None:
        client = browse(person)
        assert client.get(address, query).status_code == expected
        with counted(most):
            client.get(address, query)

    return visit


@pytest.fixture
def send(browse):
    """Send a form that leads on, after another one like it."""

    def send(person, address: str, most: int, **form) -> None:
        client = browse(person)
        assert client.post(address, {**form, "key": new_id()}).status_code == 302
        with counted(most):
            assert client.post(address, {**form, "key": new_id()}).status_code == 302

    return send


@pytest.fixture
def many_tickets(cast, request_type):
    """A full page of requests of several people, some of them taken."""
    people = [cast.customer, cast.colleague]
    for at in range(26):
        ticket = file_request(request_type, people[at % 2], organization=cast.acme)
        if at % 3 == 0:
            actions.assign(ticket, by=cast.agent, to=cast.agent)
    index_tickets(Ticket.objects.all())


@pytest.fixture(params=[2, 10, 40])
def conversation(request, cast, ticket):
    """The ticket with so many messages, a note, and what else the team does."""
    actions.assign(ticket, by=cast.agent, to=cast.agent)
    actions.note(ticket, by=cast.agent, body="Known since 9.8.")
    for at in range(request.param - 1):
        actions.reply(ticket, by=cast.agent if at % 2 else cast.customer, body=f"Message {at}")
    return ticket


def test_home_costs_seven_statements(cast, many_tickets, visit):
    visit(cast.customer, "/", 7)


def test_a_visitor_s_home_costs_two_statements(cast, visit):
    visit(None, "/", 2)


@pytest.mark.parametrize(
    "query", [{}, {"whose": "company", "status": "all"}, {"whose": "participant"}, {"status": "closed"}]
)
def test_the_customers_list_costs_six_statements(cast, many_tickets, visit, query):
    visit(cast.customer, "/requests/", 6, **query)


def test_a_search_costs_two_more(cast, many_tickets, visit):
    visit(cast.customer, "/requests/", 8, q="cameras", whose="company")


def test_a_request_costs_nine_statements_however_many_messages_it_has(cast, conversation, visit):
    visit(cast.customer, f"/requests/{conversation.reference}/", 9)


def test_a_request_costs_a_colleague_nine_statements(cast, conversation, visit):
    visit(cast.colleague, f"/requests/{conversation.reference}/", 9)


def test_a_live_poll_of_a_request_costs_four_statements(cast, ticket, visit):
    since = ticket.last_activity_at.isoformat()
    visit(cast.customer, f"/requests/{ticket.reference}/live/", 4, expected=204, since=since)


def test_sending_a_request_costs_fourteen_statements(cast, send):
    form = {**ANSWERS, "organization": cast.acme.pk}
    send(cast.customer, "/desks/technical-support/new/technical-support-request/", 14, **form)


def test_a_customers_reply_costs_fourteen_statements(cast, ticket, send):
    send(cast.customer, f"/requests/{ticket.reference}/reply/", 14, body="It happened again.")


def test_an_agents_reply_costs_fourteen_statements(cast, ticket, send):
    send(cast.agent, f"/agent/tickets/{ticket.reference}/reply/", 14, body="Could you send us the log?")


@pytest.mark.parametrize(
    "query",
    [{}, {"desk": "technical-support", "status": "team"}, {"assignee": "me"}, {"assignee": "none"}, {"sort": "due"}],
)
def test_the_agents_list_costs_seven_statements(cast, many_tickets, visit, query):
    visit(cast.agent, "/agent/tickets/", 7, **query)


def test_the_administrators_list_of_all_desks_costs_seven_statements(cast, many_tickets, visit):
    visit(cast.admin, "/agent/tickets/", 7)


def test_a_ticket_costs_the_team_eleven_statements_however_many_messages_it_has(cast, conversation, visit):
    visit(cast.agent, f"/agent/tickets/{conversation.reference}/", 11)


def test_more_colleagues_add_no_statement(cast, conversation, visit):
    Membership.objects.create(user=cast.stranger, organization=cast.acme)
    for person in (cast.colleague, cast.stranger):
        actions.add_participant(conversation, by=cast.agent, person=person)
    visit(cast.customer, f"/requests/{conversation.reference}/", 9)
    visit(cast.agent, f"/agent/tickets/{conversation.reference}/", 11)


def test_a_live_poll_of_a_ticket_costs_four_statements(cast, ticket, visit):
    visit(cast.agent, f"/agent/tickets/{ticket.reference}/live/", 4, expected=204, since=str(ticket.version))
