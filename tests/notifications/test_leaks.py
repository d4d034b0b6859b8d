"""A word in a note reaches no customer, whoever takes part, whatever they have switched off (A15)."""

from itertools import product

import pytest
from django.utils import timezone

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.notifications.actions import mute
from servicedesk.tickets import actions, sweeping
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.step import step
from tests.cast import file_request

CANARY = "heliotrope"


@pytest.mark.parametrize("shared", [True, False])
def test_a_note_reaches_the_team_alone_a14_a15_a16(cast, request_type, smtp_sink, shared):
    outsiders = [cast.customer, cast.stranger, cast.other_agent]
    for assigned, *muted in product([True, False], repeat=3):
        ticket = file_request(request_type, cast.customer, organization=cast.acme if shared else None)
        for person in outsiders[1:]:
            ticket.participants.create(user=person, added_by=cast.customer)
        for person, is_muted in zip(outsiders, muted, strict=False):
            if is_muted:
                mute(ticket, by=person)
        everything_happens(ticket, cast, assigned)
    Ticket.objects.update(due_at=timezone.now())
    sweeping.tell_leads_of_late_answers()
    run_due_jobs()

    for person in outsiders:
        assert smtp_sink.to(person.email)
        for mail in smtp_sink.to(person.email):
            assert CANARY not in mail.text + mail.html + str(mail.message["Subject"])
            assert CANARY.encode() not in mail.raw
    assert any(CANARY in mail.text for mail in smtp_sink.to(cast.agent.email))


def everything_happens(ticket: Ticket, cast, assigned: bool) -> None:
    """A note alone, and a note beside everything that customers do hear of."""
    with step(ticket, by=cast.agent):
        actions.note(ticket, by=cast.agent, body=f"{CANARY} one")
        if assigned:
            actions.assign(ticket, by=cast.agent, to=cast.agent)
    with step(ticket, by=cast.admin):
        actions.note(ticket, by=cast.admin, body=f"{CANARY} two")
        actions.reply(ticket, by=cast.admin, body="This is for everyone.")
        actions.set_priority(ticket, by=cast.admin, priority=4)
        actions.change_fields(ticket, by=cast.admin, title="Another title", answers=[])
        actions.add_participant(ticket, by=cast.admin, person=cast.colleague)
        actions.resolve(ticket, by=cast.admin)
    with step(ticket, by=cast.admin):
        actions.note(ticket, by=cast.admin, body=f"{CANARY} three")
        actions.reopen(ticket, by=cast.admin)
