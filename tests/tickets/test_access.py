"""Who sees what: one rule, asked of every guarded model."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from servicedesk.organizations.actions import add_member, remove_member
from servicedesk.organizations.models import Membership
from servicedesk.tickets import actions
from servicedesk.tickets.access import may_see, may_work
from servicedesk.tickets.models import Message, MessageFile, Note, NoteFile, Ticket, TicketEvent
from tests.cast import file_request

SEES_A_SHARED_REQUEST = {
    "customer": True,
    "colleague": True,
    "stranger": False,
    "agent": True,
    "other_agent": False,
    "admin": True,
}
SEES_A_PRIVATE_REQUEST = SEES_A_SHARED_REQUEST | {"colleague": False}
IS_TEAM = {"customer": False, "colleague": False, "stranger": False, "agent": True, "other_agent": False, "admin": True}


@pytest.mark.parametrize(("who", "sees"), SEES_A_SHARED_REQUEST.items())
def test_a_shared_request_is_seen_by_its_company_and_its_team_s52_s54(cast, ticket, who, sees):
    person = getattr(cast, who)
    assert Ticket.objects.visible_to(person).filter(pk=ticket.pk).exists() is sees
    assert Message.objects.visible_to(person).filter(ticket=ticket).exists() is sees
    assert TicketEvent.objects.visible_to(person).filter(ticket=ticket).exists() is sees
    assert may_see(person, ticket) is sees


@pytest.mark.parametrize(("who", "sees"), SEES_A_PRIVATE_REQUEST.items())
def test_a_private_request_is_seen_by_its_requester_and_its_team_s54(cast, request_type, who, sees):
    private = file_request(request_type, cast.customer)
    assert Ticket.objects.visible_to(getattr(cast, who)).filter(pk=private.pk).exists() is sees


@pytest.mark.parametrize(("who", "sees"), IS_TEAM.items())
def test_a_note_is_seen_by_the_team_of_its_desk_alone_a14(cast, ticket, who, sees):
    actions.note(ticket, by=cast.agent, body="between us")
    person = getattr(cast, who)
    assert Note.objects.visible_to(person).exists() is sees
    assert TicketEvent.objects.visible_to(person).filter(kind="noted").exists() is sees
    assert may_work(person, ticket) is sees


def test_nobody_sees_anything_without_logging_in(ticket):
    for model in (Ticket, Message, Note, TicketEvent, MessageFile, NoteFile):
        assert not model.objects.visible_to(AnonymousUser()).exists()


def test_a_participant_sees_the_ticket_while_they_take_part(cast, ticket):
    actions.add_participant(ticket, by=cast.customer, person=cast.stranger)
    assert may_see(cast.stranger, ticket)
    actions.remove_participant(ticket, by=cast.customer, person=cast.stranger)
    assert not may_see(cast.stranger, ticket)


def test_joining_a_company_shows_its_older_requests_at_once_s53(cast, ticket):
    add_member(cast.acme, cast.stranger, by=cast.agent)
    assert may_see(cast.stranger, ticket)


def test_leaving_a_company_ends_access_to_its_requests_but_not_to_ones_own_s55_a5(cast, ticket, request_type):
    own = file_request(request_type, cast.colleague, organization=cast.acme)
    remove_member(cast.acme, cast.colleague, by=cast.agent)
    assert not may_see(cast.colleague, ticket)
    assert may_see(cast.colleague, own)


def test_a_member_who_sees_own_requests_only_does_not_see_the_companys_a5(cast, ticket):
    Membership.objects.filter(user=cast.colleague).update(sees=Membership.Sees.OWN)
    assert not may_see(cast.colleague, ticket)


def test_a_deactivated_agent_sees_nothing_a13(cast, ticket):
    cast.agent.deactivated_at = timezone.now()
    assert not Ticket.objects.visible_to(cast.agent).exists()
    assert not may_work(cast.agent, ticket)


def test_an_agent_moved_off_the_desk_sees_nothing_of_it_a13(cast, ticket):
    cast.agent.desk_roles.all().delete()
    assert not may_see(cast.agent, ticket)


def test_an_agent_who_is_a_customer_elsewhere_handles_only_their_own_desks_tickets(cast, request_type):
    own = file_request(request_type, cast.other_agent)
    assert Ticket.objects.visible_to(cast.other_agent).filter(pk=own.pk).exists()
    assert not Ticket.objects.visible_to(cast.other_agent, as_team=True).exists()
    assert not Ticket.objects.visible_to(cast.other_agent).handled_by(cast.other_agent).exists()
    assert not may_work(cast.other_agent, own)


@pytest.mark.parametrize("who", IS_TEAM)
def test_what_the_workspace_shows_is_some_of_what_one_sees(cast, ticket, request_type, who):
    person = getattr(cast, who)
    file_request(request_type, cast.stranger)
    as_team = set(Ticket.objects.visible_to(person, as_team=True))
    assert as_team == set(Ticket.objects.visible_to(person).handled_by(person))
    assert as_team <= set(Ticket.objects.visible_to(person))
    assert bool(as_team) is IS_TEAM[who]
