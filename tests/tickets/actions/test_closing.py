from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from servicedesk.core.errors import NotAllowed
from servicedesk.desks.models import Category
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket, TicketEvent
from servicedesk.tickets.sweeping import close_what_is_over, tell_leads_of_late_answers


def test_requester_and_team_resolve_colleagues_do_not(cast, ticket):
    with pytest.raises(NotAllowed):
        actions.resolve(ticket, by=cast.colleague)
    actions.resolve(ticket, by=cast.customer)
    assert ticket.category == Category.RESOLVED


def test_only_the_requester_takes_a_request_back(cast, ticket):
    for person in (cast.colleague, cast.agent):
        with pytest.raises(NotAllowed):
            actions.cancel(ticket, by=person)
    actions.cancel(ticket, by=cast.customer)
    assert ticket.category == Category.CLOSED
    assert TicketEvent.objects.filter(ticket=ticket, kind="cancelled").exists()


def test_closing_is_for_the_team(cast, ticket):
    with pytest.raises(NotAllowed):
        actions.close(ticket, by=cast.customer)
    actions.close(ticket, by=cast.agent)
    assert ticket.closed_at


def test_what_is_so_already_is_left_alone(cast, ticket):
    actions.resolve(ticket, by=cast.customer)
    version = ticket.version
    actions.resolve(ticket, by=cast.customer)
    assert ticket.version == version


def test_a_resolved_request_closes_after_seven_days(cast, ticket):
    actions.resolve(ticket, by=cast.agent)
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23), tick=False):
        assert close_what_is_over() == 0
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert close_what_is_over() == 1
    closed = Ticket.objects.get(pk=ticket.pk)
    assert closed.category == Category.CLOSED
    assert closed.events.order_by("id").last().step.by.is_system


def test_a_silent_customers_request_closes_and_can_be_reopened(cast, ticket):
    actions.reply(ticket, by=cast.agent, body="Please send the log.")
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        close_what_is_over()
        ticket.refresh_from_db()
        assert ticket.category == Category.CLOSED
        actions.reopen(ticket, by=cast.customer)
    assert ticket.category == Category.OPEN


def test_a_late_answer_is_told_to_the_leads_once(cast, ticket):
    with time_machine.travel(ticket.due_at + timedelta(minutes=1), tick=False):
        assert tell_leads_of_late_answers() == 1
        assert tell_leads_of_late_answers() == 0
    assert TicketEvent.objects.filter(ticket=ticket, kind="late").count() == 1
