"""Who is let into the workspace, and to which tickets there: S63, A1, A2, A3, A13."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from servicedesk.accounts.models import User
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket, TicketEvent
from servicedesk.workspace.urls import urlpatterns
from tests.cast import file_request

OF_A_TICKET = [pattern.name for pattern in urlpatterns if "reference" in pattern.pattern.converters]
OF_EVERYBODY = [pattern.name for pattern in urlpatterns if not pattern.pattern.converters]


@pytest.mark.parametrize("name", OF_EVERYBODY)
def test_the_workspace_is_for_the_team_alone_s63(cast, browse, name):
    for who in (cast.customer, cast.colleague, cast.stranger):
        assert browse(who).get(reverse(name)).status_code == 404
        assert browse(who).post(reverse(name)).status_code == 404
    for who in (cast.agent, cast.other_agent, cast.admin):
        assert browse(who).get(reverse(name)).status_code in (200, 302)


@pytest.mark.parametrize("name", [pattern.name for pattern in urlpatterns])
def test_without_logging_in_one_is_asked_to(cast, ticket, name):
    answer = Client().get(_address(name, cast, ticket))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/")


@pytest.mark.parametrize("name", OF_A_TICKET)
def test_a_ticket_is_there_for_its_own_team_only_a1_a2_a3(cast, ticket, browse, name):
    """An agent of another desk is answered as if there were no such ticket, a customer as if there were no workspace."""
    actions.add_participant(ticket, by=cast.customer, person=cast.colleague)
    before = _state(ticket)
    address = _address(name, cast, ticket)
    for who in (cast.customer, cast.colleague, cast.stranger):
        assert browse(who).get(address).status_code == browse(who).post(address).status_code == 404
    client, missing = browse(cast.other_agent), address.replace(ticket.reference, "MTS-9999")
    codes = [client.get(address).status_code, client.post(address, {"body": "x", "status": "1"}).status_code]
    assert codes == [client.get(missing).status_code, client.post(missing).status_code]
    assert 404 in codes and set(codes) <= {404, 405}
    assert _state(ticket) == before
    for who in (cast.agent, cast.admin):
        assert browse(who).get(address).status_code in (200, 302, 405)


def test_an_agent_who_asked_another_desk_is_no_part_of_its_team_a3(cast, request_type, browse):
    own = file_request(request_type, cast.other_agent)
    assert browse(cast.other_agent).get(reverse("request", args=[own.reference])).status_code == 200
    assert browse(cast.other_agent).get(reverse("ticket", args=[own.reference])).status_code == 404


def test_a_hidden_ticket_answers_exactly_like_a_missing_one_a1(cast, ticket, browse):
    client = browse(cast.other_agent)
    hidden, missing = (client.get(f"/agent/tickets/{reference}/") for reference in (ticket.reference, "MTS-9999"))
    assert hidden.status_code == missing.status_code == 404
    assert _plain(hidden.content) == _plain(missing.content)


def test_an_agent_who_is_switched_off_is_out_at_the_next_request_a13(cast, ticket, browse):
    client = browse(cast.agent)
    assert client.get("/agent/tickets/").status_code == 200
    User.objects.filter(pk=cast.agent.pk).update(deactivated_at=timezone.now())
    assert client.get("/agent/tickets/").status_code == 302
    assert client.get(reverse("ticket", args=[ticket.reference])).status_code == 302


def test_an_agent_who_leaves_a_desk_loses_its_tickets_at_once_a13(cast, ticket, browse):
    client = browse(cast.agent)
    cast.agent.desk_roles.all().delete()
    assert client.get(reverse("ticket", args=[ticket.reference])).status_code == 404
    assert ticket.reference not in client.get("/agent/tickets/?status=all").content.decode()


def test_the_form_of_another_desk_is_not_there_a3(cast, browse):
    address = reverse("new_ticket", args=["technical-support", "technical-support-request"])
    assert browse(cast.other_agent).get(address).status_code == 404
    assert browse(cast.agent).get(address).status_code == 200


def _address(name: str, cast, ticket: Ticket) -> str:
    values = {
        "reference": ticket.reference,
        "person": cast.colleague.pk,
        "organization": cast.acme.pk,
        "desk": "technical-support",
        "request_type": "technical-support-request",
    }
    pattern = next(pattern for pattern in urlpatterns if pattern.name == name)
    return reverse(name, kwargs={key: values[key] for key in pattern.pattern.converters})


def _state(ticket: Ticket) -> tuple:
    return Ticket.objects.values().get(pk=ticket.pk), TicketEvent.objects.count(), ticket.participants.count()


def _plain(page: bytes) -> bytes:
    """The page without what differs each time: the CSRF token and the address asked for."""
    return re.sub(rb'value="\w{64}"|MTS-\d+', b"", page)
